package io.azoth.sql;

import io.azoth.sql.RowShape.ResultColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The names by which what is around a query finds its columns. In a result, names may repeat and may be missing; where
 * the query stands in FROM each column has one of its own, lest the database take another, and it is written as a label
 * where the database would choose one itself.
 */
public final class ColumnNames {
    /** The name in a result of what has none. */
    static final String NONE = "?column?";

    private ColumnNames() {}

    /**
     * The same columns, repeated names with a number behind them, {@code column_2} for the second where it has none; case
     * does not tell names apart.
     */
    static List<ResultColumn> unique(List<ResultColumn> columns) {
        Set<String> taken = new HashSet<>();
        boolean areUnique = true;
        for (ResultColumn column : columns) {
            areUnique &= taken.add(folded(column.name())) && !column.name().equals(NONE);
        }
        if (areUnique) {
            return columns;
        }
        Set<String> used = new HashSet<>();
        List<ResultColumn> named = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            ResultColumn column = columns.get(i);
            boolean isNamed = !column.name().equals(NONE);
            String base = isNamed ? column.name() : "column";
            String name = isNamed ? base : base + "_" + (i + 1);
            for (int n = 2; !used.add(folded(name)); n++) {
                name = base + "_" + n;
                name = taken.contains(folded(name)) ? column.name() : name;
            }
            named.add(new ResultColumn(name, column.type(), column.expression()));
        }
        return named;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The query with a label on each column that its database would not name so by itself. */
    public static Query in(Query query) {
        if (query instanceof Compound compound) {
            Query first = compound.terms().get(0);
            Query named = in(first);
            return named == first ? query : compound.mapChildren(child -> child == first ? named : child);
        }
        return query instanceof Select select ? in(select) : query;
    }

    private static Select in(Select select) {
        List<ResultColumn> columns = select.resultColumns();
        List<ResultColumn> unique = unique(columns);
        List<SelectItem> items = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < columns.size(); i++) {
            Expression<?> item = expression(columns.get(i));
            SelectItem labelled = labelled(item, unique.get(i).name());
            changed |= labelled != item;
            items.add(labelled);
        }
        return changed ? select.selecting(items, Froms.named(select)) : select;
    }

    /** The place of what selects an expression, from 0, or -1: under the label that it has, else under any. */
    public static int find(List<ResultColumn> columns, Expression<?> wanted) {
        int found = -1;
        for (int i = 0; i < columns.size(); i++) {
            Expression<?> selected = columns.get(i).expression();
            if (wanted.equals(selected)) {
                return i;
            } else if (found < 0 && selected != null && unlabelled(selected).equals(unlabelled(wanted))) {
                found = i;
            }
        }
        return found;
    }

    private static Expression<?> unlabelled(Expression<?> expression) {
        return expression instanceof Label<?> label ? label.expression() : expression;
    }

    /** The expression that stands behind a column of a SELECT. */
    public static Expression<?> expression(ResultColumn column) {
        return Objects.requireNonNull(column.expression(), "selected expression");
    }

    /** The expression under a name: as it is, where it has that already. */
    public static Expression<?> labelled(Expression<?> item, String name) {
        if (item instanceof ColumnExpression<?> column && column.name().equals(name)) {
            return item;
        } else if (item instanceof Label<?> label) {
            return label.name().equals(name) ? item : label.expression().as(name);
        }
        return item.as(name);
    }
}
