package io.azoth.dialect.postgres;

import io.azoth.error.ErrorCode;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.Map;

/** PostgreSQL's SQLSTATEs; the driver's exception classes say less. */
final class PostgresErrors {
    private static final Map<String, ErrorCode> BY_STATE = Map.ofEntries(
            Map.entry("23505", ErrorCode.UNIQUE_VIOLATION),
            Map.entry("23503", ErrorCode.FOREIGN_KEY_VIOLATION),
            Map.entry("23502", ErrorCode.NOT_NULL_VIOLATION),
            Map.entry("23514", ErrorCode.CHECK_VIOLATION),
            Map.entry("40001", ErrorCode.SERIALIZATION_FAILURE),
            Map.entry("40P01", ErrorCode.SERIALIZATION_FAILURE),
            Map.entry("25P02", ErrorCode.TRANSACTION_ABORTED),
            Map.entry("55P03", ErrorCode.LOCK_TIMEOUT),
            Map.entry("57014", ErrorCode.STATEMENT_TIMEOUT),
            Map.entry("25006", ErrorCode.READ_ONLY),
            Map.entry("42501", ErrorCode.PERMISSION_DENIED),
            Map.entry("57P01", ErrorCode.CONNECTION_LOST),
            Map.entry("57P02", ErrorCode.CONNECTION_LOST),
            Map.entry("57P03", ErrorCode.CONNECTION_LOST),
            Map.entry("XX001", ErrorCode.CORRUPT_DATABASE),
            Map.entry("XX002", ErrorCode.CORRUPT_DATABASE));
    private static final Map<String, ErrorCode> BY_CLASS = Map.of(
            "08", ErrorCode.CONNECTION_LOST,
            "23", ErrorCode.INTEGRITY_VIOLATION,
            "28", ErrorCode.PERMISSION_DENIED,
            "42", ErrorCode.BAD_SQL);

    private PostgresErrors() {}

    static ErrorCode classify(R2dbcException error) {
        String state = error.getSqlState();
        if (state == null || state.length() != 5) {
            return error instanceof R2dbcNonTransientResourceException
                    ? ErrorCode.CONNECTION_LOST
                    : ErrorCode.DATABASE_ERROR;
        }
        ErrorCode found = BY_STATE.get(state);
        return found != null ? found : BY_CLASS.getOrDefault(state.substring(0, 2), ErrorCode.DATABASE_ERROR);
    }
}
