package io.azoth.compile.rewrite;

import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ColumnValue;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Join;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.Sql;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.Update;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** UPDATE from several tables, or from a join, as one from a query of what it uses of these. */
public final class NestFrom {
    private final Set<FromItem> parts;
    private final Set<FromItem> around;
    private final List<ColumnExpression<?>> used = new ArrayList<>();
    private @Nullable SubqueryAlias rows;

    private NestFrom(Update update) {
        this.parts = Froms.withParts(update.from());
        this.around = new LinkedHashSet<>(parts);
        this.around.add(update.table());
    }

    /** The statement in a form in which one from-item with columns of its own stands beside the table. */
    public static Update in(Update update) {
        List<FromItem> from = update.from();
        if (from.isEmpty() || (from.size() == 1 && !(from.get(0) instanceof Join))) {
            return update;
        }
        NestFrom nest = new NestFrom(update);
        Update looked = nest.changed(update);
        SelectItem[] items = nest.used.isEmpty()
                ? new SelectItem[] {Sql.trueValue().as("true_")}
                : nest.used.toArray(SelectItem[]::new);
        nest.rows = Select.of(items).from(from.toArray(FromItem[]::new)).as("from_");
        return looked.assignments().isEmpty() ? update : nest.changed(update).from(nest.rows);
    }

    /** With columns of the query, which are found by it the first time. */
    private Update changed(Update update) {
        Update changed = Update.of(update.table());
        for (ColumnValue assignment : update.assignments()) {
            changed = set(changed, assignment.column(), assignment.value());
        }
        Expression<Boolean> where = update.where();
        return where == null ? changed : changed.where(exchanged(where));
    }

    private <T> Update set(Update update, ColumnExpression<T> column, Expression<?> value) {
        return update.set(column, this.<T>exchanged(value));
    }

    @SuppressWarnings("unchecked")
    private <T> Expression<T> exchanged(Expression<?> expression) {
        return (Expression<T>) new Exchange(around, rows, this::column).in(expression, parts);
    }

    private @Nullable ClauseElement column(ClauseElement element, Set<FromItem> open) {
        if (!(element instanceof ColumnExpression<?> column) || !open.contains(column.source())) {
            return null;
        } else if (rows != null) {
            return rows.c(column);
        }
        if (!used.contains(column)) {
            used.add(column);
        }
        return column;
    }
}
