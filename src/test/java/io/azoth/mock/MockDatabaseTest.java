package io.azoth.mock;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.ExecutionOptions;
import io.azoth.engine.StatementEvent;
import io.azoth.engine.StatementOutcome;
import io.azoth.engine.TransactionOptions;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.error.IntegrityViolationException;
import io.azoth.orm.Mappers;
import io.azoth.orm.SessionFactory;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Row;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A database that is none: what it records, what it answers, and that everything above it is the real thing. */
class MockDatabaseTest {
    private static final String BY_NAME = "SELECT people.id FROM people WHERE people.name = $1";
    private static final String INSERT = "INSERT INTO people (name) VALUES ($1) RETURNING people.id";

    private final MockDatabase database = MockDatabase.of("postgresql");
    private final Engine db = database.engine();
    private final Table people = Table.of(
            "people", new MetaData(), column("id", INTEGER, primaryKey()), column("name", varchar(40), notNull()));

    static class Person {
        Integer id;
        String name;

        Person() {}

        Person(String name) {
            this.name = name;
        }
    }

    private Mono<Integer> idOf(String name) {
        return people.select()
                .where(people.c("name", String.class).eq(name))
                .firstOn(db)
                .map(row -> row.get(people.c("id", Integer.class)));
    }

    private Mono<Integer> onlyIdOf(String name) {
        return select(people.c("id", Integer.class))
                .where(people.c("name", String.class).eq(name))
                .scalarOn(db, Integer.class);
    }

    @Test
    void aStatementIsAnsweredAndRecorded() {
        database.on(BY_NAME).answer(MockAnswer.rows("id").row(2));

        StepVerifier.create(onlyIdOf("Mary")).expectNext(2).verifyComplete();
        assertThat(database.statements()).hasToString("[" + BY_NAME + " <- [Mary]]");
        assertThat(database.unused()).isEmpty();
    }

    @Test
    void answersAreGivenInOrderAndThenTheOneForAlways() {
        database.on(BY_NAME)
                .answer(MockAnswer.rows("id").row(1), MockAnswer.rows("id"))
                .always(MockAnswer.rows("id").row(9));

        StepVerifier.create(onlyIdOf("a")).expectNext(1).verifyComplete();
        assertThat(database.unused()).containsExactly(BY_NAME);
        StepVerifier.create(onlyIdOf("a")).verifyComplete();
        StepVerifier.create(onlyIdOf("a")).expectNext(9).verifyComplete();
        StepVerifier.create(onlyIdOf("a")).expectNext(9).verifyComplete();
    }

    @Test
    void aConditionSeesTheParameters() {
        database.on(statement -> statement.parameters().contains("Mary"))
                .always(MockAnswer.rows("id").row(2));
        database.on(BY_NAME).always(MockAnswer.rows("id"));

        StepVerifier.create(onlyIdOf("Tom")).verifyComplete();
        StepVerifier.create(onlyIdOf("Mary")).expectNext(2).verifyComplete();
    }

    @Test
    void aStatementThatNobodyExpectsFailsAndIsNamed() {
        database.on("SELECT 1").answer(MockAnswer.rows("one").row(1));

        StepVerifier.create(onlyIdOf("Mary"))
                .verifyErrorMessage("The mock database was not told how to answer: " + BY_NAME
                        + "; it waits for [SELECT 1]; give it an answer with MockDatabase.on");
        StepVerifier.create(text("SELECT 1").scalarOn(db, Integer.class))
                .expectNext(1)
                .verifyComplete();
        assertThat(database.statements()).hasSize(2);
    }

    @Test
    void aTransactionIsRecordedFromItsBeginToItsEnd() {
        database.on(INSERT).answer(MockAnswer.keys(1), MockAnswer.keys(2));
        TransactionOptions options = TransactionOptions.DEFAULT
                .withIsolation(IsolationLevel.SERIALIZABLE)
                .withReadOnly(true);

        StepVerifier.create(db.inTransaction(options, tx -> people.insert()
                        .executeOn(tx, row("name", "Tom"))
                        .then(tx.inTransaction(inner -> people.insert().executeOn(inner, row("name", "Fred"))))
                        .map(result -> result.generatedKey(Integer.class))))
                .expectNext(2)
                .verifyComplete();

        assertThat(database.statements())
                .extracting(MockStatement::toString)
                .containsExactly(
                        "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY",
                        INSERT + " <- [Tom]",
                        "SAVEPOINT azoth_1",
                        INSERT + " <- [Fred]",
                        "RELEASE SAVEPOINT azoth_1",
                        "COMMIT");
    }

