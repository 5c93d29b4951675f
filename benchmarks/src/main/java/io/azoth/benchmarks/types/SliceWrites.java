package io.azoth.benchmarks.types;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;

import io.azoth.engine.Engine;
import io.azoth.engine.LargeValue;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.type.SqlTypes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import reactor.core.publisher.Flux;

/**
 * What it costs to write bytes in slices of 1 MiB. Prints milliseconds, the best of three. Run with {@code -Xmx64m} and the
 * name of a database, which bounds what the client holds on PostgreSQL and SQLite; H2 in memory has the values in the heap.
 */
public final class SliceWrites {
    private static final int MIB = 1 << 20;
    private static final int[] SIZES = {1, 10, 50, 100};
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private SliceWrites() {}

    /** Runs it for the databases that are named, or all. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("azoth-slices");
        System.out.printf("%-12s", "MiB");
        for (int size : SIZES) {
            System.out.printf("%10d", size);
        }
        System.out.println();
        List<String> names = args.length == 0 ? List.of("postgresql", "sqlite", "h2") : List.of(args);
        if (names.contains("postgresql")) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
                print("postgresql", "r2dbc:postgresql://postgres@localhost:" + postgres.getPort() + "/postgres");
            }
        }
        if (names.contains("sqlite")) {
            print("sqlite", "r2dbc:sqlite:///" + folder.resolve("slices.db"));
        }
        if (names.contains("h2")) {
            print("h2", "r2dbc:h2:mem:///slices?options=DB_CLOSE_DELAY=-1");
        }
        System.exit(0);
    }

    private static void print(String name, String url) {
        Engine db = Engine.create(url);
        MetaData metadata = new MetaData();
        Table files = Table.of(
                "files",
                metadata,
                column("id", SqlTypes.INTEGER, primaryKey(), assigned()),
                column("content", SqlTypes.BYTES));
        metadata.createAll(db)
                .then(files.insert().values("id", 1).executeOn(db))
                .block(LIMIT);
        LargeValue<byte[]> content = LargeValue.bytes(
                files.c("content", byte[].class), files.c("id", Integer.class).eq(1));
        byte[] slice = new byte[MIB];
        new Random(1).nextBytes(slice); // which no database compresses
        System.out.printf("%-12s", name);
        for (int size : SIZES) {
            long best = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long time = System.nanoTime();
                content.write(db, Flux.range(0, size).map(i -> slice)).block(LIMIT);
                best = Math.min(best, System.nanoTime() - time);
            }
            System.out.printf(Locale.ROOT, "%10.0f", best / 1e6);
        }
        System.out.println();
        db.close().block(LIMIT);
    }
}
