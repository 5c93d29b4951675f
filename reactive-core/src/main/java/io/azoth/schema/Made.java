package io.azoth.schema;

import io.azoth.sql.ColumnExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What makes the values of columns in the program, in order of the columns.
 *
 * @param onInsert for an INSERT
 * @param onUpdate for an UPDATE
 */
record Made(Map<ColumnExpression<?>, Supplier<?>> onInsert, Map<ColumnExpression<?>, Supplier<?>> onUpdate) {

    static Made of(List<Column<?>> columns) {
        Map<ColumnExpression<?>, Supplier<?>> onInsert = new LinkedHashMap<>();
        Map<ColumnExpression<?>, Supplier<?>> onUpdate = new LinkedHashMap<>();
        for (Column<?> column : columns) {
            ColumnOption.MadeOnInsert inserted = column.spec().find(ColumnOption.MadeOnInsert.class);
            ColumnOption.MadeOnUpdate updated = column.spec().find(ColumnOption.MadeOnUpdate.class);
            if (inserted != null) {
                onInsert.put(column, inserted.supplier());
            }
            if (updated != null) {
                onUpdate.put(column, updated.supplier());
            }
        }
        return new Made(Collections.unmodifiableMap(onInsert), Collections.unmodifiableMap(onUpdate));
    }
}
