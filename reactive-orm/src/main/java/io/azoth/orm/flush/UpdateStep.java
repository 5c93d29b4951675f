package io.azoth.orm.flush;

import io.azoth.orm.mapping.Attribute;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Executor;
import io.azoth.sql.Expression;
import io.azoth.sql.Update;
import io.azoth.sql.ValuesTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** UPDATE of rows of one shape: a plain one for one row, from a table of values for more. */
record UpdateStep(Shape shape, List<RowChange> rows) implements Step {
    private static final String VALUES = "changed";

    @Override
    public Mono<Void> run(Executor executor) {
        int width = shape.mapping().key().size() + shape.columns().cardinality();
        return Shape.inParts(
                rows,
                width,
                part -> Mono.defer(() -> {
                    Update update = part.size() == 1 ? plain(part.get(0)) : fromValues(part);
                    return executor.execute(update, List.of())
                            .flatMap(result -> RowCheck.of(executor, "UPDATE", part, result.rowCount()));
                }));
    }

    private Update plain(RowChange row) {
        Update update = Update.of(shape.mapping().table());
        for (int index : shape.indexes()) {
            update = set(update, shape.mapping().attribute(index).column(), row.value(index));
        }
        return update.where(RowCheck.keyIs(row));
    }

    @SuppressWarnings("unchecked")
    private static Update set(Update update, ColumnExpression<?> column, @Nullable Object value) {
        return update.set((ColumnExpression<Object>) column, value);
    }

    private Update fromValues(List<RowChange> part) {
        int[] indexes = shape.indexes();
        List<ColumnExpression<?>> columns = new ArrayList<>(shape.mapping().keyColumns());
        columns.addAll(shape.columnsOf(indexes));
        List<List<@Nullable Object>> values = new ArrayList<>(part.size());
        for (RowChange row : part) {
            List<@Nullable Object> line = new ArrayList<>(shape.mapping().keyValues(row.key()));
            line.addAll(row.row(indexes));
            values.add(line);
        }
        ValuesTable table = ValuesTable.of(VALUES, columns, values);
        Update update = Update.of(shape.mapping().table()).from(table);
        for (int index : indexes) {
            update = setFrom(update, shape.mapping().attribute(index).column(), table);
        }
        List<Expression<Boolean>> same = new ArrayList<>();
        for (Attribute key : shape.mapping().key()) {
            same.add(matches(key.column(), table));
        }
        return update.where(RowCheck.all(same));
    }

    private static <T> Update setFrom(Update update, ColumnExpression<T> column, ValuesTable table) {
        return update.set(column, table.c(column));
    }

    private static <T> Expression<Boolean> matches(ColumnExpression<T> column, ValuesTable table) {
        return column.eq(table.c(column));
    }
}
