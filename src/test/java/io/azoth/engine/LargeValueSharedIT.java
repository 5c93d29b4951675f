package io.azoth.engine;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Executor;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.azoth.type.SqlTypes;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Large values among other work: in transactions that go on, beside readers and writers of the same value. */
@Databases
class LargeValueSharedIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SLICE = 1000;

    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Table files = Table.of(
            "shared_files",
            metadata,
            column("id", INTEGER, primaryKey(), assigned()),
            column("content", BYTES),
            column("note", TEXT),
            column("code", SqlTypes.character(20)));
    private final Column<byte[]> content = files.c("content", byte[].class);
    private final LargeValue<byte[]> large =
            LargeValue.bytes(content, files.c("id", Integer.class).eq(1)).inSlicesOf(SLICE);

    LargeValueSharedIT(TestDatabase database) {
        this.db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(4));
    }

    @BeforeEach
    void open() {
        metadata.createAll(db)
                .then(files.insert()
                        .values("id", 1, "content", new byte[] {1, 2, 3}, "note", "begun")
                        .executeOn(db))
                .block(LIMIT);
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private static Flux<byte[]> parts(int count, int value) {
        byte[] part = new byte[SLICE];
        Arrays.fill(part, (byte) value);
        return Flux.range(0, count).map(i -> part);
    }

    private Mono<byte[]> whole(Executor on) {
        return large.read(on).reduce(new byte[0], LargeValueSharedIT::joined);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void aWriteThatFailsLeavesTheValueInATransactionThatGoesOn() {
        Flux<byte[]> broken = parts(3, 9).concatWith(Flux.error(new IllegalStateException("gone")));
        goesOnAfter(tx -> large.write(tx, broken), IllegalStateException.class);
    }

    @Test
    void aWriteThatIsCancelledLeavesTheValueInATransactionThatGoesOn() {
        Flux<byte[]> endless = parts(3, 9).concatWith(Flux.never());
        goesOnAfter(tx -> large.write(tx, endless).timeout(Duration.ofMillis(300)), TimeoutException.class);
    }

    private void goesOnAfter(Function<Transaction, Mono<Long>> write, Class<? extends Throwable> failure) {
        StepVerifier.create(db.inTransaction(tx -> write.apply(tx)
                        .onErrorResume(failure, gone -> Mono.just(-1L))
                        .flatMap(size -> files.update()
                                .values("note", "went on")
                                .executeOn(tx)
                                .thenReturn(size))))
                .expectNext(-1L)
                .expectComplete()
                .verify(LIMIT);
        isUntouchedBut("went on");
    }

    private void isUntouchedBut(String note) {
        StepVerifier.create(files.select().oneOn(db))
                .assertNext(row -> {
                    assertThat(row.get(content)).containsExactly(1, 2, 3);
                    assertThat(row.get("note")).isEqualTo(note);
                })
                .verifyComplete();
    }

    @Test
    void aTransactionGoesOnBehindAWriteAndReadsIt() {
        StepVerifier.create(db.inTransaction(tx -> large.write(tx, parts(3, 5))
                        .then(files.update().values("note", "written").executeOn(tx))
                        .then(large.size(tx))))
                .expectNext(3L * SLICE)
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(files.select().oneOn(db).map(row -> row.get("note")))
                .expectNext("written")
                .verifyComplete();
    }

    @Test
    void anEngineAndAConnectionWriteInATransactionOfTheirOwn() {
        StepVerifier.create(large.write(db, parts(2, 1))).expectNext(2L * SLICE).verifyComplete();
        StepVerifier.create(large.write(db, parts(2, 2).concatWith(Flux.error(new IllegalStateException("gone")))))
                .verifyErrorMessage("gone");
        StepVerifier.create(db.inConnection(
                        connection -> large.write(connection, parts(1, 3)).then(large.size(connection))))
                .expectNext((long) SLICE)
                .verifyComplete();
    }

    @Test
    void writersOfOneValueComeOneAfterTheOther() {
        int writers = 6;
        StepVerifier.create(Flux.range(1, writers)
                        .flatMap(
                                number -> large.write(db, parts(number, number)).thenReturn(number), writers)
                        .collectList())
                .assertNext(done -> assertThat(done).hasSize(writers))
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(whole(db))
                .assertNext(bytes -> {
                    assertThat(bytes).hasSize(bytes[0] * SLICE);
                    assertThat(bytes).containsOnly(bytes[0]);
                })
                .verifyComplete();
    }

    @Test
    void aReaderInATransactionThatSeesNothingOfOthersReadsOneWholeValue() {
        large.write(db, parts(8, 1)).block(LIMIT);
        TransactionOptions steady = TransactionOptions.DEFAULT.withIsolation(IsolationLevel.REPEATABLE_READ);
        Mono<List<byte[]>> readers = Flux.range(0, 12)
                .flatMap(number -> db.inTransaction(steady, tx -> whole(tx)), 2)
                .collectList();
        Mono<Void> writers = Flux.range(2, 4)
                .concatMap(number -> large.write(db, parts(8, number)))
                .then();
        StepVerifier.create(Mono.zip(readers, writers.thenReturn(true)))
                .assertNext(both -> both.getT1().forEach(bytes -> {
                    assertThat(bytes).hasSize(8 * SLICE);
                    assertThat(bytes).containsOnly(bytes[0]);
                }))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void manyReadersOfOneValueReadTheSame() {
        large.write(db, parts(8, 4)).block(LIMIT);
        Set<Integer> sizes = new HashSet<>();
        StepVerifier.create(Flux.range(0, 20)
                        .flatMap(number -> whole(db), 20)
                        .doOnNext(bytes -> sizes.add(bytes.length))
                        .then())
                .expectComplete()
                .verify(LIMIT);
        assertThat(sizes).containsExactly(8 * SLICE);
    }

    @Test
    void whatIsFilledUpWithBlanksIsReadWhole() {
        assertThatThrownBy(() -> LargeValue.text(
                        files.c("code", String.class),
                        files.c("id", Integer.class).eq(1)))
                .hasMessage("shared_files.code is CHAR(20), which is not read in slices; read its value whole");
    }
}
