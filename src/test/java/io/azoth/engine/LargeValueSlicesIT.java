package io.azoth.engine;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Executor;
import io.azoth.sql.Sql;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Slices wait in a place of their own until all are there: none moves those that came before, and none is left behind. */
@Databases
class LargeValueSlicesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final DatabaseKind kind;
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Table files = Table.of(
            "sliced_files",
            metadata,
            column("id", INTEGER, primaryKey(), assigned()),
            column("content", BYTES),
            column("note", TEXT));

    LargeValueSlicesIT(TestDatabase database) {
        this.kind = database.kind();
        this.db = Engine.create(
                database.url(), EngineOptions.DEFAULT.withPoolSize(1).withListener(event -> sent.add(event.sql())));
    }

    @BeforeEach
    void open() {
        metadata.createAll(db)
                .then(files.insert()
                        .rows(List.of(files.c("id")), List.of(List.of(1), List.of(2)))
                        .executeOn(db))
                .block(LIMIT);
        sent.clear();
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private LargeValue<byte[]> bytes(int id) {
        return LargeValue.bytes(
                        files.c("content", byte[].class),
                        files.c("id", Integer.class).eq(id))
                .inSlicesOf(16);
    }

    private LargeValue<String> text(int id) {
        return LargeValue.text(
                        files.c("note", String.class),
                        files.c("id", Integer.class).eq(id))
                .inSlicesOf(16);
    }

    /** How many slices wait at this moment. */
    private long waiting(Executor on) {
        String count =
                switch (kind) {
                    case POSTGRES -> "SELECT count(*) FROM pg_largeobject_metadata";
                    case SQLITE -> "SELECT count(*) FROM temp.azoth_slices";
                    case H2 -> "SELECT 0";
                };
        return Objects.requireNonNull(Sql.text(count)
                .columns(Sql.value(0L).as("n"))
                .oneOn(on)
                .mapNotNull(row -> row.get(0, Long.class))
                .block(LIMIT));
    }

    private static byte[] filled(int size, int with) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    @Test
    void theValueIsMovedOnceHoweverManySlicesItHas() {
        if (kind == DatabaseKind.H2) {
            return; // appends each slice
        }
        bytes(1).write(db, Flux.range(0, 40).map(i -> filled(16, i))).block(LIMIT);
        assertThat(sent).filteredOn(sql -> sql.startsWith("UPDATE")).hasSize(3);
        assertThat(sent)
                .filteredOn(sql -> sql.contains("lo_put") || sql.contains("VALUES"))
                .hasSize(39);
    }

    @Test
    void aValueOfOneSliceIsWrittenAtOnce() {
        bytes(1).write(db, Flux.just(filled(16, 1))).block(LIMIT);
        assertThat(sent).filteredOn(sql -> !sql.startsWith("UPDATE")).containsExactly("BEGIN", "COMMIT");
        assertThat(sent).filteredOn(sql -> sql.startsWith("UPDATE")).hasSize(2);
    }

    @Test
    void nothingIsLeftOfTheSlices() {
        bytes(1).write(db, Flux.range(0, 5).map(i -> filled(16, i))).block(LIMIT);
        assertThat(waiting(db)).isZero();
        StepVerifier.create(bytes(1).write(
                                db,
                                Flux.just(filled(50, 1), filled(50, 2))
                                        .concatWith(Flux.error(new IllegalStateException("gone")))))
                .verifyErrorMessage("gone");
        assertThat(waiting(db)).isZero();
        StepVerifier.create(bytes(1).size(db)).expectNext(80L).verifyComplete();
    }

    @Test
    void twoValuesAreWrittenAtTheSameTimeInOneTransaction() {
        Mono<Void> both = db.inTransaction(tx -> bytes(1).write(
                        tx,
                        Flux.range(0, 4)
                                .concatMap(i -> i == 2
                                        ? text(2).write(tx, Flux.just("zwölf".repeat(20), "漢字".repeat(20)))
                                                .thenReturn(filled(20, i))
                                        : Mono.just(filled(20, i))))
                .then());
        StepVerifier.create(both).expectComplete().verify(LIMIT);
        StepVerifier.create(bytes(1).size(db)).expectNext(80L).verifyComplete();
        StepVerifier.create(text(2).read(db).reduce(String::concat))
                .expectNext("zwölf".repeat(20) + "漢字".repeat(20))
                .verifyComplete();
        StepVerifier.create(bytes(1).read(db).reduce((a, b) -> {
                    byte[] joined = java.util.Arrays.copyOf(a, a.length + b.length);
                    System.arraycopy(b, 0, joined, a.length, b.length);
                    return joined;
                }))
                .assertNext(all -> {
                    for (int i = 0; i < 80; i++) {
                        assertThat(all[i]).isEqualTo((byte) (i / 20));
                    }
                })
                .verifyComplete();
    }
}
