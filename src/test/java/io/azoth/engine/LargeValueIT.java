package io.azoth.engine;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Large values go in and out in slices, in constant memory, and all or nothing. */
@Databases
class LargeValueIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int PART = 64 * 1024;

    private final TestDatabase database;
    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Table files = Table.of(
            "files",
            metadata,
            column("id", INTEGER, primaryKey(), assigned()),
            column("content", BYTES),
            column("note", TEXT),
            column("doc", JSON));
    private final Column<byte[]> content = files.c("content", byte[].class);
    private final Column<String> note = files.c("note", String.class);

    LargeValueIT(TestDatabase database) {
        this.database = database;
        this.db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
    }

    @BeforeEach
    void open() {
        metadata.createAll(db).block(LIMIT);
        put(1, null, null);
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private void put(int id, byte @Nullable [] bytes, @Nullable String text) {
        StepVerifier.create(files.insert()
                        .values("id", id, "content", bytes, "note", text)
                        .executeOn(db))
                .expectNextCount(1)
                .verifyComplete();
    }

    private LargeValue<byte[]> bytes(int id) {
        return LargeValue.bytes(content, files.c("id", Integer.class).eq(id));
    }

    private LargeValue<String> text(int id) {
        return LargeValue.text(note, files.c("id", Integer.class).eq(id));
    }

    private static byte[] part(int number) {
        byte[] part = new byte[PART];
        new Random(number).nextBytes(part);
        return part;
    }

    @Test
    void twentyMegabytesOfBytesGoInAndOutInSlices() {
        int parts = 20 * 16;
        CRC32 written = new CRC32();
        CRC32 read = new CRC32();
        AtomicInteger largest = new AtomicInteger();
        StepVerifier.create(db.inTransaction(tx -> bytes(1).write(
                                tx, Flux.range(0, parts).map(LargeValueIT::part).doOnNext(written::update))))
                .expectNext((long) parts * PART)
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(bytes(1).read(db).doOnNext(slice -> {
                    read.update(slice);
                    largest.accumulateAndGet(slice.length, Math::max);
                }))
                .expectNextCount(20)
                .expectComplete()
                .verify(LIMIT);
        assertThat(read.getValue()).isEqualTo(written.getValue());
        assertThat(largest).hasValue(1 << 20);
        StepVerifier.create(bytes(1).size(db)).expectNext((long) parts * PART).verifyComplete();
    }

    @Test
    void twentyMegabytesOfTextGoInAndOutInSlices() {
        String line = "a\\b'c zwölf 漢字 \uD83D\uDE00\n".repeat(1000);
        int lines = 20 * (1 << 20) / 2 / line.length();
        AtomicLong characters = new AtomicLong();
        StepVerifier.create(db.inTransaction(
                        tx -> text(1).write(tx, Flux.range(0, lines).map(number -> line))))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(text(1).read(db)
                        .doOnNext(slice -> {
                            assertThat(Character.isLowSurrogate(slice.charAt(0)))
                                    .isFalse();
                            int from = (int) (characters.getAndAdd(slice.length()) % line.length());
                            assertThat(slice).startsWith(line.substring(from, Math.min(from + 20, line.length())));
                        })
                        .then())
                .expectComplete()
                .verify(LIMIT);
        assertThat(characters).hasValue((long) lines * line.length());
    }

    @Test
    void slicesEndBetweenCharactersWhereverThePartsDo() {
        String text = "ä漢\uD83D\uDE00x".repeat(200);
        StepVerifier.create(db.inTransaction(tx -> text(1).inSlicesOf(16)
                        .write(tx, Flux.range(0, text.length()).map(i -> text.substring(i, i + 1)))))
                .expectNext(200L * 10)
                .verifyComplete();
        for (int size = 16; size < 24; size++) {
            String read = String.join(
                    "",
                    Objects.requireNonNull(text(1).inSlicesOf(size)
                            .read(db)
                            .doOnNext(slice -> assertThat(Character.isHighSurrogate(slice.charAt(slice.length() - 1)))
                                    .isFalse())
                            .collectList()
                            .block(LIMIT)));
            assertThat(read).isEqualTo(text);
        }
        assertThat(files.select().oneOn(db).map(row -> row.find(note)).block(LIMIT))
                .contains(text);
    }

    @Test
    void everyByteIsKeptAtTheEdgeOfASlice() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        for (int length : new int[] {1, 15, 16, 17, 32, 33, 256}) {
            byte[] value = Arrays.copyOf(all, length);
            StepVerifier.create(db.inTransaction(tx -> bytes(1).inSlicesOf(16)
                            .write(tx, Flux.range(0, length).map(i -> new byte[] {value[i]}))))
                    .expectNext((long) length)
                    .verifyComplete();
            assertThat(files.select().oneOn(db).map(row -> row.find(content)).block(LIMIT))
                    .hasValueSatisfying(stored -> assertThat(stored).isEqualTo(value));
            StepVerifier.create(bytes(1).inSlicesOf(16).read(db).collectList())
                    .assertNext(slices -> {
                        assertThat(slices).hasSize((length + 15) / 16);
                        assertThat(slices.stream()
                                        .mapToInt(slice -> slice.length)
                                        .sum())
                                .isEqualTo(length);
                    })
                    .verifyComplete();
        }
    }

    @Test
    void theEmptyValueAndNullHaveNoSlicesAndTheirSizeTellsThemApart() {
        StepVerifier.create(bytes(1).read(db)).verifyComplete();
        StepVerifier.create(text(1).read(db)).verifyComplete();
        StepVerifier.create(bytes(1).size(db)).verifyComplete();
        StepVerifier.create(text(1).size(db)).verifyComplete();
        put(2, new byte[0], "");
        StepVerifier.create(bytes(2).read(db)).verifyComplete();
        StepVerifier.create(text(2).read(db)).verifyComplete();
        StepVerifier.create(bytes(2).size(db)).expectNext(0L).verifyComplete();
        StepVerifier.create(text(2).size(db)).expectNext(0L).verifyComplete();
        StepVerifier.create(
                        db.inTransaction(tx -> bytes(1).write(tx, Flux.empty()).then(text(1).write(tx, Flux.just("")))))
                .expectNext(0L)
                .verifyComplete();
        StepVerifier.create(bytes(1).size(db)).expectNext(0L).verifyComplete();
        StepVerifier.create(text(1).size(db)).expectNext(0L).verifyComplete();
    }

    @Test
    void aSliceIsReadWhenItIsAskedForAndNoConnectionWaits() {
        put(2, new byte[1000], null);
        AtomicInteger statements = new AtomicInteger();
        Engine counted = Engine.create(
                database.url(),
                EngineOptions.DEFAULT.withPoolSize(1).withListener(event -> statements.incrementAndGet()));
        StepVerifier.create(bytes(2).inSlicesOf(100).read(counted), 0)
                .expectSubscription()
                .thenRequest(2)
                .expectNextCount(2)
                .then(() -> assertThat(bytes(2).size(counted).block(LIMIT)).isEqualTo(1000))
                .then(() -> assertThat(statements.get()).isBetween(3, 4))
                .thenCancel()
                .verify(LIMIT);
        assertThat(bytes(2).size(counted).block(LIMIT)).isEqualTo(1000);
        counted.close().block(LIMIT);
    }

    @Test
    void aWriteThatFailsOrIsCancelledLeavesTheValue() {
        put(2, new byte[] {1, 2, 3}, null);
        StepVerifier.create(db.inTransaction(tx -> bytes(2).inSlicesOf(16)
                        .write(tx, Flux.just(new byte[100]).concatWith(Flux.error(new IllegalStateException("gone"))))))
                .verifyErrorMessage("gone");
        StepVerifier.create(db.inTransaction(tx -> bytes(2).inSlicesOf(16)
                                .write(tx, Flux.just(new byte[100]).concatWith(Flux.never()))
                                .timeout(Duration.ofMillis(300)))
                        .onErrorComplete(java.util.concurrent.TimeoutException.class))
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(bytes(2).read(db))
                .assertNext(slice -> assertThat(slice).containsExactly(1, 2, 3))
                .verifyComplete();
    }

    @Test
    void theConditionHoldsForOneRow() {
        String none = "The condition for files.content holds for no row; insert the row first";
        for (StepVerifier.FirstStep<?> step : new StepVerifier.FirstStep<?>[] {
            StepVerifier.create(bytes(9).read(db)),
            StepVerifier.create(bytes(9).size(db)),
            StepVerifier.create(db.inTransaction(tx -> bytes(9).write(tx, Flux.just(new byte[1]))))
        }) {
            step.verifyErrorSatisfies(error -> {
                assertThat(error).hasMessage(none);
                assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.NO_ROW);
            });
        }
        put(2, new byte[] {1}, null);
        LargeValue<byte[]> both =
                LargeValue.bytes(content, files.c("id", Integer.class).gt(0));
        StepVerifier.create(both.read(db)).verifyErrorSatisfies(error -> assertThat(((AzothException) error).code())
                .isEqualTo(ErrorCode.TOO_MANY_ROWS));
        StepVerifier.create(db.inTransaction(tx -> both.write(tx, Flux.just(new byte[9]))))
                .verifyErrorMessage("The condition for files.content holds for 2 rows; give it the key of one");
        StepVerifier.create(bytes(2).size(db)).expectNext(1L).verifyComplete();
    }

    @Test
    void whatIsNoTextIsReadWhole() {
        assertThatThrownBy(() -> LargeValue.text(
                        files.c("doc", String.class),
                        files.c("id", Integer.class).eq(1)))
                .hasMessage("files.doc is JSON, which is not read in slices; read its value whole");
        assertThatThrownBy(() -> bytes(1).inSlicesOf(15)).hasMessage("A slice has at least 16 bytes, not 15");
    }

    @Test
    void nulCharactersAreKeptWhereTheDatabaseHasThem() {
        if (database.kind() == DatabaseKind.POSTGRES) {
            return; // refuses them in text
        }
        StepVerifier.create(db.inTransaction(tx -> text(1).inSlicesOf(16).write(tx, Flux.just("a\0b".repeat(20)))))
                .expectNext(60L)
                .verifyComplete();
        StepVerifier.create(text(1).inSlicesOf(17).read(db).reduce(String::concat))
                .expectNext("a\0b".repeat(20))
                .verifyComplete();
    }

    @Test
    void itIsColdAndCanBeReadAgain() {
        Flux<byte[]> read = bytes(1).read(db);
        StepVerifier.create(read).verifyComplete();
        StepVerifier.create(db.inTransaction(tx -> bytes(1).write(tx, Flux.just(new byte[] {7}))))
                .expectNext(1L)
                .verifyComplete();
        StepVerifier.create(read.map(slice -> (int) slice[0])).expectNext(7).verifyComplete();
        assertThat(bytes(1)).hasToString("files.content WHERE files.id = :id_1");
    }
}
