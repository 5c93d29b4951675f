package io.azoth.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each statement and its parameters when it is sent, and rows and time when it has ended. Any thread. */
final class EchoListener implements StatementListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.azoth.engine.echo");
    private static final int SHOWN = 200;

    @Override
    public void statementStarted(String sql, List<@Nullable Object> parameters) {
        LOG.info("{}", sql);
        if (!parameters.isEmpty()) {
            LOG.info("{}", shown(parameters));
        }
    }

    @Override
    public void statementEnded(StatementEvent event) {
        if (event.error() != null) {
            LOG.info("failed after {} ms: {}", millis(event), event.error().getMessage());
        } else if (!isTransactionControl(event.sql())) {
            LOG.info("{} {} in {} ms", event.rows(), event.rows() == 1 ? "row" : "rows", millis(event));
        }
    }

    private static String millis(StatementEvent event) {
        long micros = event.time().toNanos() / 1_000;
        return micros / 1_000 + "." + Long.toString(1_000 + micros % 1_000).substring(1);
    }

    private static boolean isTransactionControl(String sql) {
        return sql.startsWith("BEGIN")
                || sql.startsWith("COMMIT")
                || sql.startsWith("ROLLBACK")
                || sql.startsWith("SAVEPOINT")
                || sql.startsWith("RELEASE");
    }

    private static String shown(List<@Nullable Object> parameters) {
        StringBuilder text = new StringBuilder("[");
        int count = Math.min(parameters.size(), SHOWN);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(shown(parameters.get(i)));
        }
        if (count < parameters.size()) {
            text.append(", … ").append(parameters.size()).append(" in all");
        }
        return text.append(']').toString();
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        if (value instanceof Object[] array) {
            return "array of " + array.length;
        }
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
