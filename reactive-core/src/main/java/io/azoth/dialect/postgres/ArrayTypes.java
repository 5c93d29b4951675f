package io.azoth.dialect.postgres;

import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The plain type behind a type of a family that arrays can carry: without length, without a user's conversion. */
final class ArrayTypes {
    private static final Map<SqlKind, SqlType<?>> PLAIN = new EnumMap<>(Map.ofEntries(
            Map.entry(SqlKind.SMALLINT, SqlTypes.SMALLINT),
            Map.entry(SqlKind.INTEGER, SqlTypes.INTEGER),
            Map.entry(SqlKind.BIGINT, SqlTypes.BIGINT),
            Map.entry(SqlKind.REAL, SqlTypes.REAL),
            Map.entry(SqlKind.DOUBLE, SqlTypes.DOUBLE),
            Map.entry(SqlKind.DECIMAL, SqlTypes.NUMERIC),
            Map.entry(SqlKind.BOOLEAN, SqlTypes.BOOLEAN),
            Map.entry(SqlKind.CHAR, SqlTypes.TEXT),
            Map.entry(SqlKind.VARCHAR, SqlTypes.TEXT),
            Map.entry(SqlKind.TEXT, SqlTypes.TEXT),
            Map.entry(SqlKind.UUID, SqlTypes.UUID),
            Map.entry(SqlKind.DATE, SqlTypes.DATE),
            Map.entry(SqlKind.TIME, SqlTypes.TIME),
            Map.entry(SqlKind.TIMESTAMP, SqlTypes.TIMESTAMP),
            Map.entry(SqlKind.TIMESTAMP_TZ, SqlTypes.TIMESTAMP_TZ)));

    private ArrayTypes() {}

    static SqlType<?> stored(SqlType<?> type) {
        return Objects.requireNonNull(PLAIN.get(type.kind()), "plain type of an array element");
    }

    static SqlType<?> arrayOf(SqlType<?> type) {
        return SqlTypes.array(stored(type));
    }
}
