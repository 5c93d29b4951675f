package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static io.azoth.jdbc.sqlite.Sqlite.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SqliteErrorTest {

    @TempDir
    private Path folder;

    @AfterEach
    void noThreadIsLeft() {
        Workers.awaitNone();
    }

    private static void fails(Mono<?> work, String type, String state, int code, String message) {
        assertThatThrownBy(work::block).isInstanceOfSatisfying(R2dbcException.class, e -> {
            assertThat(e).hasMessage(message);
            assertThat(e.getClass().getSimpleName()).isEqualTo(type);
            assertThat(e.getSqlState()).isEqualTo(state);
            assertThat(e.getErrorCode()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INSERT INTO t VALUES (1, 'x', 5, 1) | R2dbcDataIntegrityViolationException | 23505 | 1555 | UNIQUE constraint failed: t.id [SQLITE_CONSTRAINT_PRIMARYKEY]",
                "INSERT INTO t VALUES (2, 'a', 5, 1) | R2dbcDataIntegrityViolationException | 23505 | 2067 | UNIQUE constraint failed: t.name [SQLITE_CONSTRAINT_UNIQUE]",
                "INSERT INTO t VALUES (2, NULL, 5, 1) | R2dbcDataIntegrityViolationException | 23502 | 1299 | NOT NULL constraint failed: t.name [SQLITE_CONSTRAINT_NOTNULL]",
                "INSERT INTO t VALUES (2, 'x', -5, 1) | R2dbcDataIntegrityViolationException | 23514 | 275 | CHECK constraint failed: n > 0 [SQLITE_CONSTRAINT_CHECK]",
                "INSERT INTO t VALUES (2, 'x', 5, 99) | R2dbcDataIntegrityViolationException | 23503 | 787 | FOREIGN KEY constraint failed [SQLITE_CONSTRAINT_FOREIGNKEY]",
                "INSERT INTO strict VALUES ('x') | R2dbcDataIntegrityViolationException | 23000 | 3091 | cannot store TEXT value in INT column strict.n [SQLITE_CONSTRAINT_DATATYPE]",
                "INSERT INTO t (id) VALUES ('x') | R2dbcDataIntegrityViolationException | 22000 | 20 | datatype mismatch [SQLITE_MISMATCH]",
                "SELEC 1 | R2dbcBadGrammarException | 42601 | 1 | near \"SELEC\": syntax error [SQLITE_ERROR]",
                "SELECT * FROM nowhere | R2dbcBadGrammarException | 42S02 | 1 | no such table: nowhere [SQLITE_ERROR]",
                "SELECT missing FROM t | R2dbcBadGrammarException | 42S22 | 1 | no such column: missing [SQLITE_ERROR]",
                "CREATE TABLE t (x) | R2dbcBadGrammarException | 42S01 | 1 | table t already exists [SQLITE_ERROR]",
                "SELECT abs(-9223372036854775808) | R2dbcBadGrammarException | 42000 | 1 | integer overflow [SQLITE_ERROR]",
            })
    void failuresHaveTheClassStateAndCodeOfTheirKind(String sql, String type, String state, int code, String message) {
        JdbcConnectionFactory factory = Sqlite.memory();
        fails(
                with(factory, connection -> run(
                                        connection,
                                        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, n INTEGER CHECK (n > 0),"
                                                + " t INTEGER REFERENCES t)",
                                        "CREATE TABLE strict (n INT) STRICT",
                                        "INSERT INTO t VALUES (1, 'a', 5, 1)")
                                .thenMany(values(connection, sql)))
                        .then(),
                type,
                state,
                code,
                message);
        one(factory.close());
    }

    @Test
    void anErrorCarriesItsSql() {
        JdbcConnectionFactory factory = Sqlite.memory();
        assertThatThrownBy(() -> all(with(factory, connection -> run(connection, "SELECT 1; DROP TABLE nowhere"))))
                .isInstanceOfSatisfying(
                        R2dbcException.class, e -> assertThat(e.getSql()).isEqualTo("DROP TABLE nowhere"));
        one(factory.close());
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWhenOpened() throws Exception {
        Files.writeString(
                folder.resolve("test.db"), "This is a letter, and long enough to be taken for a header. ".repeat(20));
        fails(
                Sqlite.file(folder).create().then(),
                "R2dbcNonTransientResourceException",
                "08004",
                26,
                "file is not a database [SQLITE_NOTADB]");
        assertThat(Files.readString(folder.resolve("test.db"))).startsWith("This is a letter");
    }

    @Test
    void aFolderThatIsNotThereIsToldByItsName() {
        fails(
                Sqlite.factory("r2dbc:sqlite:///" + folder.resolve("missing/x.db"))
                        .create()
                        .then(),
                "R2dbcNonTransientResourceException",
                "08001",
                14,
                "unable to open database file [SQLITE_CANTOPEN]: " + folder.resolve("missing/x.db"));
    }

    @Test
    void aFolderInPlaceOfAFileIsToldByItsName() throws Exception {
        Files.createDirectory(folder.resolve("test.db"));
        fails(
                Sqlite.file(folder).create().then(),
                "R2dbcNonTransientResourceException",
                "08001",
                14,
                "unable to open database file [SQLITE_CANTOPEN]: " + folder.resolve("test.db"));
    }

    @Test
    void aCorruptFileIsAnErrorAndTheConnectionCanBeClosed() throws Exception {
        JdbcConnectionFactory factory = Sqlite.file(folder, "sqlite.journalMode=delete");
        all(
                with(
                        factory,
                        connection -> run(
                                connection,
                                "CREATE TABLE t (n)",
                                "INSERT INTO t WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000) SELECT i FROM c")));
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("test.db").toFile(), "rw")) {
            byte[] garbage = new byte[4096 * 5];
            java.util.Arrays.fill(garbage, (byte) 0x5A);
            file.seek(4096);
            file.write(garbage);
        }
        fails(
                with(factory, connection -> values(connection, "SELECT sum(n) FROM t"))
                        .then(),
                "R2dbcNonTransientResourceException",
                "XX001",
                11,
                "database disk image is malformed [SQLITE_CORRUPT]");
    }

    @Test
    void aFullDatabaseIsAnErrorThatLeavesTheConnectionUsable() {
        JdbcConnectionFactory factory = Sqlite.file(folder, "sqlite.pragma.max_page_count=20");
        Connection connection = one(factory.create());
        one(run(connection, "CREATE TABLE t (b)"));
        fails(
                update(connection, "INSERT INTO t VALUES (zeroblob(1000000))"),
                "R2dbcNonTransientResourceException",
                "53100",
                13,
                "database or disk is full [SQLITE_FULL]");
        assertThat(one(update(connection, "INSERT INTO t VALUES (1)"))).isEqualTo(1L);
        one(connection.close());
    }

    @Test
    void aFileDeletedUnderAConnectionIsAnErrorOnTheNextWrite() throws Exception {
        JdbcConnectionFactory factory = Sqlite.file(folder, "sqlite.journalMode=delete");
        Connection connection = one(factory.create());
        one(run(connection, "CREATE TABLE t (n)"));
        Files.delete(folder.resolve("test.db"));
        fails(
                update(connection, "INSERT INTO t VALUES (1)"),
                "R2dbcPermissionDeniedException",
                "25006",
                1032,
                "attempt to write a readonly database [SQLITE_READONLY_DBMOVED]");
        one(connection.close());
    }

    @Test
    void closingTwiceOrAtTheSameTimeIsClosingOnce() {
        JdbcConnectionFactory factory = Sqlite.memory();
        Connection connection = one(factory.create());
        one(Flux.merge(connection.close(), connection.close(), connection.close())
                .then());
        one(connection.close());
        fails(
                values(connection, "SELECT 1").then(),
                "R2dbcNonTransientResourceException",
                "08003",
                0,
                "The connection is closed");
        fails(
                Mono.from(connection.beginTransaction()),
                "R2dbcNonTransientResourceException",
                "08003",
                0,
                "The connection is closed");
        assertThat(connection.isAutoCommit()).isTrue();
        one(factory.close());
    }

    @Test
    void closingStopsARunningStatementWithAnError() throws Exception {
        Connection connection = one(Sqlite.memory().create());
        CountDownLatch started = new CountDownLatch(1);
        Mono<Void> endless = values(
                        connection,
                        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c WHERE i = 1 OR i < 0")
                .doOnNext(row -> started.countDown())
                .then()
                .cache();
        endless.subscribe(done -> {}, e -> {});
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        Mono<Object> queued = values(connection, "SELECT 1").next().cache();
        queued.subscribe(done -> {}, e -> {});
        one(connection.close());
        fails(endless, "R2dbcNonTransientResourceException", "08003", 0, "The connection is closed");
        fails(queued, "R2dbcNonTransientResourceException", "08003", 0, "The connection is closed");
    }

    @Test
    void closingEndsAResultThatIsOpen() throws Exception {
        Connection connection = one(Sqlite.memory().create());
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        Flux.from(connection
                        .createStatement("SELECT value FROM json_each('[1,2,3]')")
                        .execute())
                .concatMap(result -> result.map((row, metadata) -> row.get(0)), 1)
                .subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        subscription.request(1);
                    }

                    @Override
                    protected void hookOnNext(Object value) {
                        first.countDown();
                    }

                    @Override
                    protected void hookOnError(Throwable error) {
                        if (error.getMessage().equals("The connection is closed")) {
                            failed.countDown();
                        }
                    }
                });
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        one(connection.close());
        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingRollsBack() {
        JdbcConnectionFactory factory = Sqlite.file(folder);
        Connection connection = one(factory.create());
        one(run(connection, "CREATE TABLE t (n)"));
        one(connection.beginTransaction());
        one(update(connection, "INSERT INTO t VALUES (1)"));
        one(connection.close());
        assertThat(all(with(factory, c -> values(c, "SELECT count(*) FROM t")))).containsExactly(0);
    }

    @Test
    void closingAtRandomMomentsHarmsNothing() {
        JdbcConnectionFactory factory = Sqlite.file(folder, "sqlite.synchronous=off");
        all(with(factory, connection -> run(connection, "CREATE TABLE t (n)")));
        for (int i = 0; i < 150; i++) {
            Connection connection = one(factory.create());
            Flux.merge(
                            update(connection, "INSERT INTO t VALUES (1)"),
                            values(connection, "SELECT count(*) FROM t"),
                            Mono.from(connection.beginTransaction()).then(update(connection, "UPDATE t SET n = n + 1")))
                    .subscribe(done -> {}, e -> {});
            for (int spin = 0; spin < i * 50; spin++) {
                Thread.onSpinWait();
            }
            one(connection.close());
        }
        assertThat(all(with(factory, c -> values(c, "PRAGMA integrity_check")))).containsExactly("ok");
    }

    /** Looked up where the system lists the open files of a process; Windows would not let the folder go. */
    @Test
    void noFailureAndNoEndLeavesAFileOpen() throws Exception {
        Files.createDirectories(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/test.db"), "no database, but long enough to be read ".repeat(100));
        JdbcConnectionFactory broken = Sqlite.file(folder.resolve("broken"));
        JdbcConnectionFactory missing = Sqlite.factory("r2dbc:sqlite:///" + folder.resolve("missing/x.db"));
        JdbcConnectionFactory factory = Sqlite.file(folder, "sqlite.synchronous=off");
        for (int i = 0; i < 20; i++) {
            broken.create().as(StepVerifier::create).verifyError();
            missing.create().as(StepVerifier::create).verifyError();
            factory.create() // cancelled while it opens, unless it was quicker
                    .subscribe(opened -> Mono.from(opened.close()).subscribe())
                    .dispose();
            Connection connection = one(factory.create());
            values(connection, "SELECT nope").as(StepVerifier::create).verifyError();
            Disposable running = values(
                            connection,
                            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT max(i) FROM c")
                    .subscribe(row -> {}, e -> {});
            one(connection.close());
            running.dispose();
        }
        Workers.awaitNone();
        assertThat(OpenFiles.named(folder.toString())).isEmpty();
    }

    @Test
    void aMappingFunctionThatThrowsEndsTheResultAndNothingElse() {
        JdbcConnectionFactory factory = Sqlite.memory();
        Connection connection = one(factory.create());
        assertThatThrownBy(() ->
                        all(Flux.from(connection.createStatement("SELECT 1").execute())
                                .concatMap(result -> result.map((row, metadata) -> {
                                    throw new IllegalStateException("no such luck");
                                }))))
                .hasMessage("no such luck");
        assertThatThrownBy(() ->
                        all(Flux.from(connection.createStatement("SELECT 1").execute())
                                .concatMap(result -> result.map((row, metadata) -> null))))
                .hasMessage("The mapping function returned null");
        assertThat(one(values(connection, "SELECT 1"))).isEqualTo(1);
        one(connection.close());
        one(factory.close());
    }
}
