package io.azoth.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a logger writes between {@link #of} and {@link #close}. Any thread may log; reading sees what was logged before. */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;
    private final Level levelBefore;
    private final boolean additiveBefore;
    private final Lines lines = new Lines();

    private CapturedLog(Logger logger, Level level) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
        this.additiveBefore = logger.isAdditive();
        lines.setContext(logger.getLoggerContext());
        lines.start();
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    /** Captures what {@code name} and the loggers below it write at DEBUG and above, and keeps it off the console. */
    public static CapturedLog of(String name) {
        return new CapturedLog((Logger) LoggerFactory.getLogger(name), Level.DEBUG);
    }

    /** Captures at {@code INFO} and above, to see what stays silent. */
    public static CapturedLog atInfo(String name) {
        return new CapturedLog((Logger) LoggerFactory.getLogger(name), Level.INFO);
    }

    /** The messages so far, in the order they were logged. */
    public List<String> messages() {
        return lines.events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** The messages so far, each behind its level, as in {@code "DEBUG BEGIN"}. */
    public List<String> levelledMessages() {
        return lines.events.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** Forgets what was captured so far. */
    public void clear() {
        lines.events.clear();
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
        logger.setLevel(levelBefore);
        logger.setAdditive(additiveBefore);
        lines.stop();
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }
    }
}
