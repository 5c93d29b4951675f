package io.azoth.orm.state;

/** Where an object stands between a session and the database. */
public enum Status {
    /** Saved, not yet inserted. */
    NEW,
    /** Its row is in the database. */
    MANAGED,
    /** Its row is to be deleted. */
    DELETED,
    /** In no session any more, its row is or was in the database. */
    DETACHED,
    /** In no session any more, and no row was ever inserted. */
    TRANSIENT
}