    @Test
    void whatFailsIsRolledBackAndClassified() {
        database.on(INSERT)
                .answer(
                        MockAnswer.failure(ErrorCode.UNIQUE_VIOLATION, "people_name_key"),
                        MockAnswer.failure(new R2dbcDataIntegrityViolationException("no", "23502")));
        Mono<?> work = db.inTransaction(tx -> people.insert().executeOn(tx, row("name", "Tom")));

        StepVerifier.create(work).verifyErrorSatisfies(error -> assertThat(error)
                .isInstanceOf(IntegrityViolationException.class)
                .hasMessageStartingWith("A row with the same unique value is there already: people_name_key"));
        assertThat(database.statements()).hasToString("[BEGIN, " + INSERT + " <- [Tom], ROLLBACK]");
        StepVerifier.create(work).verifyErrorSatisfies(error -> assertCode(error, ErrorCode.NOT_NULL_VIOLATION));
    }

    @Test
    void aCommitFailsAsItIsTold() {
        database.on(INSERT).always(MockAnswer.keys(1));
        database.on("COMMIT").answer(MockAnswer.failure(ErrorCode.SERIALIZATION_FAILURE, "concurrent"));

        StepVerifier.create(db.inTransaction(tx -> people.insert().executeOn(tx, row("name", "Tom"))))
                .verifyErrorSatisfies(error -> assertCode(error, ErrorCode.SERIALIZATION_FAILURE));
    }

    @Test
    void aTransactionIsRunAgainAfterASerializationFailure() {
        database.on(INSERT).always(MockAnswer.keys(1));
        MockAnswer refused = MockAnswer.failure(ErrorCode.SERIALIZATION_FAILURE, "concurrent");
        database.on("COMMIT").answer(refused, refused);
        Mono<?> work = db.inTransaction(TransactionOptions.DEFAULT.withAttempts(3), tx -> people.insert()
                .executeOn(tx, row("name", "Tom")));

        StepVerifier.create(work).expectNextCount(1).verifyComplete();
        String once = "BEGIN, " + INSERT + " <- [Tom], COMMIT";
        assertThat(database.statements()).hasToString("[" + once + ", ROLLBACK, " + once + ", ROLLBACK, " + once + "]");

        database.on("COMMIT").answer(refused, refused, refused);
        StepVerifier.create(work).verifyErrorSatisfies(error -> assertCode(error, ErrorCode.SERIALIZATION_FAILURE));
        assertThat(database.unused()).isEmpty();
    }

    @Test
    void aCommitThatFailsIsToldAsWhatItIs() {
        Engine own = db.with(ExecutionOptions.DEFAULT.withTransaction(TransactionOptions.DEFAULT));
        database.on("SELECT people.id, people.name FROM people")
                .answer(MockAnswer.rows("id", "name").row(1, "Mary"));
        database.on("COMMIT").answer(MockAnswer.failure(ErrorCode.SERIALIZATION_FAILURE, "concurrent"));

        StepVerifier.create(people.select().executeOn(own))
                .expectNextCount(1)
                .verifyErrorMessage("The transaction met a concurrent one; run it again: concurrent\n"
                        + "  statement: COMMIT\n  dialect: postgresql");
    }

    @Test
    void aChangeInATransactionOfItsOwnIsRunAgain() {
        Engine own = db.with(ExecutionOptions.DEFAULT.withTransaction(TransactionOptions.DEFAULT.withAttempts(2)));
        database.on(INSERT).always(MockAnswer.keys(1));
        MockAnswer refused = MockAnswer.failure(ErrorCode.SERIALIZATION_FAILURE, "concurrent");
        database.on("COMMIT").answer(refused);

        StepVerifier.create(people.insert().executeOn(own, row("name", "Tom")))
                .expectNextCount(1)
                .verifyComplete();
        String once = "BEGIN, " + INSERT + " <- [Tom], COMMIT";
        assertThat(database.statements()).hasToString("[" + once + ", ROLLBACK, " + once + "]");
    }

    @Test
    void neitherOtherFailuresNorSavepointsAreRunAgain() {
        database.on(INSERT)
                .answer(
                        MockAnswer.failure(ErrorCode.UNIQUE_VIOLATION, "there"),
                        MockAnswer.failure(ErrorCode.SERIALIZATION_FAILURE, "concurrent"));
        TransactionOptions thrice = TransactionOptions.DEFAULT.withAttempts(3);

        StepVerifier.create(db.inTransaction(thrice, tx -> people.insert().executeOn(tx, row("name", "Tom"))))
                .verifyErrorSatisfies(error -> assertCode(error, ErrorCode.UNIQUE_VIOLATION));
        StepVerifier.create(db.inTransaction(
                        tx -> tx.inTransaction(thrice, in -> people.insert().executeOn(in, row("name", "Tom")))))
                .verifyErrorSatisfies(error -> assertCode(error, ErrorCode.SERIALIZATION_FAILURE));
        assertThat(database.unused()).isEmpty();
        assertThatThrownBy(() -> TransactionOptions.DEFAULT.withAttempts(0))
                .hasMessage("TransactionOptions.attempts is 1 or more, not 0");
    }

