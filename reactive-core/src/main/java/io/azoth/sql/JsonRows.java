package io.azoth.sql;

import io.azoth.sql.RowShape.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows from an array of arrays in JSON. */
final class JsonRows {
    private final JsonReader json;
    private final RowShape shape;

    JsonRows(String json, RowShape shape) {
        this.json = new JsonReader(json);
        this.shape = shape;
    }

    List<Row> read() {
        List<Row> rows = new ArrayList<>();
        json.expect('[');
        if (json.peek() == ']') {
            return rows;
        }
        do {
            rows.add(row());
        } while (json.next() == ',');
        return rows;
    }

    private Row row() {
        @Nullable Object[] values = new Object[shape.size()];
        json.expect('[');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                json.expect(',');
            }
            ResultColumn column = shape.column(i);
            values[i] = column.type().fromStored(JsonCells.stored(column.type(), json.cell()));
        }
        json.expect(']');
        return shape.row(values);
    }
}
