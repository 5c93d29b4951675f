package io.azoth.orm;

import io.azoth.engine.Engine;

/** Makes session factories; found by {@link java.util.ServiceLoader}, so that the API does not know what implements it. */
public interface SessionProvider {
    /** Sessions on an engine for a set of mappings. */
    SessionFactory sessions(Engine engine, Mappers mappers);
}
