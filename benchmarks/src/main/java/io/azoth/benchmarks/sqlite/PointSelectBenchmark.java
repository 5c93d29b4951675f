package io.azoth.benchmarks.sqlite;

import io.azoth.benchmarks.sqlite.Shop.Item;
import io.azoth.jdbc.sqlite.SqliteTransactionMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Selects by primary key, one after the other.
 *
 * <p>All in one transaction, or all without: a JDBC connection that is not in auto-commit keeps its read lock from the
 * first select on, and beside one that takes a lock for each select it would look faster by the price of the locks.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 10)
@Measurement(iterations = 12)
public class PointSelectBenchmark {

    private static final int SELECTS = 20_000;
    private static final String JDBC = "SELECT id, amount, name FROM item WHERE id = ?";
    private static final String R2DBC = "SELECT id, amount, name FROM item WHERE id = $1";

    private static int key(int i) {
        return 1 + (int) ((i * 7919L) % Shop.ROWS);
    }

    private static Item select(PreparedStatement select, int id) throws SQLException {
        select.setInt(1, id);
        try (ResultSet rows = select.executeQuery()) {
            rows.next();
            return Shop.item(rows);
        }
    }

    private static void selectAll(Shop shop, Blackhole hole) throws SQLException {
        try (PreparedStatement select = shop.jdbc.prepareStatement(JDBC)) {
            for (int i = 0; i < SELECTS; i++) {
                hole.consume(select(select, key(i)));
            }
        }
    }

    private static Flux<Item> chained(Shop shop) {
        return Flux.range(0, SELECTS).concatMap(i -> Mono.from(
                        shop.r2dbc.createStatement(R2DBC).bind(0, key(i)).execute())
                .flatMap(result -> Mono.from(result.map((row, metadata) -> new Item(
                        Objects.requireNonNull(row.get(0, Integer.class)),
                        Objects.requireNonNull(row.get(1, Long.class)),
                        Objects.requireNonNull(row.get(2, String.class)))))));
    }

    /** A loop over one prepared statement, in a transaction. */
    @Benchmark
    public void plainJdbc(Shop shop, Blackhole hole) throws SQLException {
        selectAll(shop, hole);
        shop.jdbc.commit();
    }

    /** This driver, each statement chained to the one before, in a transaction. */
    @Benchmark
    public void bridge(Shop shop, Blackhole hole) {
        Mono.from(shop.r2dbc.beginTransaction(SqliteTransactionMode.DEFERRED))
                .thenMany(chained(shop))
                .doOnNext(hole::consume)
                .then(Mono.from(shop.r2dbc.commitTransaction()))
                .block();
    }

    /** JDBC in callables on boundedElastic, in a transaction. */
    @Benchmark
    public void wrappedJdbc(Shop shop, Blackhole hole) throws SQLException {
        try (PreparedStatement select = shop.jdbc.prepareStatement(JDBC)) {
            Flux.range(0, SELECTS)
                    .concatMap(i ->
                            Mono.fromCallable(() -> select(select, key(i))).subscribeOn(Schedulers.boundedElastic()))
                    .doOnNext(hole::consume)
                    .blockLast();
        }
        shop.jdbc.commit();
    }

    /** As the loop above, each select by itself: SQLite takes and gives back a lock for each. */
    @Benchmark
    public void plainJdbcAlone(Shop shop, Blackhole hole) throws SQLException {
        shop.jdbc.setAutoCommit(true);
        selectAll(shop, hole);
    }

    /** As the chain above, each select by itself. */
    @Benchmark
    public void bridgeAlone(Shop shop, Blackhole hole) {
        chained(shop).doOnNext(hole::consume).blockLast();
    }
}
