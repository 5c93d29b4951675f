package io.azoth.engine;

import io.azoth.dialect.Dialect;
import io.azoth.dialect.DriverBinding;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Services;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everything of one engine shares: the dialect, the options, who listens. It is also the key under which a
 * transaction of this engine stands in the Reactor Context. Safe for any thread.
 */
final class EngineResources {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Dialect dialect;
    private final DriverBinding driver;
    private final EngineOptions options;
    private final EchoListener echo = new EchoListener();
    private volatile boolean echoing;

    EngineResources(Dialect dialect, EngineOptions options) {
        this.dialect = dialect;
        this.driver = dialect.driver();
        this.options = options;
        Services.prepareText();
    }

    Dialect dialect() {
        return dialect;
    }

    DriverBinding driver() {
        return driver;
    }

    EngineOptions options() {
        return options;
    }

    void echo(boolean on) {
        echoing = on;
    }

    /** Whether anybody wants to hear of statements; asked before their time is taken. */
    boolean isHeard() {
        return echoing || !options.listeners().isEmpty();
    }

    /** Tells all listeners that a statement is about to be sent. */
    void tellStart(String sql, List<@Nullable Object> parameters) {
        tell(listener -> listener.statementStarted(sql, parameters));
    }

    /** Tells all listeners; what they throw does not reach the statement. */
    void tell(StatementEvent event) {
        tell(listener -> listener.statementEnded(event));
    }

    private void tell(Consumer<StatementListener> what) {
        if (echoing) {
            tell(what, echo);
        }
        for (StatementListener listener : options.listeners()) {
            tell(what, listener);
        }
    }

    private static void tell(Consumer<StatementListener> what, StatementListener listener) {
        try {
            what.accept(listener);
        } catch (Throwable e) {
            // An Error too: what escaped here would leave a connection that nobody goes on with.
            LOG.warn("A statement listener failed", e);
        }
    }

    EngineException bufferFull() {
        return new EngineException(
                ErrorCode.RESULT_BUFFER_FULL,
                "A statement waits behind a result whose reader has stopped asking, and " + options.bufferedRows()
                        + " rows or " + options.bufferedBytes() + " bytes of it are buffered already; read that result "
                        + "to its end first, run this statement on another connection, or raise "
                        + "EngineOptions.withBuffer");
    }
}
