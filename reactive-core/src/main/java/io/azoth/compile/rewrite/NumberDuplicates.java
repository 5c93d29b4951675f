package io.azoth.compile.rewrite;

import io.azoth.sql.Compound;
import io.azoth.sql.Expression;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.Windows;
import java.util.ArrayList;
import java.util.List;

/**
 * INTERSECT ALL and EXCEPT ALL by their forms without ALL: rows that are equal get numbers, which makes them different,
 * and the numbers are dropped in the end.
 */
public final class NumberDuplicates {
    private NumberDuplicates() {}

    /** The query in a form without these. */
    public static Query in(Query query) {
        if (!(query instanceof Compound compound)) {
            return query;
        }
        return switch (compound.operation()) {
            case INTERSECT_ALL -> without(compound, true);
            case EXCEPT_ALL -> without(compound, false);
            default -> query;
        };
    }

    private static Query without(Compound compound, boolean intersect) {
        Query numbered = numbered(compound.terms().get(0), 0);
        for (int i = 1; i < compound.terms().size(); i++) {
            Query next = numbered(compound.terms().get(i), i);
            numbered = intersect ? numbered.intersect(next) : numbered.except(next);
        }
        SubqueryAlias all = numbered.lateral("numbered_");
        List<Expression<?>> columns = new ArrayList<>(all.columns());
        Select plain = Select.of(columns.subList(0, columns.size() - 1).toArray(SelectItem[]::new));
        return Orders.of(compound, plain);
    }

    private static Select numbered(Query term, int position) {
        SubqueryAlias rows = term.lateral("rows_" + position);
        List<Expression<?>> columns = new ArrayList<>(rows.columns());
        Expression<?>[] all = columns.toArray(Expression<?>[]::new);
        return Select.of(all)
                .columns(Windows.rowNumber().over(Windows.partitionBy(all)).as("number_"));
    }
}
