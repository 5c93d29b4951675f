package io.azoth.dialect.h2;

import io.azoth.error.ErrorCode;
import io.r2dbc.spi.R2dbcException;
import java.util.Map;

/** H2's error numbers. */
final class H2Errors {
    private static final Map<Integer, ErrorCode> BY_NUMBER = Map.ofEntries(
            Map.entry(23505, ErrorCode.UNIQUE_VIOLATION),
            Map.entry(23503, ErrorCode.FOREIGN_KEY_VIOLATION),
            Map.entry(23506, ErrorCode.FOREIGN_KEY_VIOLATION),
            Map.entry(23502, ErrorCode.NOT_NULL_VIOLATION),
            Map.entry(23513, ErrorCode.CHECK_VIOLATION),
            Map.entry(23514, ErrorCode.CHECK_VIOLATION),
            Map.entry(40001, ErrorCode.SERIALIZATION_FAILURE),
            Map.entry(90131, ErrorCode.SERIALIZATION_FAILURE),
            Map.entry(50200, ErrorCode.LOCK_TIMEOUT),
            Map.entry(57014, ErrorCode.STATEMENT_TIMEOUT),
            Map.entry(28000, ErrorCode.PERMISSION_DENIED),
            Map.entry(90096, ErrorCode.PERMISSION_DENIED),
            Map.entry(90097, ErrorCode.READ_ONLY),
            Map.entry(90030, ErrorCode.CORRUPT_DATABASE),
            Map.entry(90007, ErrorCode.CONNECTION_LOST),
            Map.entry(90067, ErrorCode.CONNECTION_LOST),
            Map.entry(90098, ErrorCode.CONNECTION_LOST),
            Map.entry(90121, ErrorCode.CONNECTION_LOST));

    private H2Errors() {}

    static ErrorCode classify(R2dbcException error) {
        int number = error.getErrorCode();
        ErrorCode found = BY_NUMBER.get(number);
        if (found != null) {
            return found;
        } else if (number / 1_000 == 42) {
            return ErrorCode.BAD_SQL;
        }
        return number / 1_000 == 23 ? ErrorCode.INTEGRITY_VIOLATION : ErrorCode.DATABASE_ERROR;
    }
}
