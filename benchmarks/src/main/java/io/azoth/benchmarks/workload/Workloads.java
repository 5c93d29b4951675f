package io.azoth.benchmarks.workload;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.SqlConnection;
import io.azoth.schema.MetaData;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import reactor.core.publisher.Mono;

/**
 * The standard workloads on PostgreSQL, ours and the driver by hand in turn in one run. Prints a table with the ratios of
 * time to the hand-written code.
 */
public final class Workloads {
    private static final int STREAMED = 500_000;
    private static final int SELECTED = 5_000;
    private static final int INSERTED = 10_000;
    private static final int LOADED = 50_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Connection raw;
    private final ByHand byHand;
    private final WithCore core;
    private final WithMapper mapper;
    private final String[] names = text("user-", INSERTED);
    private final String[] passwords = text("pw", INSERTED);

    private Workloads(String url) {
        ConnectionFactory factory = ConnectionFactories.get(url);
        this.raw = now(Mono.from(factory.create()));
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .initialSize(8)
                .maxSize(8)
                .build());
        Engine engine = Engine.create(url, EngineOptions.DEFAULT.withPoolSize(8));
        SqlConnection connection = now(engine.connect());
        MetaData metadata = new MetaData();
        Users users = new Users(metadata, "users");
        Users inserted = new Users(metadata, "inserted");
        this.byHand = new ByHand(raw, pool);
        this.core = new WithCore(engine, connection, users, inserted);
        this.mapper = new WithMapper(engine, users, inserted);
        now(metadata.createAll(engine).thenReturn(true));
        now(run("INSERT INTO users SELECT i, 'user-' || i, 'pw' || i FROM generate_series(1, " + STREAMED + ") i")
                .thenReturn(true));
        now(run("ANALYZE users").thenReturn(true));
    }

    /**
     * Runs all workloads, or those whose names are given.
     *
     * @param args names such as {@code W1}, or nothing; {@code rounds=N} sets the rounds
     */
    public static void main(String[] args) throws Exception {
        int rounds = Arrays.stream(args)
                .filter(arg -> arg.startsWith("rounds="))
                .mapToInt(arg -> Integer.parseInt(arg.substring(7)))
                .findFirst()
                .orElse(15);
        List<String> chosen =
                Arrays.stream(args).filter(arg -> !arg.contains("=")).toList();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .start()) {
            Workloads workloads =
                    new Workloads("r2dbc:postgresql://postgres@localhost:" + postgres.getPort() + "/postgres");
            System.out.printf(
                    "%-28s %-22s %10s %10s %8s %10s%n", "workload", "variant", "median ms", "min ms", "ratio", "B/row");
            for (Workload workload : workloads.all()) {
                if (chosen.isEmpty()
                        || chosen.stream().anyMatch(name -> workload.name().startsWith(name + " "))) {
                    print(workload, workload.run(5, rounds));
                }
            }
        }
        System.exit(0);
    }

    private List<Workload> all() {
        Mono<Void> nothing = Mono.empty();
        Mono<Void> emptied = run("TRUNCATE inserted");
        return List.of(
                new Workload(
                        "W1 stream",
                        STREAMED,
                        checksum(STREAMED),
                        nothing,
                        List.of(new Variant("by hand", byHand.stream()), new Variant("azoth core", core.stream()))),
                new Workload(
                        "W2a point selects",
                        SELECTED,
                        checksum(SELECTED),
                        nothing,
                        List.of(
                                new Variant("by hand", byHand.selectsInSequence(SELECTED)),
                                new Variant("azoth core", core.selectsInSequence(SELECTED)))),
                new Workload(
                        "W2b point selects, pool 8",
                        SELECTED,
                        checksum(SELECTED),
                        nothing,
                        List.of(
                                new Variant("by hand", byHand.selectsConcurrently(SELECTED)),
                                new Variant("azoth core", core.selectsConcurrently(SELECTED)))),
                new Workload(
                        "W3 insert, keys back",
                        INSERTED,
                        INSERTED,
                        emptied,
                        List.of(
                                new Variant("by hand", byHand.insert(names, passwords)),
                                new Variant("azoth core", core.insert(names, passwords)),
                                new Variant("azoth mapper", mapper.insert(names, passwords)))),
                new Workload(
                        "W5 load objects",
                        LOADED,
                        checksum(LOADED),
                        nothing,
                        List.of(
                                new Variant("by hand", byHand.load(LOADED)),
                                new Variant("azoth mapper", mapper.load(LOADED)))));
    }

    private Mono<Void> run(String sql) {
        return Mono.from(raw.createStatement(sql).execute())
                .flatMap(result -> Mono.from(result.getRowsUpdated()))
                .then();
    }

    private static void print(Workload workload, List<Timings> timings) {
        for (Timings each : timings) {
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %-22s %10.1f %10.1f %8.2f %10.0f%n",
                    workload.name(),
                    each.name(),
                    each.medianMillis(),
                    each.minMillis(),
                    each.ratioTo(timings.get(0)),
                    each.bytesPer(workload.size()));
        }
    }

    private static long checksum(int count) {
        return LongStream.rangeClosed(1, count)
                .map(i -> i + ("user-" + i).length())
                .sum();
    }

    private static String[] text(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    @CanIgnoreReturnValue
    private static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(LIMIT));
    }
}
