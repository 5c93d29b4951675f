package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Segments, filters and several results. */
class SqliteResultTest {

    private final JdbcConnectionFactory factory = Sqlite.memory();

    @AfterEach
    void close() {
        Mono.from(factory.close()).block();
    }

    private <T> StepVerifier.FirstStep<T> onTable(Function<Connection, Publisher<T>> work) {
        return Sqlite.onTable(factory, work);
    }

    private static String told(Result.Segment segment) {
        return segment instanceof Result.UpdateCount count
                ? "count " + count.value()
                : "row " + ((Result.RowSegment) segment).row().get(0);
    }

    private static Flux<String> segments(Result result) {
        return Flux.from(result.flatMap(segment -> Mono.just(told(segment))));
    }

    private static final String THREE_ROWS = "INSERT INTO t (name) VALUES ('a'), ('b'), ('c') RETURNING name";

    @Test
    void aFilterLetsThroughTheSegmentsThatPassAndFiltersAddUp() {
        onTable(connection -> Flux.from(connection.createStatement(THREE_ROWS).execute())
                        .concatMap(result ->
                                segments(result.filter(segment -> !told(segment).equals("row b"))
                                        .filter(segment -> !told(segment).equals("row c")))))
                .expectNext("row a", "count 3")
                .verifyComplete();
    }

    @Test
    void aFilterHoldsForMapToo() {
        onTable(connection -> Flux.concat(
                        Flux.from(connection.createStatement(THREE_ROWS).execute())
                                .concatMap(result -> result.filter(Result.RowSegment.class::isInstance)
                                        .map((row, metadata) -> row.get("name"))),
                        Flux.from(connection
                                        .createStatement("SELECT name FROM t ORDER BY id")
                                        .execute())
                                .concatMap(result -> result.filter(
                                                segment -> told(segment).equals("row b"))
                                        .map(row -> row.get(0)))))
                .expectNext("a", "b", "c", "b")
                .verifyComplete();
    }

    @Test
    void aFilterThatTakesTheCountLeavesNoneToReadButTheChangeIsMade() {
        onTable(connection -> Flux.concat(
                        Flux.from(connection
                                        .createStatement("INSERT INTO t (name) VALUES ('a')")
                                        .execute())
                                .concatMap(result -> result.filter(segment -> !(segment instanceof Result.UpdateCount))
                                        .getRowsUpdated())
                                .cast(Object.class),
                        Flux.from(connection
                                        .createStatement("INSERT INTO t (name) VALUES ('b')")
                                        .execute())
                                .concatMap(result -> segments(result.filter(segment -> false)))
                                .cast(Object.class),
                        values(connection, "SELECT count(*) FROM t")))
                .expectNext(2)
                .verifyComplete();
    }

    @Test
    void aFilteredResultAndItsOriginAreOneResult() {
        onTable(connection -> Flux.from(connection.createStatement("SELECT 1").execute())
                        .concatMap(
                                result -> segments(result.filter(any -> true)).concatWith(segments(result))))
                .expectNext("row 1")
                .verifyErrorMessage("The result is consumed already");
    }

    @Test
    void aFilterThatThrowsEndsTheResultAndNothingElse() {
        onTable(connection -> Flux.from(connection.createStatement("SELECT 1").execute())
                        .concatMap(result -> segments(result.filter(segment -> {
                            throw new IllegalStateException("no such luck");
                        })))
                        .onErrorResume(e -> Mono.just(e.getMessage()))
                        .cast(Object.class)
                        .concatWith(run(connection, "DROP TABLE t"))
                        .concatWith(values(connection, "SELECT 2")))
                .expectNext("no such luck", 2)
                .verifyComplete();
    }

