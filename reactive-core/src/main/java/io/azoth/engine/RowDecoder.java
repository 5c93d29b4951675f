package io.azoth.engine;

import io.azoth.dialect.DriverBinding;
import io.azoth.dialect.DriverBinding.ColumnReader;
import io.azoth.sql.RowShape;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.type.SqlType;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a driver's rows into rows of one shape, by position. Made once for each run of a statement; called by one thread at
 * a time.
 */
final class RowDecoder {
    private final DriverBinding driver;
    private @Nullable RowShape shape;
    private ColumnReader[] readers;

    RowDecoder(DriverBinding driver, RowShape declared) {
        this.driver = driver;
        this.shape = declared == RowShape.UNKNOWN ? null : declared;
        this.readers = shape == null ? new ColumnReader[0] : readers(shape);
    }

    io.azoth.sql.Row decode(Row row, RowMetadata metadata) {
        RowShape known = shape;
        if (known == null) {
            known = shapeOf(metadata);
            readers = readers(known);
            shape = known;
        }
        ColumnReader[] columns = readers;
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = columns[i].read(row, i);
        }
        return known.row(values);
    }

    private RowShape shapeOf(RowMetadata metadata) {
        List<ResultColumn> columns = new ArrayList<>();
        for (ColumnMetadata column : metadata.getColumnMetadatas()) {
            columns.add(new ResultColumn(column.getName(), driver.typeOf(column), null));
        }
        return new RowShape(columns);
    }

    private ColumnReader[] readers(RowShape shape) {
        ColumnReader[] columns = new ColumnReader[shape.size()];
        for (int i = 0; i < columns.length; i++) {
            SqlType<?> type = shape.column(i).type();
            ColumnReader stored = driver.reader(type);
            columns[i] = type.isAdapted() ? (row, index) -> type.fromStored(stored.read(row, index)) : stored;
        }
        return columns;
    }
}
