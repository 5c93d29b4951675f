package io.azoth.engine;

import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.SchemaTranslation;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How statements run: for a whole engine with {@link EngineOptions#withExecution}, or for what runs through one view of an
 * engine, a connection or a transaction.
 *
 * <pre>{@code
 * Engine reports = db.with(ExecutionOptions.DEFAULT.withTimeout(Duration.ofSeconds(5)).withTag("route", "/reports"));
 * Flux<Row> rows = yearly.executeOn(reports);
 * }</pre>
 *
 * <p>What is null here is taken from what is around: a transaction takes it from the view that began it, and that from its
 * engine. Tags of all of them add up.
 *
 * @param timeout how long one statement may take, from sending it to its last row; past it, it is stopped at the server and
 *     fails with {@code STATEMENT_TIMEOUT}. Zero is no limit, null what is around. In a transaction the database may
 *     refuse whatever follows, as PostgreSQL does: roll it back.
 * @param fetchSize how many rows the driver fetches at a time, null for what is around, 0 for a size chosen by demand
 * @param tags names and values that are sent as a comment behind the statement, encoded so that nothing can end it, for the
 *     logs and statistics of the database. They are part of the SQL text, which databases cache prepared: give them few
 *     different values. What begins and ends transactions, which drivers send, carries none.
 * @param transaction how transactions begin where they are not told otherwise, null for what is around. A statement outside of
 *     a transaction then runs in one of its own. A query that streams holds its connection until its last row, and is not run
 *     again by {@code attempts}; the rows of a change, and of a text that may be one because the transaction is not read only,
 *     come all together after the commit.
 * @param schemas which schemas stand for others, null for what is around: a view for each tenant shares one pool
 */
public record ExecutionOptions(
        @Nullable Duration timeout,
        @Nullable Integer fetchSize,
        Map<String, String> tags,
        @Nullable TransactionOptions transaction,
        @Nullable SchemaTranslation schemas) {
    /** Everything as it is around: no limit, sizes chosen by demand, no tags, the database's own transactions. */
    public static final ExecutionOptions DEFAULT = new ExecutionOptions(null, null, Map.of(), null, null);

    /**
     * Checks and copies.
     *
     * @throws EngineException if the timeout or the fetch size is negative, or a tag has no name
     */
    public ExecutionOptions {
        if (timeout != null && timeout.isNegative()) {
            throw invalid("timeout is zero or more, not " + timeout);
        }
        if (fetchSize != null && fetchSize < 0) {
            throw invalid("fetchSize is 0 or more, not " + fetchSize);
        }
        tags.forEach((name, value) -> {
            if (name == null || value == null) {
                throw invalid("tags have names and values, and one of '" + name + "' and '" + value + "' is null");
            }
        });
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        if (tags.containsKey("")) {
            throw invalid("tags have a name, which the value '" + tags.get("") + "' has not");
        }
    }

    /** The same with a limit of time for each statement; zero for none. */
    public ExecutionOptions withTimeout(Duration limit) {
        return new ExecutionOptions(limit, fetchSize, tags, transaction, schemas);
    }

    /** The same with a number of rows that the driver fetches at a time; 0 for a size chosen by demand. */
    public ExecutionOptions withFetchSize(int rows) {
        return new ExecutionOptions(timeout, rows, tags, transaction, schemas);
    }

    /** The same with one tag more, or another value of it. */
    public ExecutionOptions withTag(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.put(name, value);
        return new ExecutionOptions(timeout, fetchSize, more, transaction, schemas);
    }

    /** The same with isolation, mode and limit of the transactions that are not told otherwise. */
    public ExecutionOptions withTransaction(TransactionOptions options) {
        return new ExecutionOptions(timeout, fetchSize, tags, options, schemas);
    }

    /** The same with other schemas in the place of those that tables name, as for one schema a tenant. */
    public ExecutionOptions withSchemas(SchemaTranslation translation) {
        return new ExecutionOptions(timeout, fetchSize, tags, transaction, translation);
    }

    /** These, and from the others what these leave open. */
    ExecutionOptions over(ExecutionOptions around) {
        if (around.equals(DEFAULT)) {
            return this;
        } else if (equals(DEFAULT)) {
            return around;
        }
        Map<String, String> both = new LinkedHashMap<>(around.tags);
        both.putAll(tags);
        return new ExecutionOptions(
                timeout == null ? around.timeout : timeout,
                fetchSize == null ? around.fetchSize : fetchSize,
                both,
                transaction == null ? around.transaction : transaction,
                schemas == null ? around.schemas : schemas);
    }

    private static EngineException invalid(String what) {
        return new EngineException(ErrorCode.INVALID_STATE, "ExecutionOptions." + what);
    }
}
