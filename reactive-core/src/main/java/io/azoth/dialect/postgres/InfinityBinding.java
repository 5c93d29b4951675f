package io.azoth.dialect.postgres;

import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first and the last year of Java, which the driver takes for one that PostgreSQL has not, are its infinities. */
final class InfinityBinding {
    private static final Map<SqlKind, PostgresqlObjectId> TYPES = Map.of(
            SqlKind.DATE, PostgresqlObjectId.DATE,
            SqlKind.TIMESTAMP, PostgresqlObjectId.TIMESTAMP,
            SqlKind.TIMESTAMP_TZ, PostgresqlObjectId.TIMESTAMPTZ);
    private static final Map<SqlKind, PostgresqlObjectId> ARRAYS = Map.of(
            SqlKind.DATE, PostgresqlObjectId.DATE_ARRAY,
            SqlKind.TIMESTAMP, PostgresqlObjectId.TIMESTAMP_ARRAY,
            SqlKind.TIMESTAMP_TZ, PostgresqlObjectId.TIMESTAMPTZ_ARRAY);

    private InfinityBinding() {}

    /** How a value is sent that is an infinity or has one in it; null for any other. */
    static @Nullable Parameter parameter(SqlType<?> type, Object stored) {
        SqlType<?> element = type.shape().element();
        if (TYPES.containsKey(type.kind()) && of(stored) != null) {
            return Parameters.in(TYPES.get(type.kind()), of(stored));
        } else if (element != null && ARRAYS.containsKey(element.kind()) && isAmong(element, (Object[]) stored)) {
            return Parameters.in(ARRAYS.get(element.kind()), ArrayLiteral.write(element, (Object[]) stored));
        }
        return null;
    }

    private static boolean isAmong(SqlType<?> element, Object[] values) {
        for (Object value : values) {
            if (of(element.toStored(value)) != null) {
                return true;
            }
        }
        return false;
    }

    /** The word for a value, or null where it is none. */
    static @Nullable String of(@Nullable Object stored) {
        int year = 0;
        if (stored instanceof LocalDate date) {
            year = date.getYear();
        } else if (stored instanceof LocalDateTime timestamp) {
            year = timestamp.getYear();
        } else if (stored instanceof OffsetDateTime moment) {
            year = moment.getYear();
        }
        return year == Year.MAX_VALUE ? "infinity" : year == Year.MIN_VALUE ? "-infinity" : null;
    }
}