    @Test
    void whatIsNeverAnsweredIsCancelledOrTooLate() {
        List<StatementEvent> heard = new CopyOnWriteArrayList<>();
        Engine listened = database.engine(EngineOptions.DEFAULT.withListener(heard::add));
        database.on(BY_NAME).always(MockAnswer.never());

        select(people.c("id"))
                .where(people.c("name", String.class).eq("x"))
                .executeOn(listened)
                .subscribe()
                .dispose();
        assertThat(heard).extracting(StatementEvent::outcome).containsExactly(StatementOutcome.CANCELLED);
        Engine hasty = listened.with(ExecutionOptions.DEFAULT.withTimeout(Duration.ofMillis(10)));
        StepVerifier.create(select(people.c("id"))
                        .where(people.c("name", String.class).eq("x"))
                        .executeOn(hasty))
                .expectErrorSatisfies(error -> assertCode(error, ErrorCode.STATEMENT_TIMEOUT))
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void aChangeThatIsNeverAnsweredIsTooLateToo() {
        database.on(INSERT).always(MockAnswer.never());
        Mono<?> change = people.insert()
                .executeOn(db.with(ExecutionOptions.DEFAULT.withTimeout(Duration.ofMillis(10))), row("name", "Tom"));
        StepVerifier.create(change)
                .expectErrorSatisfies(error -> assertCode(error, ErrorCode.STATEMENT_TIMEOUT))
                .verify(Duration.ofSeconds(30));

        StepVerifier.create(db.inTransaction(
                        TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(10)),
                        tx -> people.insert().executeOn(tx, row("name", "Tom"))))
                .expectErrorMessage("The transaction took longer than PT0.01S and was rolled back")
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void aWholeFlushIsAsserted() {
        Mappers mappers = new Mappers();
        mappers.map(Person.class, people);
        database.on("SELECT people.id, people.name FROM people WHERE people.name = $1")
                .answer(MockAnswer.rows("id", "name").row(1, "Mary"));
        database.on("UPDATE people SET name = $1 WHERE people.id = $2").answer(MockAnswer.count(1));
        database.on(INSERT).answer(MockAnswer.keys(7));
        Person tom = new Person("Tom");

        StepVerifier.create(SessionFactory.of(db, mappers).inSession(session -> session.query(Person.class)
                        .by("name", "Mary")
                        .one()
                        .doOnNext(mary -> {
                            mary.name = "Maria";
                            session.save(tom);
                        })
                        .then(session.flush())))
                .verifyComplete();

        assertThat(tom.id).isEqualTo(7);
        assertThat(database.unused()).isEmpty();
        assertThat(database.statements().stream().skip(1))
                .extracting(MockStatement::toString)
                .containsExactly(
                        "BEGIN",
                        "UPDATE people SET name = $1 WHERE people.id = $2 <- [Maria, 1]",
                        INSERT + " <- [Tom]",
                        "COMMIT");
    }

    @Test
    void valuesHaveTheClassesOfTheirColumns() {
        database.on(BY_NAME)
                .answer(MockAnswer.rows("id").row("two"), MockAnswer.rows("id").row((Object) null));

        StepVerifier.create(onlyIdOf("Mary"))
                .verifyErrorMessage("Column 1 of the mock database's answer is INTEGER and takes Integer, not String; "
                        + "convert the value first");
        StepVerifier.create(onlyIdOf("Mary")).verifyComplete();
    }

    @Test
    void answersThatDoNotFitAreExplained() {
        assertThatThrownBy(() -> MockAnswer.rows("id", "name").row(1))
                .hasMessage("The rows have the columns [id, name], and 1 values were given");
        assertThatThrownBy(() -> MockAnswer.rows("id").row((Object[]) null))
                .hasMessage("A row is null; write row((Object) null) for a row of one NULL");
        database.on(INSERT).answer(MockAnswer.count(1));
        StepVerifier.create(people.insert().executeOn(db, row("name", "Tom")))
                .verifyErrorMessage(
                        "The statement gives rows, and the mock database was told to answer with a count; use "
                                + "MockAnswer.rows, or keys for those of an INSERT");
        database.on("SELECT people.id, people.name FROM people WHERE people.name = $1")
                .always(MockAnswer.rows("id").row(1));
        StepVerifier.create(idOf("Mary"))
                .verifyErrorMessage("The statement reads column 2, and the mock database answers with [id]");
    }

    @Test
    void eachDialectIsSpoken() {
        for (String dialect : List.of("h2", "sqlite")) {
            MockDatabase other = MockDatabase.of(dialect);
            other.on(statement -> statement.sql().startsWith("SELECT people.id"))
                    .answer(MockAnswer.rows("id", "name").row(1, "Mary"));
            StepVerifier.create(people.select().executeOn(other.engine()).map(Row::values))
                    .expectNext(List.of(1, "Mary"))
                    .verifyComplete();
        }
        assertThatThrownBy(() -> MockDatabase.of("oracle"))
                .hasMessageStartingWith("There is no dialect for the database 'oracle'");
    }

    private static void assertCode(Throwable error, ErrorCode code) {
        assertThat(((AzothException) error).code()).isEqualTo(code);
    }
}
