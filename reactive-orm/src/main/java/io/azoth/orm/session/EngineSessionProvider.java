package io.azoth.orm.session;

import io.azoth.engine.Engine;
import io.azoth.orm.Mappers;
import io.azoth.orm.SessionFactory;
import io.azoth.orm.SessionProvider;

/** Gives session factories on engines. */
public final class EngineSessionProvider implements SessionProvider {
    /** For {@link java.util.ServiceLoader}. */
    public EngineSessionProvider() {}

    @Override
    public SessionFactory sessions(Engine engine, Mappers mappers) {
        return new EngineSessions(engine, mappers);
    }
}
