package io.azoth.dialect.postgres;

import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.lang.reflect.Array;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of many rows as one array for each column. */
final class ArrayBinds {
    /** The driver has array codecs for these. */
    private static final Set<SqlKind> KINDS = EnumSet.of(
            SqlKind.SMALLINT,
            SqlKind.INTEGER,
            SqlKind.BIGINT,
            SqlKind.REAL,
            SqlKind.DOUBLE,
            SqlKind.DECIMAL,
            SqlKind.BOOLEAN,
            SqlKind.CHAR,
            SqlKind.VARCHAR,
            SqlKind.TEXT,
            SqlKind.UUID,
            SqlKind.DATE,
            SqlKind.TIME,
            SqlKind.TIMESTAMP,
            SqlKind.TIMESTAMP_TZ);

    private ArrayBinds() {}

    static boolean fit(SqlType<?> type) {
        return KINDS.contains(type.kind());
    }

    /** Whether more than one row of nothing but values can travel as arrays. */
    static boolean fit(List<? extends ColumnExpression<?>> columns, List<? extends List<?>> rows) {
        if (rows.size() < 2) {
            return false;
        }
        for (ColumnExpression<?> column : columns) {
            if (!fit(column.type())) {
                return false;
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            List<?> row = rows.get(r);
            for (int c = 0; c < row.size(); c++) {
                if (row.get(c) instanceof Expression<?>) {
                    return false;
                }
            }
        }
        return true;
    }

    /** One column of the rows as an array of the class that the base type stores, each value checked. */
    static Object column(ColumnExpression<?> column, List<? extends List<?>> rows, int index) {
        SqlType<?> type = column.type();
        Object array = Array.newInstance(storedClass(type), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Object value = rows.get(i).get(index);
            if (value != null) {
                type.check(value, column);
                Array.set(array, i, type.toStored(value));
            }
        }
        return array;
    }

    static Object list(SqlType<?> type, List<@Nullable Object> values) {
        Object array = Array.newInstance(storedClass(type), values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, type.toStored(values.get(i)));
        }
        return array;
    }

    private static Class<?> storedClass(SqlType<?> type) {
        return ArrayTypes.stored(type).javaType();
    }
}
