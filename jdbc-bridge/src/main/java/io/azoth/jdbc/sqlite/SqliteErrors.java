package io.azoth.jdbc.sqlite;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite's result codes as R2DBC exceptions.
 *
 * <p>{@code getErrorCode()} is the extended result code. SQLite knows no SQLState, so each code gets the one that
 * other databases use for the same thing.
 */
final class SqliteErrors {

    private SqliteErrors() {}

    /** Returns the extended result code of a failure; 1, a generic error, for one that is not SQLite's. */
    static int code(SQLException failure) {
        if (failure instanceof SQLiteException sqlite && sqlite.getResultCode() != SQLiteErrorCode.UNKNOWN_ERROR) {
            return sqlite.getResultCode().code;
        }
        return failure.getErrorCode() == 0 ? 1 : failure.getErrorCode();
    }

    static R2dbcException translate(SQLException failure, @Nullable String sql) {
        int code = code(failure);
        String message = message(failure);
        return switch (code & 0xFF) {
            case 1 -> grammar(message, code, sql, failure);
            case 3, 23 -> new R2dbcPermissionDeniedException(message, "42501", code, sql, failure);
            case 4 -> new R2dbcRollbackException(message, "40000", code, sql, failure);
            case 5, 6 -> locked(message, code, sql, failure);
            case 7 -> new R2dbcTransientResourceException(message, "53200", code, sql, failure);
            case 8 -> new R2dbcPermissionDeniedException(message, "25006", code, sql, failure);
            case 9 -> new R2dbcNonTransientResourceException(message, "57014", code, sql, failure);
            case 10 -> new R2dbcNonTransientResourceException(message, "58030", code, sql, failure);
            case 11 -> new R2dbcNonTransientResourceException(message, "XX001", code, sql, failure);
            case 13 -> new R2dbcNonTransientResourceException(message, "53100", code, sql, failure);
            case 14 -> new R2dbcNonTransientResourceException(message, "08001", code, sql, failure);
            case 15 -> new R2dbcTransientResourceException(message, "55P03", code, sql, failure);
            case 17 -> new R2dbcTransientResourceException(message, "40001", code, sql, failure);
            case 18 -> new R2dbcNonTransientException(message, "54000", code, sql, failure) {};
            case 19 -> new R2dbcDataIntegrityViolationException(message, constraintState(code), code, sql, failure);
            case 20 -> new R2dbcDataIntegrityViolationException(message, "22000", code, sql, failure);
            case 25 -> grammar(message, code, sql, failure);
            case 26 -> new R2dbcNonTransientResourceException(message, "08004", code, sql, failure);
            default -> new R2dbcNonTransientException(message, "HY000", code, sql, failure) {};
        };
    }

    private static R2dbcException grammar(String message, int code, @Nullable String sql, SQLException failure) {
        String state = "42000";
        if (message.contains("no such table")) {
            state = "42S02";
        } else if (message.contains("no such column")) {
            state = "42S22";
        } else if (message.contains("already exists")) {
            state = "42S01";
        } else if (message.contains("syntax error")) {
            state = "42601";
        }
        return new R2dbcBadGrammarException(message, state, code, sql, failure);
    }

    private static R2dbcException locked(String message, int code, @Nullable String sql, SQLException failure) {
        if (code == 517) { // a snapshot that others have written past: waiting does not help, starting again does
            return new R2dbcRollbackException(message, "40001", code, sql, failure);
        }
        if (code == 6) { // a cursor that is open on the very same connection: waiting does not help either
            return new R2dbcTransientResourceException(message, "55006", code, sql, failure);
        }
        return new R2dbcTimeoutException(message, "55P03", code, sql, failure);
    }

    private static String constraintState(int code) {
        return switch (code) {
            case 275 -> "23514";
            case 787 -> "23503";
            case 1299 -> "23502";
            case 1555, 2067, 2579 -> "23505";
            default -> "23000";
        };
    }

    /** Takes SQLite's own words out of the driver's {@code [CODE] explanation (words)}. */
    private static String message(SQLException failure) {
        String text = failure.getMessage();
        if (text == null) {
            return "SQLite failed without a message";
        }
        int open = text.indexOf(" (");
        if (text.startsWith("[SQLITE_") && open > 0 && text.endsWith(")")) {
            return text.substring(open + 2, text.length() - 1) + " [" + text.substring(1, text.indexOf(']')) + "]";
        }
        return text;
    }
}
