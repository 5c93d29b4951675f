package io.azoth.benchmarks.types;

import static io.azoth.sql.Sql.text;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.azoth.engine.Engine;
import io.azoth.sql.TextStatement;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The table of ADR 7: what a row of two columns costs on PostgreSQL, in processor time and garbage of the whole process, the
 * protocol included. Four ways in turn in each round, and integers beside them; the best of all rounds is printed.
 */
public final class TemporalReads {
    private static final int ROWS = 200_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final Engine engine;
    private final TextStatement rows;
    private long nanos = Long.MAX_VALUE;
    private long bytes = Long.MAX_VALUE;

    private TemporalReads(String name, Engine engine, String columns, SqlType<?> type) {
        this.name = name;
        this.engine = engine;
        // With a parameter, so that the driver prepares it and forceBinary has its effect.
        this.rows = text("SELECT " + columns + " FROM moments WHERE id > :least")
                .bind("least", 0)
                .columns(text("a", type).as("a"), text("b", type).as("b"));
    }

    /**
     * Runs it.
     *
     * @param args the number of rounds, 8 by default
     */
    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 8 : Integer.parseInt(args[0]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            String url = "r2dbc:postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
            Engine ours = Engine.create(url);
            text("CREATE TABLE moments AS SELECT i AS id, now() + i * interval '1.000001 second' AS a, "
                            + "now() - i * interval '1 hour' AS b FROM generate_series(1, " + ROWS + ") i")
                    .runOn(ours)
                    .block(LIMIT);
            List<TemporalReads> ways = List.of(
                    new TemporalReads("two integers, text", ours, "id AS a, id + 1 AS b", SqlTypes.INTEGER),
                    new TemporalReads("the driver, text", byDriver(url), "a, b", SqlTypes.INSTANT),
                    new TemporalReads(
                            "the driver, binary", byDriver(url + "?forceBinary=true"), "a, b", SqlTypes.INSTANT),
                    new TemporalReads("ours, text", ours, "a, b", SqlTypes.INSTANT),
                    new TemporalReads(
                            "ours, binary", Engine.create(url + "?forceBinary=true"), "a, b", SqlTypes.INSTANT));
            for (int round = 0; round < rounds; round++) {
                ways.forEach(TemporalReads::round);
            }
            System.out.printf("%-20s %12s %12s%n", "", "CPU ns a row", "bytes a row");
            ways.forEach(way ->
                    System.out.printf(Locale.ROOT, "%-20s %12d %12d%n", way.name, way.nanos / ROWS, way.bytes / ROWS));
        }
        System.exit(0);
    }

    /** A connection without extensions does not know our codec. */
    private static Engine byDriver(String url) {
        return Engine.create(ConnectionFactories.get(ConnectionFactoryOptions.parse(url)
                .mutate()
                .option(PostgresqlConnectionFactoryProvider.AUTODETECT_EXTENSIONS, false)
                .build()));
    }

    private void round() {
        long time = SYSTEM.getProcessCpuTime();
        long allocated = allocated();
        Long read = rows.executeOn(engine).count().block(LIMIT);
        if (!Long.valueOf(ROWS).equals(read)) {
            throw new IllegalStateException(name + " read " + read + " rows");
        }
        bytes = Math.min(bytes, allocated() - allocated);
        nanos = Math.min(nanos, SYSTEM.getProcessCpuTime() - time);
    }

    private static long allocated() {
        long sum = 0;
        for (long each : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, each);
        }
        return sum;
    }
}
