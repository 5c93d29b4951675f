package io.azoth.engine;

import io.azoth.dialect.DriverBinding;
import io.azoth.error.AzothException;
import io.azoth.error.DatabaseException;
import io.azoth.error.DatabaseException.SqlFailure;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.azoth.error.IntegrityViolationException;
import io.azoth.error.ResultException;
import io.azoth.error.StatementContext;
import io.azoth.error.TransientDatabaseException;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a driver throws or emits, as errors of the library. */
final class DriverErrors {
    private DriverErrors() {}

    /** The library's error for a driver's; an error of the library stays as it is. */
    static AzothException translate(Throwable error, DriverBinding driver, @Nullable StatementContext context) {
        if (error instanceof AzothException known) {
            return known;
        }
        if (error instanceof R2dbcException failure) {
            return translated(failure, code(failure, driver), context);
        }
        if (error instanceof IOException) {
            return lost(error, context);
        }
        return new EngineException(ErrorCode.DATABASE_ERROR, "The driver failed: " + text(error), context, error);
    }

    /** The class 08 of SQLSTATE is the standard's for connections, whatever the database. */
    private static ErrorCode code(R2dbcException failure, DriverBinding driver) {
        ErrorCode code = driver.classify(failure);
        String state = failure.getSqlState();
        return code == ErrorCode.DATABASE_ERROR && state != null && state.startsWith("08")
                ? ErrorCode.CONNECTION_LOST
                : code;
    }

    /** No connection could be made. */
    static AzothException connectFailed(Throwable error, DriverBinding driver, ConnectionFactory factory) {
        if (error instanceof AzothException known) {
            return known;
        }
        if (error instanceof R2dbcException failure) {
            ErrorCode code = driver.classify(failure);
            if (code == ErrorCode.CORRUPT_DATABASE
                    || code == ErrorCode.READ_ONLY
                    || code == ErrorCode.PERMISSION_DENIED) {
                return translated(failure, code, null);
            }
        }
        return new EngineException(
                ErrorCode.CONNECT_FAILED,
                "Cannot connect to the " + factory.getMetadata().getName() + " database: " + text(root(error))
                        + "; check its URL, that it runs, and that it can be reached",
                error);
    }

    private static Throwable root(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; depth < 10 && cause.getCause() != null && !(cause instanceof R2dbcException); depth++) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** A value came that cannot be read as its type says. */
    static AzothException unreadable(Throwable error) {
        return error instanceof AzothException known
                ? known
                : new ResultException(
                        ErrorCode.VALUE_CONVERSION, "A value of the row could not be read: " + text(error), error);
    }

    /**
     * A transaction is aborted in which nothing had failed: its driver prepares a statement anew whose tables have changed, but
     * the database has aborted the transaction by then, and this is what the driver hears.
     */
    static AzothException stale(AzothException aborted, @Nullable StatementContext context) {
        return aborted.getCause() instanceof R2dbcException cause
                ? translated(cause, ErrorCode.STALE_STATEMENT, context)
                : aborted;
    }

    private static AzothException translated(R2dbcException error, ErrorCode code, @Nullable StatementContext context) {
        SqlFailure failure = new SqlFailure(error.getSqlState(), error.getErrorCode());
        return switch (code) {
            case CONNECTION_LOST -> lost(error, context);
            case UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION, NOT_NULL_VIOLATION, CHECK_VIOLATION, INTEGRITY_VIOLATION ->
                new IntegrityViolationException(code, message(code, error), context, failure, error);
            case SERIALIZATION_FAILURE, LOCK_TIMEOUT, STALE_STATEMENT ->
                new TransientDatabaseException(code, message(code, error), context, failure, error);
            default -> new DatabaseException(code, message(code, error), context, failure, error);
        };
    }

    private static EngineException lost(Throwable error, @Nullable StatementContext context) {
        return new EngineException(
                ErrorCode.CONNECTION_LOST, "The connection to the database was lost: " + text(error), context, error);
    }

    private static String message(ErrorCode code, Throwable error) {
        String what =
                switch (code) {
                    case UNIQUE_VIOLATION -> "A row with the same unique value is there already";
                    case FOREIGN_KEY_VIOLATION -> "A foreign key does not fit";
                    case NOT_NULL_VIOLATION -> "A column that must have a value was given none";
                    case CHECK_VIOLATION -> "A value breaks a CHECK constraint";
                    case INTEGRITY_VIOLATION -> "A row breaks a constraint";
                    case BAD_SQL -> "The database does not accept the statement";
                    case SERIALIZATION_FAILURE -> "The transaction met a concurrent one; run it again";
                    case STALE_STATEMENT ->
                        "A table has changed since the statement was prepared on the connection, and the transaction is "
                                + "aborted; run it again";
                    case TRANSACTION_ABORTED ->
                        "A statement of the transaction has failed before, and the database takes no other in it; roll it back";
                    case LOCK_TIMEOUT -> "A lock was not free in time; run the transaction again";
                    case STATEMENT_TIMEOUT -> "The statement was stopped before its end";
                    case READ_ONLY -> "The database or the transaction is read only";
                    case CORRUPT_DATABASE -> "The file is damaged or is no database";
                    case PERMISSION_DENIED -> "The database denies permission";
                    default -> "The database failed";
                };
        return what + ": " + text(error);
    }

    static String text(Throwable error) {
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}
