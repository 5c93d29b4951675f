package io.azoth.compile.rewrite;

import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Label;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import java.util.ArrayList;
import java.util.List;

/** A query with further columns that number its rows, and the same columns as before around it. */
final class Numbered {
    private final SubqueryAlias rows;
    private final List<Expression<?>> columns = new ArrayList<>();
    private final int width;

    /**
     * A query with further columns.
     *
     * @param query the query
     * @param numbers what numbers its rows, under labels of their own
     */
    Numbered(Select query, SelectItem... numbers) {
        List<SelectItem> items = new ArrayList<>();
        for (SelectItem item : query.clauses().items()) {
            if (item instanceof FromItem from) {
                items.addAll(from.columns());
            } else {
                items.add(item);
            }
        }
        this.width = items.size();
        List<SelectItem> named = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            named.add(unlabelled((Expression<?>) items.get(i)).as("c" + (i + 1) + "_"));
        }
        this.rows = Replace.items(query, named).columns(numbers).lateral("numbered_");
        for (int i = 0; i < width; i++) {
            String name = query.resultColumns().get(i).name();
            columns.add(rows.columns().get(i).as(name));
        }
    }

    /** A number that was added, by its position from 0. */
    @SuppressWarnings("unchecked")
    Expression<Long> number(int position) {
        return (Expression<Long>) rows.columns().get(width + position);
    }

    /** The columns of the query, under the names that they had. */
    Select columns() {
        return Select.of(columns.toArray(SelectItem[]::new));
    }

    static Expression<?> unlabelled(Expression<?> expression) {
        return expression instanceof Label<?> label ? label.expression() : expression;
    }
}
