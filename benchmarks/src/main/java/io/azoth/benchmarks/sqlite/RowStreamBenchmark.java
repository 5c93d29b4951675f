package io.azoth.benchmarks.sqlite;

import io.azoth.benchmarks.sqlite.Shop.Item;
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
import reactor.core.scheduler.Schedulers;

/** Half a million rows of three columns, each made a record. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 8)
@Measurement(iterations = 12)
public class RowStreamBenchmark {

    private static final String SQL = "SELECT id, amount, name FROM item";

    /** A loop over a JDBC result. */
    @Benchmark
    public void plainJdbc(Shop shop, Blackhole hole) throws SQLException {
        try (PreparedStatement select = shop.jdbc.prepareStatement(SQL);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                hole.consume(Shop.item(rows));
            }
        }
    }

    /** This driver. */
    @Benchmark
    public void bridge(Shop shop, Blackhole hole) {
        Flux.from(shop.r2dbc.createStatement(SQL).execute())
                .flatMap(result -> result.map((row, metadata) -> new Item(
                        Objects.requireNonNull(row.get(0, Integer.class)),
                        Objects.requireNonNull(row.get(1, Long.class)),
                        Objects.requireNonNull(row.get(2, String.class)))))
                .doOnNext(hole::consume)
                .blockLast();
    }

    /** What people write around JDBC: a thread of boundedElastic, rows pushed into a sink, a consumer elsewhere. */
    @Benchmark
    public void wrappedJdbc(Shop shop, Blackhole hole) {
        Flux.<Item>create(sink -> {
                    try (PreparedStatement select = shop.jdbc.prepareStatement(SQL);
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            sink.next(Shop.item(rows));
                        }
                        sink.complete();
                    } catch (SQLException failure) {
                        sink.error(failure);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic())
                .publishOn(Schedulers.parallel())
                .doOnNext(hole::consume)
                .blockLast();
    }
}
