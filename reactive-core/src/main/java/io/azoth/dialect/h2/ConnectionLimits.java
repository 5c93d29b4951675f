package io.azoth.dialect.h2;

import io.r2dbc.spi.Connection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The limits of time of one H2 session, which takes the time of a statement and that of its waits for locks apart: while a
 * statement has a limit neither is longer, and afterwards both are what they were.
 *
 * <p>Touched by the connection's worker alone.
 */
final class ConnectionLimits {
    private static final String OWN = "SELECT LOCK_TIMEOUT(), SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS "
            + "WHERE SETTING_NAME = 'QUERY_TIMEOUT'";

    private @Nullable Own own;
    private Own set = new Own(0, 0);

    /**
     * What the session has when nothing else holds.
     *
     * @param lock milliseconds
     * @param query milliseconds, 0 for none
     */
    private record Own(int lock, int query) {
        static Own of(io.r2dbc.spi.Row row) {
            Integer lock = row.get(0, Integer.class);
            String query = row.get(1, String.class);
            return new Own(lock == null ? 0 : lock, query == null ? 0 : Integer.parseInt(query));
        }

        Own within(int millis) {
            return new Own(Math.min(lock, millis), query == 0 ? millis : Math.min(query, millis));
        }
    }

    /**
     * Sets them, or puts back what they were.
     *
     * @param limit the limit, zero to put back
     */
    Mono<Void> set(Connection connection, Duration limit) {
        return Mono.defer(() -> {
            Own before = own;
            if (limit.isZero()) {
                own = null;
                return before == null ? Mono.empty() : set(connection, set, before);
            }
            int millis = (int) Math.min(Math.max(1, limit.toMillis()), Integer.MAX_VALUE);
            Mono<Own> known = before == null ? read(connection) : Mono.just(before);
            return known.flatMap(found -> {
                own = found;
                Own wanted = found.within(millis);
                Mono<Void> change = set(connection, before == null ? found : set, wanted);
                set = wanted;
                return change;
            });
        });
    }

    private static Mono<Own> read(Connection connection) {
        return Flux.from(connection.createStatement(OWN).execute())
                .concatMap(result -> result.map((row, metadata) -> Own.of(row)))
                .next();
    }

    /** Sets what differs: each SET makes every connection prepare its statements anew. */
    private static Mono<Void> set(Connection connection, Own from, Own to) {
        Mono<Void> lock = from.lock == to.lock ? Mono.empty() : set(connection, "SET LOCK_TIMEOUT ?1", to.lock);
        return from.query == to.query ? lock : lock.then(set(connection, "SET QUERY_TIMEOUT ?1", to.query));
    }

    private static Mono<Void> set(Connection connection, String sql, int millis) {
        return H2Binding.run(connection.createStatement(sql).bind(0, millis));
    }
}
