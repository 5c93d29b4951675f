package io.azoth.benchmarks.sqlite;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Inserts of single rows in one transaction, which is rolled back so that every round finds the same table. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 25)
@Measurement(iterations = 20)
public class InsertBenchmark {

    private static final int INSERTS = 50_000;
    private static final String JDBC = "INSERT INTO sale (amount, name) VALUES (?, ?)";
    private static final String R2DBC = "INSERT INTO sale (amount, name) VALUES ($1, $2)";

    /** A batch of JDBC, the generated keys switched off. */
    @Benchmark
    public void plainJdbcBatch(Shop shop) throws SQLException {
        insertBatch(shop);
    }

    private static void insertBatch(Shop shop) throws SQLException {
        try (PreparedStatement insert = shop.jdbc.prepareStatement(JDBC)) {
            for (int i = 0; i < INSERTS; i++) {
                insert.setInt(1, i);
                insert.setString(2, "a sale");
                insert.addBatch();
            }
            insert.executeBatch();
        }
        shop.jdbc.rollback();
    }

    /** A loop of JDBC, the generated keys switched off. */
    @Benchmark
    public void plainJdbcLoop(Shop shop) throws SQLException {
        try (PreparedStatement insert = shop.jdbc.prepareStatement(JDBC)) {
            for (int i = 0; i < INSERTS; i++) {
                insert.setInt(1, i);
                insert.setString(2, "a sale");
                insert.executeUpdate();
            }
        }
        shop.jdbc.rollback();
    }

    /** This driver's {@code Statement.add()}. */
    @Benchmark
    public void bridge(Shop shop) {
        Statement insert = shop.r2dbc.createStatement(R2DBC);
        for (int i = 0; i < INSERTS; i++) {
            if (i > 0) {
                insert.add();
            }
            insert.bind(0, i).bind(1, "a sale");
        }
        Mono.from(shop.r2dbc.beginTransaction())
                .thenMany(Flux.from(insert.execute()).flatMap(Result::getRowsUpdated))
                .then(Mono.from(shop.r2dbc.rollbackTransaction()))
                .block();
    }

    /** JDBC's batch in a callable on boundedElastic. */
    @Benchmark
    public void wrappedJdbcBatch(Shop shop) {
        Mono.fromCallable(() -> {
                    insertBatch(shop);
                    return INSERTS;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .block();
    }
}
