package io.azoth.dialect.sqlite;

import io.azoth.error.ErrorCode;
import io.r2dbc.spi.R2dbcException;

/** SQLite's result codes: the low byte is the family, the whole says more. */
final class SqliteErrors {
    private SqliteErrors() {}

    static ErrorCode classify(R2dbcException error) {
        int code = error.getErrorCode();
        return switch (code) {
            case 2067, 1555, 2579 -> ErrorCode.UNIQUE_VIOLATION;
            case 787 -> ErrorCode.FOREIGN_KEY_VIOLATION;
            case 1299 -> ErrorCode.NOT_NULL_VIOLATION;
            case 275 -> ErrorCode.CHECK_VIOLATION;
            case 517 -> ErrorCode.SERIALIZATION_FAILURE;
            default -> family(code & 0xff);
        };
    }

    private static ErrorCode family(int family) {
        return switch (family) {
            case 1 -> ErrorCode.BAD_SQL;
            case 3, 23 -> ErrorCode.PERMISSION_DENIED;
            case 5, 6 -> ErrorCode.LOCK_TIMEOUT;
            case 8 -> ErrorCode.READ_ONLY;
            case 9 -> ErrorCode.STATEMENT_TIMEOUT;
            case 11, 26 -> ErrorCode.CORRUPT_DATABASE;
            case 19 -> ErrorCode.INTEGRITY_VIOLATION;
            default -> ErrorCode.DATABASE_ERROR;
        };
    }
}
