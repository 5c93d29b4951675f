package io.azoth.benchmarks.sqlite;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How long it takes from a cancellation until the same connection has answered the next statement. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 20)
@Measurement(iterations = 50)
public class CancelBenchmark {

    private static Object answer(Connection connection) {
        return Objects.requireNonNull(rows(connection, "SELECT 1").blockLast());
    }

    private static Flux<Integer> rows(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map((row, metadata) -> Objects.requireNonNull(row.get(0, Integer.class))));
    }

    /** A query that computes for ever. */
    @Benchmark
    public Object runningQuery(Endless endless) {
        endless.running.dispose();
        return answer(endless.connection);
    }

    /** A transaction that waits for the lock of another process, 20 milliseconds so far. */
    @Benchmark
    public Object waitForALock(Locked locked) {
        locked.waiting.dispose();
        return answer(locked.connection);
    }

    /** A query under way. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // started before anything is measured
    public static class Endless {

        Connection connection;
        Disposable running;

        /** Starts a query and waits for its first row. */
        @Setup(Level.Invocation)
        public void start() throws InterruptedException {
            if (connection == null) {
                connection = Objects.requireNonNull(Mono.from(ConnectionFactories.get("r2dbc:sqlite:///:memory:")
                                .create())
                        .block());
            }
            CountDownLatch first = new CountDownLatch(1);
            running = rows(
                            connection,
                            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)"
                                    + " SELECT i FROM c WHERE i = 1 OR i < 0")
                    .subscribe(row -> first.countDown());
            first.await();
        }

        /** Closes the connection. */
        @TearDown(Level.Trial)
        public void close() {
            Mono.from(connection.close()).block();
        }
    }

    /** A transaction that cannot begin. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // started before anything is measured
    public static class Locked {

        Connection connection;
        Disposable waiting;
        private java.sql.Connection holder;

        /** Locks a file and makes a transaction wait for it. */
        @Setup(Level.Invocation)
        public void start() throws IOException, SQLException {
            if (connection == null) {
                Path file = Files.createTempFile("azoth-sqlite", ".db");
                file.toFile().deleteOnExit();
                connection = Objects.requireNonNull(Mono.from(ConnectionFactories.get("r2dbc:sqlite:///" + file)
                                .create())
                        .block());
                holder = DriverManager.getConnection("jdbc:sqlite:" + file);
                holder.createStatement().execute("BEGIN IMMEDIATE");
            }
            waiting = Mono.from(connection.beginTransaction()).subscribe();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }

        /** Closes both connections. */
        @TearDown(Level.Trial)
        public void close() throws SQLException {
            Mono.from(connection.close()).block();
            holder.close();
        }
    }
}
