package io.azoth.engine;

import io.azoth.sql.Executor;
import io.azoth.sql.ExecutorProvider;

/** Makes engines from URLs; found by {@link java.util.ServiceLoader}. */
public final class EngineProvider implements ExecutorProvider {
    @Override
    public Executor connect(String url) {
        return Engine.create(url);
    }
}
