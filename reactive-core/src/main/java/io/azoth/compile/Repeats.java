package io.azoth.compile;

import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.Grouping;
import io.azoth.sql.Label;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.SelectClauses;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a query groups by, or takes once of, and computes: for the database that is one expression only where it is the same
 * text with the same markers, so that it is written once and then repeated, with no binds of its own.
 */
final class Repeats {
    private final Set<Expression<?>> computed;
    private final Map<Expression<?>, String> written = new HashMap<>();

    private Repeats(Set<Expression<?>> computed) {
        this.computed = computed;
    }

    /** What a query repeats, or null where that is nothing, as in most. */
    static @Nullable Repeats of(SelectClauses clauses) {
        boolean isOrderedOnce = clauses.distinct() && !clauses.orderBy().isEmpty();
        if (clauses.groupBy().isEmpty() && clauses.distinctOn().isEmpty() && !isOrderedOnce) {
            return null;
        }
        Set<Expression<?>> computed = new HashSet<>();
        clauses.groupBy().forEach(key -> add(computed, key));
        clauses.distinctOn().forEach(key -> add(computed, key));
        if (isOrderedOnce) {
            clauses.orderBy().stream().map(OrderTerm::expression).forEach(term -> add(computed, term));
        }
        return computed.isEmpty() ? null : new Repeats(computed);
    }

    private static void add(Set<Expression<?>> computed, Expression<?> key) {
        if (key instanceof Grouping grouping) {
            grouping.sets().forEach(set -> set.forEach(each -> add(computed, each)));
        } else if (key instanceof Label<?> label) {
            add(computed, label.expression());
        } else if (!(key instanceof ColumnExpression)) {
            computed.add(key);
        }
    }

    /** Writes an expression of the query, by whatever it is written by the first time. */
    SqlWriter write(Expression<?> expression, SqlWriter out, Supplier<SqlWriter> first) {
        if (!computed.contains(expression)) {
            return first.get();
        }
        String text = written.get(expression);
        if (text != null) {
            return out.sql(text);
        }
        int start = out.length();
        SqlWriter same = first.get();
        written.put(expression, out.textFrom(start));
        return same;
    }
}
