package io.azoth.dialect;

import io.azoth.schema.SchemaTranslation;

/**
 * Something that statements run on and that knows which database it is: an engine, a connection, a transaction. A connection
 * factory may be one too, where the engine shall not take the dialect by the name of its driver.
 */
public interface DialectAware {
    /** The dialect of its database. */
    Dialect dialect();

    /** Which schemas stand for others in what is run on it. */
    default SchemaTranslation schemas() {
        return SchemaTranslation.NONE;
    }
}
