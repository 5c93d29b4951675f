package io.azoth.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the nodes' {@code mapChildren} share; the function is trusted to give elements of the kind that it was given. */
final class Mapped {
    private Mapped() {}

    @SuppressWarnings("unchecked")
    static <E extends ClauseElement> E one(UnaryOperator<ClauseElement> f, E element) {
        return (E) f.apply(element);
    }

    static <E extends ClauseElement> @Nullable E maybe(UnaryOperator<ClauseElement> f, @Nullable E element) {
        return element == null ? null : one(f, element);
    }

    static <E extends ClauseElement> List<E> all(UnaryOperator<ClauseElement> f, List<E> elements) {
        List<E> mapped = new ArrayList<>(elements.size());
        elements.forEach(element -> mapped.add(one(f, element)));
        return mapped;
    }

    /**
     * The expressions among the values of rows. Values that stand below each other are mostly of one class, and comparing
     * classes costs less than asking each value.
     */
    static List<ClauseElement> expressions(List<? extends List<?>> rows) {
        List<ClauseElement> found = new ArrayList<>();
        @Nullable
        Class<?>[] plain = new Class<?>[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (int r = 0; r < rows.size(); r++) {
            List<?> row = rows.get(r);
            for (int c = 0; c < row.size(); c++) {
                Object value = row.get(c);
                if (value == null || (c < plain.length && plain[c] == value.getClass())) {
                    continue;
                }
                if (value instanceof Expression<?> expression) {
                    found.add(expression);
                } else if (c < plain.length) {
                    plain[c] = value.getClass();
                }
            }
        }
        return found;
    }

    /** Rows with their expressions mapped and their values as they are. */
    static List<List<?>> rows(UnaryOperator<ClauseElement> f, List<? extends List<?>> rows) {
        List<List<?>> mapped = new ArrayList<>(rows.size());
        for (List<?> row : rows) {
            List<@Nullable Object> values = new ArrayList<>(row.size());
            for (Object value : row) {
                values.add(value instanceof Expression<?> expression ? one(f, expression) : value);
            }
            mapped.add(values);
        }
        return mapped;
    }

    static List<SelectItem> items(UnaryOperator<ClauseElement> f, List<SelectItem> items) {
        List<SelectItem> mapped = new ArrayList<>(items.size());
        items.forEach(item -> mapped.add((SelectItem) f.apply((ClauseElement) item)));
        return mapped;
    }

    static List<OrderTerm> terms(UnaryOperator<ClauseElement> f, List<OrderTerm> terms) {
        List<OrderTerm> mapped = new ArrayList<>(terms.size());
        terms.forEach(term -> mapped.add(new OrderTerm(one(f, term.expression()), term.direction(), term.nulls())));
        return mapped;
    }

    static List<ColumnValue> values(UnaryOperator<ClauseElement> f, List<ColumnValue> values) {
        List<ColumnValue> mapped = new ArrayList<>(values.size());
        values.forEach(value -> mapped.add(new ColumnValue(value.column(), one(f, value.value()))));
        return mapped;
    }

    /** Adds the parts that are there. */
    static void add(List<ClauseElement> children, @Nullable ClauseElement child) {
        if (child != null) {
            children.add(child);
        }
    }

    static void addTerms(List<ClauseElement> children, List<OrderTerm> terms) {
        terms.forEach(term -> children.add(term.expression()));
    }
}
