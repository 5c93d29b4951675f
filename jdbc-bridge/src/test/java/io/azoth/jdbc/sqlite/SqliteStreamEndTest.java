package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.Result;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** How a stream that is bound ends when it does not end by itself. */
class SqliteStreamEndTest extends OnOneFile {

    private static final String STREAM =
            "azoth-stream-" + ProcessHandle.current().pid();

    SqliteStreamEndTest() {
        super(List.of("sqlite.synchronous=off"), "CREATE TABLE t (v)");
    }

    private Mono<Long> insert(Object value) {
        return Flux.from(connection
                        .createStatement("INSERT INTO t VALUES (?)")
                        .bind(0, value)
                        .execute())
                .flatMap(Result::getRowsUpdated)
                .next();
    }

    /** Runs the insert now, and lets its end be waited for. */
    private static Mono<Long> started(Mono<Long> insert) {
        Mono<Long> started = insert.cache();
        started.subscribe(count -> {}, failure -> {});
        return started;
    }

    private static void isClosed(Mono<Long> insert) {
        assertThatThrownBy(() -> one(insert))
                .isInstanceOf(R2dbcNonTransientResourceException.class)
                .hasMessage("The connection is closed")
                .extracting(failure -> ((R2dbcException) failure).getSqlState())
                .isEqualTo("08003");
    }

    @Test
    void closingEndsAStreamThatGivesNothing() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Mono<Long> bytes = started(insert(Blob.from(Flux.<ByteBuffer>never().doOnCancel(() -> cancelled.set(true)))));
        Mono<Long> text = started(insert(Clob.from(Mono.never())));
        one(connection.close());
        isClosed(bytes);
        isClosed(text);
        assertThat(cancelled).isTrue();
    }

    @Test
    void closingEndsAStreamThatNeverStopsGiving() throws Exception {
        CountDownLatch large = new CountDownLatch(200);
        Mono<Long> insert = started(insert(Blob.from(Flux.generate(sink -> {
            large.countDown();
            sink.next(ByteBuffer.allocate(100_000));
        }))));
        assertThat(large.await(30, TimeUnit.SECONDS)).isTrue();
        one(connection.close());
        isClosed(insert);
        Workers.awaitNone();
        assertThat(OpenFiles.named(STREAM)).isEmpty();
    }

    @Test
    void closingEndsAStreamOfAnotherThread() throws Exception {
        CountDownLatch large = new CountDownLatch(200);
        Mono<Long> insert = started(insert(Blob.from(Flux.<ByteBuffer>generate(sink -> {
                    large.countDown();
                    sink.next(ByteBuffer.allocate(100_000));
                })
                .subscribeOn(Schedulers.parallel()))));
        assertThat(large.await(30, TimeUnit.SECONDS)).isTrue();
        one(connection.close());
        isClosed(insert);
        Workers.awaitNone();
        assertThat(OpenFiles.named(STREAM)).isEmpty();
    }

    @Test
    void aClosedConnectionReadsNoStream() {
        one(connection.close());
        AtomicBoolean asked = new AtomicBoolean();
        isClosed(insert(Blob.from(Flux.<ByteBuffer>never().doOnRequest(n -> asked.set(true)))));
        assertThat(asked).isFalse();
    }

    /** Otherwise the statement of one user of a pooled connection would run in a transaction of the next. */
    @Test
    void givingTheConnectionBackEndsAStream() {
        Lifecycle lifecycle = (Lifecycle) connection;
        one(lifecycle.postAllocate());
        Sinks.One<ByteBuffer> late = Sinks.one();
        Mono<Long> insert = started(insert(Blob.from(late.asMono())));
        one(lifecycle.preRelease());
        one(lifecycle.postAllocate());
        late.tryEmitValue(ByteBuffer.allocate(1)).orThrow();
        assertThatThrownBy(() -> one(insert)).hasMessage("The connection was given back to its pool");
        assertThat(one(values(connection, "SELECT count(*) FROM t"))).isEqualTo(0);
        assertThat(one(insert(Blob.from(Mono.just(ByteBuffer.allocate(1)))))).isEqualTo(1L);
    }

    private void failsToSpool(Mono<Long> insert, String message) throws Exception {
        assertThatThrownBy(() -> one(insert))
                .isInstanceOf(R2dbcNonTransientResourceException.class)
                .hasMessageMatching(message)
                .extracting(failure -> ((R2dbcException) failure).getSqlState())
                .isEqualTo("58030");
        assertThat(one(update(connection, "INSERT INTO t VALUES (1)"))).isEqualTo(1L);
        assertThat(OpenFiles.named(STREAM)).isEmpty();
    }

    private Mono<Long> large() {
        return insert(Blob.from(Flux.range(0, 100).map(i -> ByteBuffer.allocate(100_000))));
    }

    @Test
    void aFolderForTemporaryFilesThatIsMissingIsTold() throws Exception {
        String known = System.getProperty("java.io.tmpdir");
        Path missing = folder.resolve("missing");
        try {
            System.setProperty("java.io.tmpdir", missing.toString());
            failsToSpool(
                    large(),
                    "A bound stream could not be written to a temporary file: NoSuchFileException, " + missing + "/.*");
        } finally {
            System.setProperty("java.io.tmpdir", known);
        }
    }

    @Test
    void aFolderForTemporaryFilesThatIsNoneIsTold() throws Exception {
        String known = System.getProperty("java.io.tmpdir");
        Path file = Files.createFile(folder.resolve("file"));
        try {
            System.setProperty("java.io.tmpdir", file.toString());
            failsToSpool(
                    large(),
                    "A bound stream could not be written to a temporary file: FileSystemException, " + file
                            + "/.*: Not a directory");
        } finally {
            System.setProperty("java.io.tmpdir", known);
        }
    }

    /** An interrupt closes a channel while it is written to, as a device that goes away would. */
    @Test
    void aFileThatCannotBeWrittenIsToldAndHarmsNoOtherStream() throws Exception {
        AtomicReference<Thread> interrupted = new AtomicReference<>();
        Flux<ByteBuffer> stream = Flux.range(0, 100).map(i -> {
            if (i == 60) {
                interrupted.set(Thread.currentThread());
                Thread.currentThread().interrupt();
            }
            return ByteBuffer.allocate(100_000);
        });
        failsToSpool(
                insert(Blob.from(stream)),
                "A bound stream could not be written to a temporary file: ClosedByInterruptException, null");
        assertThat(interrupted.get().getName()).startsWith("azoth-sqlite-");
        assertThat(one(large())).isEqualTo(1L);
    }
}
