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
        for (int i = 0; i < columns.size(); i++) {
            if (!fit(columns.get(i).type()) || holdsExpression(rows, i)) {
                return false;
            }
        }
        return true;
    }

    /** The values of a column are mostly of one class, and comparing classes costs less than asking each value. */
    private static boolean holdsExpression(List<? extends List<?>> rows, int column) {
        Class<?> plain = null;
        for (int r = 0; r < rows.size(); r++) {
            List<?> row = rows.get(r);
            Object value = column < row.size() ? row.get(column) : null;
            if (value != null && value.getClass() != plain) {
                if (value instanceof Expression<?>) {
                    return true;
                }
                plain = value.getClass();
            }
        }
        return false;
    }

    /** One column of the rows as an array of the class that the base type stores, each value checked. */
    static Object column(ColumnExpression<?> column, List<? extends List<?>> rows, int index) {
        SqlType<?> type = column.type();
        @Nullable Object[] array = array(type, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Object value = rows.get(i).get(index);
            if (value != null) {
                type.check(value, column);
                array[i] = type.toStored(value);
            }
        }
        return array;
    }

    static Object list(SqlType<?> type, List<@Nullable Object> values) {
        @Nullable Object[] array = array(type, values.size());
        for (int i = 0; i < values.size(); i++) {
            array[i] = type.toStored(values.get(i));
        }
        return array;
    }

    private static @Nullable Object[] array(SqlType<?> type, int size) {
        return (@Nullable Object[]) Array.newInstance(ArrayTypes.stored(type).javaType(), size);
    }
}
