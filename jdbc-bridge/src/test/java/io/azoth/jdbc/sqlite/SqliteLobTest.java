package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SqliteLobTest extends OnOneFile {

    SqliteLobTest() {
        super(List.of("sqlite.synchronous=off"), "CREATE TABLE t (b BLOB, c CLOB)");
    }

    private static Blob blob(int size) {
        int slice = 1 << 20;
        return Blob.from(Flux.range(0, (size + slice - 1) / slice).map(i -> {
            byte[] bytes = new byte[Math.min(slice, size - i * slice)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = content(i * slice + at);
            }
            return ByteBuffer.wrap(bytes);
        }));
    }

    /** Tells places apart that are near to each other, and those that are a slice or a page apart. */
    private static byte content(int at) {
        return (byte) (at ^ (at >> 8) ^ (at >> 16) * 31);
    }

    private Mono<Long> store(Statement statement) {
        return Flux.from(statement.execute()).flatMap(Result::getRowsUpdated).next();
    }

    private void streamsInAndOut(int size) {
        assertThat(one(store(connection
                        .createStatement("INSERT INTO t (b) VALUES (?)")
                        .bind(0, blob(size)))))
                .isEqualTo(1L);
        assertThat(one(values(connection, "SELECT length(b) FROM t"))).isEqualTo(size);
        AtomicInteger read = new AtomicInteger();
        one(Flux.from(connection.createStatement("SELECT b FROM t").execute())
                .concatMap(result -> result.map((row, metadata) -> row.get(0, Blob.class)))
                .concatMap(Blob::stream)
                .doOnNext(slice -> {
                    while (slice.hasRemaining()) {
                        byte next = slice.get();
                        if (next != content(read.getAndIncrement())) {
                            throw new AssertionError("Another byte before " + read);
                        }
                    }
                })
                .then());
        assertThat(read).hasValue(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 65_537, 3_000_000, 4_194_304, 4_194_305, 9_000_000})
    void blobsStreamInAndOut(int size) {
        streamsInAndOut(size);
    }

    /** Run in a heap that holds such a value once, and not twice. */
    @Test
    @Tag("one-copy")
    void aBlobOfAHundredMegabytesStreamsInAndOutAndIsInMemoryOnce() {
        streamsInAndOut(100 * 1000 * 1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 200_000})
    void clobsStreamInAndOutWithoutCuttingCharacters(int size) {
        String text = "x".repeat(size) + "\uD83D\uDE00".repeat(size / 2);
        one(store(connection
                .createStatement("INSERT INTO t (c) VALUES (?)")
                .bind(0, Clob.from(Flux.fromArray(text.split("(?<=\\G.{1000})"))))));
        StringBuilder read = new StringBuilder();
        one(Flux.from(connection.createStatement("SELECT c FROM t").execute())
                .concatMap(result -> result.map((row, metadata) -> row.get(0, Clob.class)))
                .concatMap(Clob::stream)
                .doOnNext(slice -> {
                    assertThat(slice.isEmpty() || !Character.isHighSurrogate(slice.charAt(slice.length() - 1)))
                            .isTrue();
                    read.append(slice);
                })
                .then());
        assertThat(read.toString()).isEqualTo(text);
    }

    @Test
    void aBlobCanBeReadAfterItsConnectionIsClosed() {
        one(store(connection.createStatement("INSERT INTO t (b) VALUES (?)").bind(0, blob(200_000))));
        Blob kept = all(Flux.from(connection.createStatement("SELECT b FROM t").execute())
                        .concatMap(result -> result.map((row, metadata) -> row.get(0, Blob.class))))
                .get(0);
        one(connection.close());
        assertThat(one(Flux.from(kept.stream()).map(ByteBuffer::remaining).reduce(0, Integer::sum)))
                .isEqualTo(200_000);
        one(kept.discard());
    }

    @Test
    void aResultIsClosedWhenABlobOfItIsNotReadToItsEnd() {
        for (int i = 0; i < 10; i++) {
            one(store(connection.createStatement("INSERT INTO t (b) VALUES (?)").bind(0, blob(200_000))));
        }
        Flux.from(connection.createStatement("SELECT b FROM t").execute())
                .concatMap(result -> result.map((row, metadata) -> row.get(0, Blob.class)), 0)
                .concatMap(Blob::stream, 0)
                .take(6)
                .as(StepVerifier::create)
                .expectNextCount(6)
                .verifyComplete();
        one(run(connection, "DROP TABLE t")); // which a result in the way would not let happen
    }

    @Test
    void theStreamOfAValueIsReadOnceAndNotAfterItWasDiscarded() {
        one(store(connection.createStatement("INSERT INTO t (b, c) VALUES (x'01', 'text')")));
        List<Flux<?>> again = all(Flux.from(
                        connection.createStatement("SELECT b, c FROM t").execute())
                .concatMap(result -> result.flatMap(segment -> {
                    Row row = ((Result.RowSegment) segment).row();
                    Blob read = row.get(0, Blob.class);
                    Blob discarded = row.get(0, Blob.class);
                    Clob text = row.get(1, Clob.class);
                    return Mono.when(read.stream(), discarded.discard(), text.stream())
                            .then(Mono.when(read.discard(), discarded.discard(), text.discard()))
                            .thenMany(Flux.just(
                                    Flux.from(read.stream()), Flux.from(discarded.stream()), Flux.from(text.stream())));
                })));
        assertThat(again).hasSize(3);
        for (Flux<?> stream : again) {
            stream.as(StepVerifier::create).verifyErrorMessage("The stream is consumed or discarded already");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 20_000_000})
    void aBoundStreamIsAskedForOneBufferAtATime(int size) {
        AtomicLong asked = new AtomicLong();
        AtomicLong given = new AtomicLong();
        AtomicLong mostAhead = new AtomicLong();
        int slice = 50_000;
        Flux<ByteBuffer> source = Flux.range(0, size / slice)
                .map(i -> {
                    given.incrementAndGet();
                    return ByteBuffer.wrap(new byte[slice]);
                })
                .doOnRequest(n -> {
                    asked.addAndGet(n);
                    mostAhead.accumulateAndGet(asked.get() - given.get(), Math::max);
                });
        one(store(connection.createStatement("INSERT INTO t (b) VALUES (?)").bind(0, Blob.from(source))));
        assertThat(mostAhead).hasValue(1);
        assertThat(one(values(connection, "SELECT length(b) FROM t"))).isEqualTo(size);
    }

    @Test
    void anEndlessStreamThatIsCancelledLeavesNoFileAndTheConnectionUsable() throws Exception {
        long before = temporaryFiles();
        CountDownLatch large = new CountDownLatch(200);
        Disposable running = store(connection
                        .createStatement("INSERT INTO t (b) VALUES (?)")
                        .bind(0, Blob.from(Flux.generate(sink -> {
                            large.countDown();
                            sink.next(ByteBuffer.allocate(100_000));
                        }))))
                .subscribe();
        assertThat(large.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(temporaryFiles()).isGreaterThan(before);
        running.dispose();
        assertThat(one(values(connection, "SELECT count(*) FROM t"))).isEqualTo(0);
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void aLargeStreamThatFailsLeavesNoFile() throws Exception {
        long before = temporaryFiles();
        store(connection
                        .createStatement("INSERT INTO t (b) VALUES (?)")
                        .bind(
                                0,
                                Blob.from(Flux.range(0, 100)
                                        .map(i -> ByteBuffer.allocate(100_000))
                                        .concatWith(Flux.error(new IllegalStateException("broken stream"))))))
                .as(StepVerifier::create)
                .verifyErrorMessage("broken stream");
        assertThat(one(values(connection, "SELECT count(*) FROM t"))).isEqualTo(0);
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    /** Counts the files that are there, and those that are open and have no name any more. */
    private static long temporaryFiles() throws IOException {
        return OpenFiles.named("azoth-stream-" + ProcessHandle.current().pid()).size()
                + OpenFiles.in(Path.of(System.getProperty("java.io.tmpdir"))).stream()
                        .filter(name -> name.contains(
                                "azoth-stream-" + ProcessHandle.current().pid()))
                        .count();
    }

    @Test
    void anErrorOfABoundStreamIsTheErrorOfTheStatement() {
        store(connection
                        .createStatement("INSERT INTO t (b) VALUES (?)")
                        .bind(0, Blob.from(Flux.error(new IllegalStateException("broken stream")))))
                .as(StepVerifier::create)
                .verifyErrorMessage("broken stream");
        assertThat(one(values(connection, "SELECT count(*) FROM t"))).isEqualTo(0);
    }

    @Test
    void everyRowOfValuesHasItsOwnStreams() {
        one(Flux.from(connection
                        .createStatement("INSERT INTO t (b, c) VALUES (?, ?)")
                        .bind(0, blob(10))
                        .bind(1, Clob.from(Mono.just("one")))
                        .add()
                        .bind(0, blob(20))
                        .bind(1, Clob.from(Mono.just("two")))
                        .execute())
                .flatMap(Result::getRowsUpdated)
                .then());
        assertThat(all(values(connection, "SELECT length(b) || c FROM t"))).containsExactly("10one", "20two");
    }
}
