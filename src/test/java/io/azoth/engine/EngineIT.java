package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.ErrorCode;
import io.azoth.error.IntegrityViolationException;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Parameters;
import io.azoth.sql.Row;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Databases
class EngineIT {
    private final TestDatabase database;
    private final Engine db;
    private final Numbers numbers = new Numbers();

    EngineIT(TestDatabase database) {
        this.database = database;
        this.db = Engine.create(database.url());
        numbers.fill(database, 100);
    }

    @AfterEach
    void close() {
        db.close().block(Duration.ofSeconds(10));
    }

    @Test
    void rowsComeInTheClassesOfTheirColumns() {
        StepVerifier.create(db.fetch(numbers.upTo(2), Parameters.NONE).map(Row::values))
                .expectNext(List.of(1, "number 1", 10L))
                .expectNext(List.of(2, "number 2", 20L))
                .verifyComplete();
    }

    @Test
    void anInsertOfManyRowsGivesTheirKeysInOrder() {
        Table people = people();
        List<Parameters> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(row("name", "name " + i));
        }

        StepVerifier.create(db.execute(people.insert(), rows))
                .assertNext(result -> {
                    assertThat(result.rowCount()).isEqualTo(500);
                    assertThat(result.generatedKeys())
                            .extracting(key -> key.get(0))
                            .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, 500)
                                    .boxed()
                                    .toList());
                })
                .verifyComplete();
        assertThat(database.read("SELECT name FROM people WHERE id = 500")).containsExactly("name 499");
    }

    @Test
    void aFailedTransactionLeavesNothing() {
        Table people = people();
        Mono<Void> work = db.inTransaction(tx -> tx.execute(people.insert(), List.of(row("name", "Tom")))
                        .then(tx.execute(people.insert(), List.of(row("name", null)))))
                .then();

        StepVerifier.create(work).verifyErrorSatisfies(error -> assertThat(error)
                .isInstanceOf(IntegrityViolationException.class)
                .extracting("code")
                .isEqualTo(ErrorCode.NOT_NULL_VIOLATION));
        assertThat(database.read("SELECT * FROM people")).isEmpty();
    }

    @Test
    void aTransactionIsCommittedBeforeItsResultComes() {
        Table people = people();
        Mono<Long> count = db.inTransaction(tx ->
                        tx.execute(people.insert(), List.of(row("name", "Tom"))).map(result -> result.rowCount()))
                .flatMap(ignored -> db.fetch(people.select(), Parameters.NONE).count());

        StepVerifier.create(count).expectNext(1L).verifyComplete();
    }

    @Test
    void aStatementOnTheEngineJoinsTheTransactionOfTheContext() {
        Table people = people();
        Mono<Void> work = db.inTransaction(tx -> db.execute(people.insert(), List.of(row("name", "Tom")))
                .then(Mono.error(new IllegalStateException("no"))));

        StepVerifier.create(work).verifyErrorMessage("no");
        assertThat(database.read("SELECT * FROM people")).isEmpty();
    }

    @Test
    void aTransactionInsideIsASavepoint() {
        Table people = people();
        Mono<Void> work = db.inTransaction(tx -> tx.execute(people.insert(), List.of(row("name", "kept")))
                .then(tx.inTransaction(inner -> inner.execute(people.insert(), List.of(row("name", "lost")))
                                .then(Mono.<Void>error(new IllegalStateException("inner"))))
                        .onErrorComplete())
                .then(tx.inTransaction(inner -> inner.execute(people.insert(), List.of(row("name", "kept too")))))
                .then());

        StepVerifier.create(work).verifyComplete();
        assertThat(database.read("SELECT name FROM people ORDER BY id")).containsExactly("kept", "kept too");
    }

    @Test
    void aQueryInsideEachRowOfAQueryRunsOnOneConnection() {
        numbers.fill(database, 10_000);
        Flux<Integer> sums = db.inConnectionMany(connection -> connection
                .fetch(numbers.upTo(10_000), Parameters.NONE)
                .flatMap(outer -> connection
                        .fetch(select(numbers.tenfold).where(numbers.id.eq(outer.get(numbers.id))), Parameters.NONE)
                        .map(inner -> 1)));

        StepVerifier.create(sums.count()).expectNext(10_000L).expectComplete().verify(Duration.ofSeconds(60));
    }

    @Test
    void aQueryInsideEachRowOfAQueryRunsOnAPoolOfOne() {
        numbers.fill(database, 10_000);
        Engine one = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        Flux<Integer> sums = one.fetch(numbers.upTo(10_000), Parameters.NONE).flatMap(outer -> one.fetch(
                        select(numbers.tenfold).where(numbers.id.eq(outer.get(numbers.id))), Parameters.NONE)
                .map(inner -> 1));

        StepVerifier.create(sums.count()).expectNext(10_000L).expectComplete().verify(Duration.ofSeconds(60));
        one.close().block(Duration.ofSeconds(10));
    }

    private Table people() {
        Table people = Table.of(
                "people",
                new MetaData(),
                io.azoth.schema.Schema.column(
                        "id", io.azoth.type.SqlTypes.INTEGER, io.azoth.schema.Schema.primaryKey()),
                io.azoth.schema.Schema.column(
                        "name", io.azoth.type.SqlTypes.varchar(40), io.azoth.schema.Schema.notNull()));
        StepVerifier.create(db.execute(text("DROP TABLE IF EXISTS people"), List.of())
                        .then(people.create(db)))
                .verifyComplete();
        return people;
    }
}
