package io.azoth.schema;

import static io.azoth.schema.Schema.defaultValue;

import io.azoth.sql.Choices;
import io.azoth.testkit.DatabaseKind;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Types by chance, and constants of them. */
final class RandomColumn {
    private static final List<SqlType<?>> TYPES = List.of(
            SqlTypes.INTEGER,
            SqlTypes.SMALLINT,
            SqlTypes.BIGINT,
            SqlTypes.REAL,
            SqlTypes.DOUBLE,
            SqlTypes.NUMERIC,
            SqlTypes.numeric(9, 2),
            SqlTypes.numeric(38, 0),
            SqlTypes.BOOLEAN,
            SqlTypes.TEXT,
            SqlTypes.varchar(20),
            SqlTypes.character(20),
            SqlTypes.BYTES,
            SqlTypes.varbinary(20),
            SqlTypes.DATE,
            SqlTypes.TIME,
            SqlTypes.TIMESTAMP,
            SqlTypes.TIMESTAMP_TZ,
            SqlTypes.INTERVAL,
            SqlTypes.UUID,
            SqlTypes.JSON,
            SqlTypes.array(SqlTypes.INTEGER),
            SqlTypes.array(SqlTypes.TEXT));
    private static final EnumSet<SqlKind> UNSORTED = EnumSet.of(SqlKind.JSON, SqlKind.ARRAY, SqlKind.BINARY);
    private static final List<String> WORDS =
            List.of("", "it's", "a;b", "\\", "NULL", "1", "CURRENT_DATE", "(x)", "x::y");

    private RandomColumn() {}

    static SqlType<?> type(Choices choices, DatabaseKind kind) {
        SqlType<?> type = choices.of(TYPES);
        return kind == DatabaseKind.POSTGRES && type.kind() == SqlKind.BINARY ? SqlTypes.BYTES : type;
    }

    /** Whether every database has indexes on it. */
    static boolean sorts(SqlType<?> type) {
        return !UNSORTED.contains(type.kind());
    }

    static ColumnSpec<?> withDefault(ColumnSpec<?> column, Choices choices) {
        Object constant = choices.oneIn(3) ? constant(column.type(), choices) : null;
        if (constant == null) {
            return column;
        }
        List<ColumnOption> options = new ArrayList<>(column.options());
        options.add(defaultValue(constant));
        return new ColumnSpec<>(column.name(), column.type(), options);
    }

    private static @Nullable Object constant(SqlType<?> type, Choices choices) {
        int n = choices.below(400) - 5;
        return switch (type.kind()) {
            case INTEGER -> n;
            case SMALLINT -> (short) n;
            case BIGINT -> n * 4_000_000_000L;
            case REAL -> n / 2f;
            case DOUBLE -> n / 3d;
            case DECIMAL -> BigDecimal.valueOf(n, Math.min(2, type.shape().scale()));
            case BOOLEAN -> n % 2 == 0;
            case TEXT, VARCHAR -> choices.of(WORDS);
            case BINARY -> null;
            case DATE -> LocalDate.ofEpochDay(n * 100L);
            case TIME -> LocalTime.ofSecondOfDay(Math.abs(n) * 200L);
            case TIMESTAMP -> LocalDateTime.ofEpochSecond(n * 1_000_000L, 120_000_000, ZoneOffset.UTC);
            case TIMESTAMP_TZ ->
                LocalDateTime.ofEpochSecond(n * 1_000_000L, 0, ZoneOffset.UTC).atOffset(ZoneOffset.UTC);
            case INTERVAL -> Duration.ofMillis(n * 1500L);
            case UUID -> new UUID(n, n);
            case JSON -> choices.of(List.of("{}", "{}", "[]", "\"text\"", "null"));
            default -> null;
        };
    }
}
