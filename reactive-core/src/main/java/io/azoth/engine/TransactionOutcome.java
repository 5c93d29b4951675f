package io.azoth.engine;

/** How a transaction ended. */
public enum TransactionOutcome {
    /** The database has confirmed that everything is kept. */
    COMMITTED,
    /** Nothing was kept. */
    ROLLED_BACK,
    /** The connection was lost while the commit was on its way: everything was kept or nothing, and only the database knows. */
    UNKNOWN
}
