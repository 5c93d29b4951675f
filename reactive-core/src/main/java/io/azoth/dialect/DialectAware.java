package io.azoth.dialect;

/** Something that statements run on and that knows which database it is: an engine, a connection, a transaction. */
public interface DialectAware {
    /** The dialect of its database. */
    Dialect dialect();
}
