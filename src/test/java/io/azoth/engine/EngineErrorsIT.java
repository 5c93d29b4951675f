package io.azoth.engine;

import static io.azoth.schema.Schema.column;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.error.AzothException;
import io.azoth.error.DatabaseException;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Parameters;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** What an engine says when it cannot serve, in full. */
class EngineErrorsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static void assertFails(Publisher<?> publisher, ErrorCode code, String message) {
        StepVerifier.create(publisher)
                .expectErrorSatisfies(error -> {
                    assertThat(error).hasMessage(message);
                    assertThat(((AzothException) error).code()).isEqualTo(code);
                })
                .verify(LIMIT);
    }

    @Test
    void anUnknownSchemeIsNamed() {
        assertThatThrownBy(() -> Engine.create("r2dbc:nosuch://localhost/x"))
                .isInstanceOf(EngineException.class)
                .hasMessage(
                        "No R2DBC driver on the class path knows 'r2dbc:nosuch'; add the driver's library, or correct"
                                + " the URL");
    }

    @Test
    void aUrlThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Engine.create("jdbc:h2:mem:x"))
                .isInstanceOf(EngineException.class)
                .hasMessage("The URL cannot be read: URL jdbc:h2:mem:x does not start with the r2dbc scheme; write"
                        + " r2dbc:driver://user:password@host:port/database");
    }

    @Test
    void anUnreachableServerIsNamed() {
        Engine db = Engine.create("r2dbc:postgresql://u:p@localhost:1/x");

        assertFails(
                db.fetch(text("SELECT 1"), Parameters.NONE),
                ErrorCode.CONNECT_FAILED,
                "Cannot connect to the PostgreSQL database: Cannot connect to localhost/<unresolved>:1; check its URL, that"
                        + " it runs, and that it can be reached");
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("broken.db"), "this is no database, whatever its name says ".repeat(50));
        Engine db = Engine.create("r2dbc:sqlite:///" + file);

        assertFails(
                db.fetch(text("SELECT 1 FROM t"), Parameters.NONE),
                ErrorCode.CORRUPT_DATABASE,
                "The file is damaged or is no database: file is not a database [SQLITE_NOTADB]");
    }

    @Test
    void aFolderThatIsNotThereIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("no/such/folder.db");
        Engine db = Engine.create("r2dbc:sqlite:///" + file);

        assertFails(
                db.fetch(text("SELECT 1"), Parameters.NONE),
                ErrorCode.CONNECT_FAILED,
                "Cannot connect to the SQLite database: unable to open database file [SQLITE_CANTOPEN]: " + file
                        + "; check its URL, that it runs, and that it can be reached");
    }

    @Test
    void aReadOnlyFileRefusesChanges(@TempDir Path folder) {
        Path file = folder.resolve("fixed.db");
        Engine first = Engine.create("r2dbc:sqlite:///" + file);
        first.execute(text("CREATE TABLE t (id INTEGER)"), List.of())
                .then(first.close())
                .block(LIMIT);
        Engine db = Engine.create("r2dbc:sqlite:///" + file + "?mode=ro");

        assertFails(
                db.execute(text("INSERT INTO t VALUES (1)"), List.of()),
                ErrorCode.READ_ONLY,
                "The database or the transaction is read only: attempt to write a readonly database [SQLITE_READONLY]\n"
                        + "  statement: INSERT INTO t VALUES (1)\n"
                        + "  dialect: sqlite");
        db.close().block(LIMIT);
    }

    @Databases
    static class OnEach {
        private final TestDatabase database;
        private final Numbers numbers = new Numbers();
        private final Engine db;

        OnEach(TestDatabase database) {
            this.database = database;
            numbers.fill(database, 5);
            db = Engine.create(
                    database.url(), EngineOptions.DEFAULT.withPoolSize(1).withQueueTimeout(Duration.ofMillis(300)));
        }

        @org.junit.jupiter.api.AfterEach
        void close() {
            db.close().block(LIMIT);
        }

        @Test
        void aPoolWithoutAFreeConnectionSaysSo() {
            Engine other = Engine.create(
                    database.url(), EngineOptions.DEFAULT.withPoolSize(1).withAcquireTimeout(Duration.ofMillis(2_000)));
            SqlConnection held = other.connect().block(LIMIT);

            assertFails(
                    other.fetch(numbers.upTo(1), Parameters.NONE),
                    ErrorCode.ACQUIRE_TIMEOUT,
                    "No connection was free within 2000 ms: all 1 are in use; end transactions and results sooner, or see"
                            + " EngineOptions.withPoolSize and withAcquireTimeout");
            held.close().block(LIMIT);
            StepVerifier.create(other.fetch(numbers.upTo(1), Parameters.NONE))
                    .expectNextCount(1)
                    .verifyComplete();
            other.close().block(LIMIT);
        }

        @Test
        void aStatementBehindTheTransactionThatWaitsForItSaysSo() {
            Mono<Long> deadlock = db.inConnection(connection -> connection.inTransaction(tx -> connection
                    .fetch(numbers.upTo(1), Parameters.NONE)
                    .count()
                    .contextWrite(ignored -> Context.empty())));

            assertFails(
                    deadlock,
                    ErrorCode.ACQUIRE_TIMEOUT,
                    "Waited 300 ms for its turn on the connection, behind a transaction that has not ended; what belongs"
                            + " to that transaction runs through its Transaction or with its Context, and"
                            + " EngineOptions.withQueueTimeout sets the limit");
        }

        @Test
        void aTransactionThatHasEndedRunsNothing() {
            AtomicReference<Transaction> kept = new AtomicReference<>();
            db.inTransaction(tx ->
                            tx.fetch(numbers.upTo(1), Parameters.NONE).then(Mono.fromRunnable(() -> kept.set(tx))))
                    .block(LIMIT);

            assertFails(
                    kept.get().fetch(numbers.upTo(1), Parameters.NONE),
                    ErrorCode.TRANSACTION_ENDED,
                    "The transaction has ended; what belongs to it runs before its work completes");
            assertFails(
                    kept.get().commit(),
                    ErrorCode.TRANSACTION_ENDED,
                    "The transaction has ended; what belongs to it runs before its work completes");
            StepVerifier.create(kept.get().rollback()).verifyComplete();
        }

        @Test
        void aTransactionPastItsLimitIsRolledBack() {
            TransactionOptions limited = TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(200));
            Mono<Void> slow = db.inTransaction(limited, tx -> tx.execute(numbers.insert(), List.of(row("id", 77)))
                    .then(Mono.delay(Duration.ofMillis(600)))
                    .then(tx.execute(numbers.insert(), List.of(row("id", 78))))
                    .then());

            assertFails(
                    slow, ErrorCode.STATEMENT_TIMEOUT, "The transaction took longer than PT0.2S and was rolled back");
            assertThat(database.read("SELECT count(*) FROM numbers WHERE id > 70"))
                    .containsExactly("0");
        }

        @Test
        void aClosedConnectionRunsNothing() {
            SqlConnection connection = db.connect().block(LIMIT);
            connection.close().block(LIMIT);
            connection.close().block(LIMIT);

            assertFails(
                    connection.fetch(numbers.upTo(1), Parameters.NONE),
                    ErrorCode.CLOSED,
                    "The connection is closed; nothing runs on it any more");
        }

        @Test
        void aClosedEngineRunsNothing() {
            Engine other = Engine.create(database.url());
            other.fetch(numbers.upTo(1), Parameters.NONE).then(other.close()).block(LIMIT);
            other.close().block(LIMIT);

            assertFails(
                    other.fetch(numbers.upTo(1), Parameters.NONE),
                    ErrorCode.CLOSED,
                    "The engine is closed; nothing runs on it any more");
        }

        @Test
        void aRefusedStatementCarriesSqlAndParametersAndTheDriversWords() {
            StepVerifier.create(db.execute(numbers.insert(), List.of(row("id", 1, "name", "secret"))))
                    .expectErrorSatisfies(error -> {
                        DatabaseException refused = (DatabaseException) error;
                        assertThat(refused.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
                        assertThat(refused.parameters()).containsExactly(1, "secret");
                        assertThat(refused.statement()).startsWith("INSERT INTO numbers");
                        assertThat(refused.getMessage())
                                .startsWith("A row with the same unique value is there already: ")
                                .contains("\n  statement: INSERT INTO numbers")
                                .contains("\n  dialect: " + refused.dialect())
                                .doesNotContain("secret");
                    })
                    .verify(LIMIT);
        }

        @Test
        void sqlThatTheDatabaseDoesNotKnowIsBadSql() {
            StepVerifier.create(db.fetch(text("SELEKT nonsense"), Parameters.NONE))
                    .expectErrorSatisfies(error -> {
                        assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.BAD_SQL);
                        assertThat(error)
                                .hasMessageStartingWith("The database does not accept the statement: ")
                                .hasMessageContaining("\n  statement: SELEKT nonsense\n  dialect: ");
                    })
                    .verify(LIMIT);
            StepVerifier.create(db.fetch(numbers.upTo(1), Parameters.NONE))
                    .expectNextCount(1)
                    .verifyComplete();
        }

        @Test
        void anErrorInTheMiddleOfAResultEndsItAndLeavesTheConnection() {
            numbers.fill(database, 3_000);
            String division = database.kind() == DatabaseKind.SQLITE
                    ? "abs(CASE id WHEN 2000 THEN -9223372036854775807 - 1 ELSE 1 END)"
                    : "1 / (id - 2000)";
            StepVerifier.create(db.fetch(text("SELECT " + division + " FROM numbers ORDER BY id"), Parameters.NONE)
                            .count())
                    .expectError(DatabaseException.class)
                    .verify(LIMIT);
            StepVerifier.create(db.fetch(numbers.upTo(3_000), Parameters.NONE).count())
                    .expectNext(3_000L)
                    .expectComplete()
                    .verify(LIMIT);
        }

        @Test
        void aValueThatDoesNotFitItsColumnsTypeIsAnErrorAndLeavesTheConnection() {
            Table lying = Table.of("numbers", new MetaData(), column("name", INTEGER));

            StepVerifier.create(db.fetch(lying.select(), Parameters.NONE))
                    .expectErrorSatisfies(
                            error -> assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.VALUE_CONVERSION))
                    .verify(LIMIT);
            StepVerifier.create(db.fetch(numbers.upTo(5), Parameters.NONE))
                    .expectNextCount(5)
                    .verifyComplete();
        }

        @Test
        void aValueOfTheWrongClassIsRefusedBeforeAnythingIsSent() {
            assertFails(
                    db.execute(numbers.insert(), List.of(row("id", "seven"))),
                    ErrorCode.WRONG_TYPE,
                    "numbers.id is INTEGER and takes Integer, not String; convert the value first");
            StepVerifier.create(db.fetch(text("SELECT 1 WHERE 1 = :n").bind("n", new Object()), Parameters.NONE))
                    .expectErrorSatisfies(error -> {
                        assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.WRONG_TYPE);
                        assertThat(error)
                                .hasMessageStartingWith("Parameter 'n' is OTHER, and its Object cannot be bound: ");
                    })
                    .verify(LIMIT);
            StepVerifier.create(db.fetch(numbers.upTo(1), Parameters.NONE))
                    .expectNextCount(1)
                    .verifyComplete();
        }

        @Test
        void aReadOnlyTransactionRefusesChanges() {
            Mono<Void> change = db.inTransaction(
                    TransactionOptions.DEFAULT.withReadOnly(true),
                    tx -> tx.execute(numbers.insert(), List.of(row("id", 8))).then());

            if (database.kind() == DatabaseKind.H2) {
                return; // it has no such mode, and says so in the documentation of the option
            }
            StepVerifier.create(change)
                    .expectErrorSatisfies(error -> {
                        assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.READ_ONLY);
                        assertThat(error).hasMessageStartingWith("The database or the transaction is read only: ");
                    })
                    .verify(LIMIT);
            StepVerifier.create(db.execute(numbers.insert(), List.of(row("id", 8))))
                    .expectNextCount(1)
                    .verifyComplete();
        }
    }
}