    @Test
    void aFilterIsAskedWhenTheResultIsReadAndNotBefore() {
        AtomicInteger asked = new AtomicInteger();
        onTable(connection -> Flux.from(connection
                                .createStatement("INSERT INTO t (name) VALUES ('a')")
                                .execute())
                        .concatMap(result -> {
                            Publisher<Long> count = result.filter(segment -> asked.incrementAndGet() == 1)
                                    .getRowsUpdated();
                            assertThat(asked).hasValue(0);
                            return count;
                        }))
                .expectNext(1L)
                .verifyComplete();
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatIsNullIsRefusedAsTheInterfacesSay() {
        onTable(connection -> Flux.from(
                                connection.createStatement("SELECT 1 AS one").execute())
                        .concatMap(result -> {
                            refused("The mapping function", () -> result.map((Function<Readable, Object>) null));
                            refused(
                                    "The mapping function",
                                    () -> result.map((BiFunction<Row, RowMetadata, Object>) null));
                            refused("The mapping function", () -> result.flatMap(null));
                            refused("The filter", () -> result.filter(null));
                            Result filtered = result.filter(segment -> true);
                            refused("The mapping function", () -> filtered.map((Function<Readable, Object>) null));
                            refused("The mapping function", () -> filtered.flatMap(null));
                            refused("The filter", () -> filtered.filter(null));
                            return result.map((row, metadata) -> {
                                refused("The type of a value", () -> row.get(0, (Class<Object>) null));
                                refused("The type of a value", () -> row.get("one", (Class<Object>) null));
                                refused("The name of a column", () -> row.get(null, Object.class));
                                refused("The name of a column", () -> metadata.getColumnMetadata(null));
                                refused("The name of a column", () -> metadata.contains(null));
                                return row.get("ONE");
                            });
                        }))
                .expectNext(1)
                .verifyComplete();
    }

    private static void refused(String what, ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(what + " is null");
    }

    @Test
    void segmentsAreMappedOneAfterTheOtherAsTheyAreAskedFor() {
        AtomicInteger mapped = new AtomicInteger();
        onTable(connection -> Flux.from(connection
                                .createStatement("SELECT value FROM json_each('[1,2,3,4,5,6,7,8,9]')")
                                .execute())
                        .concatMap(
                                result -> result.flatMap(segment -> {
                                    mapped.incrementAndGet();
                                    return Flux.just(told(segment), "again");
                                }),
                                0)
                        .cast(Object.class)
                        .take(3))
                .expectNext("row 1", "again", "row 2")
                .verifyComplete();
        assertThat(mapped.get()).isLessThan(9);
    }

    @Test
    void aSegmentMayBeMappedToNothingToAnErrorOrToAnotherStatement() {
        onTable(connection -> Flux.from(connection
                                .createStatement("SELECT value FROM json_each('[1,2,3,4]')")
                                .execute())
                        .concatMap(result -> Flux.<Object>from(result.flatMap(segment -> switch (told(segment)) {
                            case "row 1" -> Mono.<Object>empty();
                            case "row 2" -> values(connection, "SELECT 20 UNION ALL SELECT 21");
                            default -> Mono.error(new IllegalStateException(told(segment)));
                        })))
                        .onErrorResume(e -> Mono.just(e.getMessage())))
                .expectNext(20, 21, "row 3")
                .verifyComplete();
    }

    @Test
    void everyStatementOfAScriptGivesItsOwnResultInOrder() {
        onTable(connection -> Flux.from(connection
                                .createStatement(
                                        "SELECT 1 UNION ALL SELECT 2; INSERT INTO t (name) VALUES ('a'), ('b');"
                                                + " UPDATE t SET n = 5 RETURNING name; SELECT count(*) FROM t; DELETE FROM t")
                                .execute())
                        .concatMap(result -> segments(result).collectList().map(Object::toString)))
                .expectNext("[row 1, row 2]", "[count 2]", "[row a, row b, count 2]", "[row 2]", "[count 2]")
                .verifyComplete();
    }

    @Test
    void noResultHasOutParameters() {
        onTable(connection -> Flux.from(connection.createStatement(THREE_ROWS).execute())
                        .concatMap(result ->
                                result.flatMap(segment -> Mono.just((Object) (segment instanceof Result.OutSegment)))))
                .expectNext(false, false, false, false)
                .verifyComplete();
    }
}
