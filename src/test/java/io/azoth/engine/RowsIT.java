package io.azoth.engine;

import static io.azoth.schema.Schema.column;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Executor;
import io.azoth.sql.Expression;
import io.azoth.sql.Result;
import io.azoth.sql.Row;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** What is made of rows: one of them, the first, a value, a record, a map, whatever a function makes. */
@Databases
class RowsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final Engine db;

    record Number(int id, String name, Long tenfold) {}

    RowsIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
    }

    @AfterEach
    void theConnectionIsFree() {
        StepVerifier.create(numbers.upTo(9).executeOn(db))
                .expectNextCount(3)
                .expectComplete()
                .verify(LIMIT);
        db.close().block(LIMIT);
    }

    @Test
    void oneIsTheOnlyRowOrNoneOrAnError() {
        StepVerifier.create(numbers.upTo(1).oneOn(db).map(Row::values))
                .expectNext(List.of(1, "number 1", 10L))
                .verifyComplete();
        StepVerifier.create(numbers.upTo(0).oneOn(db)).verifyComplete();
        assertFails(numbers.upTo(2).oneOn(db), ErrorCode.TOO_MANY_ROWS, "One row was asked for, but there are more: ");
    }

    @Test
    void firstLeavesTheRest() {
        StepVerifier.create(numbers.upTo(3).firstOn(db).map(row -> row.get(numbers.id)))
                .expectNext(1)
                .verifyComplete();
        StepVerifier.create(numbers.upTo(0).firstOn(db)).verifyComplete();
    }

    @Test
    void scalarIsTheFirstValueOfTheOnlyRow() {
        StepVerifier.create(select(numbers.tenfold).where(numbers.id.eq(2)).scalarOn(db, Long.class))
                .expectNext(20L)
                .verifyComplete();
        StepVerifier.create(select(numbers.tenfold).where(numbers.id.eq(2)).scalarOn(db, Integer.class))
                .expectNext(20)
                .verifyComplete();
        StepVerifier.create(select(numbers.tenfold).where(numbers.id.eq(0)).scalarOn(db, Long.class))
                .verifyComplete();
        assertFails(
                select(numbers.tenfold).where(numbers.id.le(2)).scalarOn(db, Long.class),
                ErrorCode.TOO_MANY_ROWS,
                "One row was asked for, but there are more: ");
        assertFails(
                select(numbers.name).where(numbers.id.eq(2)).scalarOn(db, Long.class), ErrorCode.VALUE_CONVERSION, "");
    }

    @Test
    void oneFirstAndScalarTakeValuesOfNamedParameters() {
        Select named = select(numbers.name).where(numbers.id.eq(parameter("n", INTEGER)));
        StepVerifier.create(Flux.concat(
                        named.oneOn(db, row("n", 1)).map(row -> row.get(numbers.name)),
                        named.firstOn(db, row("n", 2)).map(row -> row.get(numbers.name)),
                        named.scalarOn(db, String.class, row("n", 3))))
                .expectNext("number 1", "number 2", "number 3")
                .verifyComplete();
        assertFails(
                named.firstOn(db), ErrorCode.MISSING_PARAMETER, "A value is required for parameter 'n'; given are []");
    }

    @Test
    void aBoundStatementTakesThemToo() {
        Table bound = Table.of("numbers", MetaData.bind(db), column("id", INTEGER));
        Select named = bound.select().where(bound.c("id", Integer.class).eq(parameter("n", INTEGER)));
        StepVerifier.create(Flux.concat(
                        named.one(row("n", 1)).map(row -> row.get(0, Integer.class)),
                        named.first(row("n", 2)).map(row -> row.get(0, Integer.class)),
                        named.scalar(Integer.class, row("n", 3))))
                .expectNext(1, 2, 3)
                .verifyComplete();
    }

    @Test
    void scalarIsEmptyForNull() {
        StepVerifier.create(text("SELECT name FROM (SELECT NULL AS name) t").scalarOn(db, String.class))
                .verifyComplete();
    }

    @Test
    void rowsBecomeRecordsMapsAndWhatAFunctionMakes() {
        StepVerifier.create(numbers.upTo(1).executeOn(db).map(row -> row.as(Number.class)))
                .expectNext(new Number(1, "number 1", 10L))
                .verifyComplete();
        StepVerifier.create(numbers.upTo(1).executeOn(db).map(Row::asMap))
                .expectNext(Map.of("id", 1, "name", "number 1", "tenfold", 10L))
                .verifyComplete();
        StepVerifier.create(numbers.upTo(2).executeOn(db).map(row -> row.get(numbers.id) + ":" + row.get(numbers.name)))
                .expectNext("1:number 1", "2:number 2")
                .verifyComplete();
    }

    @Test
    void aRowIsAskedByWhateverWasSelectedHoweverWide() {
        SelectItem[] selected = IntStream.range(0, 20)
                .mapToObj(i -> i == 15 ? numbers.name : numbers.tenfold.plus((long) i))
                .toArray(SelectItem[]::new);
        StepVerifier.create(select(selected).where(numbers.id.eq(3)).executeOn(db))
                .assertNext(row -> {
                    for (int i = 0; i < 15; i++) {
                        assertThat(row.get((Expression<?>) selected[i])).isEqualTo(30L + i);
                        assertThat(row.get(numbers.tenfold.plus((long) i))).isEqualTo(30L + i);
                    }
                    assertThat(row.get(numbers.name)).isEqualTo("number 3");
                    assertThat(row.get((Expression<?>) selected[19])).isEqualTo(49L);
                    assertThatThrownBy(() -> row.get(numbers.id))
                            .hasMessageStartingWith(
                                    "The row has no column for numbers.id; it was not selected, it has [");
                })
                .verifyComplete();
    }

    @Test
    void aFunctionThatThrowsEndsTheResult() {
        StepVerifier.create(numbers.upTo(3).executeOn(db).map(row -> {
                    throw new IllegalStateException("mine");
                }))
                .verifyErrorMessage("mine");
    }

    @Test
    void aReaderGetsWhatItAsksForAndNoMore() {
        numbers.fill(database, 1_000);
        AtomicInteger seen = new AtomicInteger();
        StepVerifier.create(numbers.upTo(1_000).executeOn(db).doOnNext(row -> seen.incrementAndGet()), 0)
                .expectSubscription()
                .thenRequest(10)
                .expectNextCount(10)
                .then(() -> assertThat(seen).hasValue(10))
                .thenRequest(90)
                .expectNextCount(90)
                .then(() -> assertThat(seen).hasValue(100))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(900)
                .expectComplete()
                .verify(LIMIT);
        numbers.fill(database, 3);
    }

    @Test
    void allRowsAndTheEndComeOnTheDriversOneThread() {
        List<String> threads = new CopyOnWriteArrayList<>();
        StepVerifier.create(numbers.upTo(3)
                        .executeOn(db)
                        .doOnNext(row -> threads.add(Thread.currentThread().getName()))
                        .doOnComplete(() -> threads.add(Thread.currentThread().getName())))
                .expectNextCount(3)
                .verifyComplete();

        assertThat(threads.stream().distinct()).hasSize(1);
        assertThat(threads.get(0)).doesNotContain("parallel", "boundedElastic", "main");
    }

    @Test
    void theReactorContextIsKept() {
        Mono<String> work = db.inTransaction(tx -> numbers.upTo(1)
                .executeOn(tx)
                .flatMap(row -> Mono.deferContextual(context -> Mono.just(context.<String>get("trace"))))
                .next());
        StepVerifier.create(work.contextWrite(Context.of("trace", "t1")))
                .expectNext("t1")
                .verifyComplete();
        StepVerifier.create(db.inConnectionMany(connection -> numbers.upTo(1)
                                .executeOn(connection)
                                .flatMap(row ->
                                        Mono.deferContextual(context -> Mono.just(context.<String>get("trace")))))
                        .contextWrite(Context.of("trace", "t2")))
                .expectNext("t2")
                .verifyComplete();
    }

    @Test
    void aTransactionThatMetAnotherIsRunAgain() {
        if (database.kind() == DatabaseKind.SQLITE) {
            return; // it has one writer at a time, and the second waits
        }
        Engine other = Engine.create(database.url());
        AtomicInteger runs = new AtomicInteger();
        TransactionOptions repeated = TransactionOptions.DEFAULT
                .withIsolation(IsolationLevel.REPEATABLE_READ)
                .withAttempts(5);
        Mono<Long> work = db.inTransaction(repeated, tx -> numbers.upTo(1)
                .executeOn(tx)
                .then(runs.incrementAndGet() == 1 ? set(other, 77).then() : Mono.empty())
                .then(set(tx, 88)));

        StepVerifier.create(work).expectNext(1L).expectComplete().verify(LIMIT);
        assertThat(runs).hasValue(2);
        assertThat(database.read("SELECT tenfold FROM numbers WHERE id = 1")).containsExactly("88");
        other.close().block(LIMIT);
        numbers.fill(database, 3);
    }

    private Mono<Long> set(Executor executor, long value) {
        return numbers.update()
                .set(numbers.tenfold, value)
                .where(numbers.id.eq(1))
                .executeOn(executor)
                .map(Result::rowCount);
    }

    private static void assertFails(Publisher<?> publisher, ErrorCode code, String message) {
        StepVerifier.create(publisher)
                .expectErrorSatisfies(error -> {
                    assertThat(error).hasMessageStartingWith(message);
                    assertThat(((AzothException) error).code()).isEqualTo(code);
                })
                .verify(LIMIT);
    }
}
