package io.azoth.error;

import org.jspecify.annotations.Nullable;

/** The database refused or failed a statement. Its {@link #code()} classifies it the same way on every database. */
public class DatabaseException extends AzothException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;
    private final int vendorCode;

    /** An error of the database: how it is named there, and what the driver threw. */
    public DatabaseException(
            ErrorCode code,
            String message,
            @Nullable StatementContext context,
            SqlFailure failure,
            @Nullable Throwable cause) {
        super(code, message, context, cause);
        this.sqlState = failure.sqlState();
        this.vendorCode = failure.vendorCode();
    }

    /** The SQLSTATE that the database gave, or null where it gives none. */
    public final @Nullable String sqlState() {
        return sqlState;
    }

    /** The vendor's own number of the error, 0 where there is none. */
    public final int vendorCode() {
        return vendorCode;
    }

    /**
     * How the database names a failure.
     *
     * @param sqlState the SQLSTATE, or null
     * @param vendorCode the vendor's number, or 0
     */
    public record SqlFailure(@Nullable String sqlState, int vendorCode) {}
}
