package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static io.azoth.jdbc.sqlite.Sqlite.with;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SqliteStatementTest {

    private final JdbcConnectionFactory factory = Sqlite.memory();

    @AfterEach
    void close() {
        Mono.from(factory.close()).block();
    }

    private <T> StepVerifier.FirstStep<T> onTable(Function<Connection, Publisher<T>> work) {
        return Sqlite.onTable(factory, work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?, ?", "?1, ?2", "$1, $2", ":a, :b", "@a, @b", "$a, $b"})
    void everyPlaceholderStyleBindsByIndex(String markers) {
        onTable(connection -> Flux.concat(
                        update(connection, "INSERT INTO t (name, n) VALUES (" + markers + ")", "Mary", 7)
                                .cast(Object.class),
                        values(connection, "SELECT name || n FROM t")))
                .expectNext(1L, "Mary7")
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$1", "?1"})
    void positionsBindByNameUnderBothSpellings(String name) {
        onTable(connection -> Flux.concat(
                        values(connection.createStatement("SELECT $1 + $1").bind(name, 4)),
                        values(connection.createStatement("SELECT ?1 + ?1").bind(name, 5))))
                .expectNext(8, 10)
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {":total", "total"})
    void namesBindWithAndWithoutTheirPrefix(String name) {
        onTable(connection -> values(
                        connection.createStatement("SELECT :total * 2 + :total").bind(name, 3)))
                .expectNext(9)
                .verifyComplete();
    }

    @Test
    void positionsOutOfOrderKeepTheirNumbers() {
        onTable(connection -> values(connection, "SELECT $2 || '-' || $1", "a", "b"))
                .expectNext("b-a")
                .verifyComplete();
    }

    @Test
    void parametersInsideOfLiteralsAndCommentsAreText() {
        onTable(connection -> values(
                        connection,
                        "SELECT '?' || \"name\" || '$1' /* ? :x */ || ? -- ?\n FROM (SELECT 'n' AS name)",
                        "!"))
                .expectNext("?n$1!")
                .verifyComplete();
    }

    @Test
    void scriptsShareTheirParameters() {
        onTable(connection -> Flux.from(connection
                                .createStatement(
                                        "INSERT INTO t (name) VALUES (:n); INSERT INTO t (name) VALUES (:n || ?);"
                                                + " SELECT group_concat(name, ' ') FROM t")
                                .bind("n", "x")
                                .bind(1, "y")
                                .execute())
                        .concatMap(result -> result.flatMap(segment -> segment instanceof Result.UpdateCount count
                                ? Mono.just(count.value())
                                : Mono.just(((Result.RowSegment) segment).row().get(0)))))
                .expectNext(1L, 1L, "x xy")
                .verifyComplete();
    }

    @Test
    void triggersKeepTheirSemicolons() {
        onTable(connection -> run(
                                connection,
                                "CREATE TRIGGER upper AFTER INSERT ON t BEGIN UPDATE t SET name = CASE WHEN n > 0 THEN upper(name)"
                                        + " ELSE name END WHERE id = new.id; END; INSERT INTO t (name, n) VALUES ('a;b', 1)")
                        .thenMany(values(connection, "SELECT name FROM t")))
                .expectNext("A;B")
                .verifyComplete();
    }

    @Test
    void aScriptOfCommentsGivesNoResult() {
        onTable(connection -> Flux.<Object>from(connection
                        .createStatement("-- nothing\n ; /* at all */ ;")
                        .execute()))
                .verifyComplete();
    }

    @Test
    void addRunsTheStatementOncePerRowOfValues() {
        onTable(connection -> {
                    Statement statement = connection.createStatement("INSERT INTO t (n) VALUES (?)");
                    for (int i = 0; i < 1000; i++) {
                        if (i > 0) {
                            statement.add();
                        }
                        statement.bind(0, i);
                    }
                    return Flux.from(statement.execute())
                            .flatMap(Result::getRowsUpdated)
                            .reduce(0L, Long::sum)
                            .cast(Object.class)
                            .concatWith(values(connection, "SELECT sum(n) FROM t"));
                })
                .expectNext(1000L, 499500)
                .verifyComplete();
    }

    @Test
    void aStatementCanBeExecutedTwice() {
        onTable(connection -> {
                    Statement statement =
                            connection.createStatement("SELECT ? + 1").bind(0, 1);
                    Publisher<? extends Result> results = statement.execute();
                    return Flux.concat(
                            values(statement),
                            Flux.from(results).concatMap(r -> r.map((row, m) -> row.get(0))),
                            Flux.from(results).concatMap(r -> r.map((row, m) -> row.get(0))));
                })
                .expectNext(2, 2, 2)
                .verifyComplete();
    }

    @Test
    void returningGivesRowsAndThenTheCount() {
        onTable(connection -> Flux.from(connection
                                .createStatement("INSERT INTO t (name) VALUES ('a'), ('b') RETURNING id, name")
                                .execute())
                        .concatMap(result -> result.flatMap(segment -> segment instanceof Result.UpdateCount count
                                ? Mono.just("count " + count.value())
                                : Mono.just(((Result.RowSegment) segment).row().get("id") + "="
                                        + ((Result.RowSegment) segment).row().get("name")))))
                .expectNext("1=a", "2=b", "count 2")
                .verifyComplete();
    }

    @Test
    void generatedValuesAreTheNamedColumns() {
        onTable(connection -> Flux.from(connection
                                .createStatement("INSERT INTO t (name) VALUES ('a')")
                                .returnGeneratedValues("id", "name")
                                .execute())
                        .concatMap(result -> result.map((row, metadata) -> metadata.getColumnMetadatas()
                                        .size() + " " + row.get("id", Long.class) + row.get("name", String.class))))
                .expectNext("2 1a")
                .verifyComplete();
    }

    @Test
    void generatedValuesOfAnUnknownColumnAreAnError() {
        onTable(connection -> Flux.from(connection
                                .createStatement("INSERT INTO t (name) VALUES ('a')")
                                .returnGeneratedValues("nope")
                                .execute())
                        .concatMap(Result::getRowsUpdated))
                .verifyErrorMatches(e -> e.getMessage().equals("no such column: nope [SQLITE_ERROR]"));
    }

    @Test
    void updatesCountTheirRowsAndDefinitionsNone() {
        onTable(connection -> Flux.concat(
                        update(connection, "INSERT INTO t (n) VALUES (1), (2), (3)"),
                        update(connection, "UPDATE t SET n = n + 1 WHERE n > 1"),
                        update(connection, "UPDATE t SET n = 0 WHERE n > 99"),
                        update(connection, "CREATE INDEX i ON t (n)"),
                        update(connection, "DELETE FROM t")))
                .expectNext(3L, 2L, 0L, 0L, 3L)
                .verifyComplete();
    }

    @Test
    void batchesRunInOrder() {
        onTable(connection -> Flux.from(connection
                                .createBatch()
                                .add("INSERT INTO t (n) VALUES (1)")
                                .add("UPDATE t SET n = 2")
                                .add("SELECT n FROM t; DELETE FROM t")
                                .execute())
                        .concatMap(result -> result.flatMap(segment -> segment instanceof Result.UpdateCount count
                                ? Mono.just(count.value())
                                : Mono.just(((Result.RowSegment) segment).row().get(0)))))
                .expectNext(1L, 1L, 2, 1L)
                .verifyComplete();
    }

    @Test
    void nullsAreBoundByClassAndByType() {
        onTable(connection -> values(connection
                        .createStatement("SELECT typeof(?) || typeof(?) || typeof(?)")
                        .bindNull(0, String.class)
                        .bind(1, Parameters.in(R2dbcType.INTEGER))
                        .bind(2, Parameters.in(R2dbcType.VARCHAR, "x"))))
                .expectNext("nullnulltext")
                .verifyComplete();
    }

    @Test
    void misuseOfBindingsIsToldAtOnce() {
        onTable(connection -> {
                    Statement statement = connection.createStatement("SELECT ?, ?");
                    assertThatThrownBy(() -> statement.bind(2, "x"))
                            .isInstanceOf(IndexOutOfBoundsException.class)
                            .hasMessage("Parameter index 2 is out of range: 'SELECT ?, ?' has 2 parameters");
                    assertThatThrownBy(() -> statement.bind("a", "x"))
                            .isInstanceOf(NoSuchElementException.class)
                            .hasMessage("No parameter is named 'a' in 'SELECT ?, ?'");
                    assertThatThrownBy(() -> statement.bind(0, Parameters.inOut(R2dbcType.INTEGER)))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("SQLite has no stored procedures, so no out parameters");
                    assertThatThrownBy(() -> statement.bind(0, List.of()))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageStartingWith(
                                    "SQLite has no value for java.util.ImmutableCollections$ListN: bind a number");
                    assertThatThrownBy(() -> statement.bind(0, 1).execute())
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("Parameter 1 of 'SELECT ?, ?' has no value: bind it before it is executed");
                    assertThatThrownBy(() -> connection.createStatement("SELECT ?0"))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("Parameter ?0 is out of range: positions go from 1 to 250000");
                    return Flux.empty();
                })
                .verifyComplete();
    }

    @Test
    void aResultIsConsumedOnce() {
        onTable(connection -> Flux.from(connection.createStatement("SELECT 1").execute())
                        .concatMap(result -> Flux.from(result.map((row, m) -> row.get(0)))
                                .concatWith(Flux.from(result.map((row, m) -> row.get(0))))))
                .expectNext(1)
                .verifyErrorMatches(e ->
                        e instanceof IllegalStateException && e.getMessage().equals("The result is consumed already"));
    }

    @Test
    void aRowIsGoneAfterItsMappingFunction() {
        onTable(connection -> Flux.from(connection.createStatement("SELECT 1").execute())
                        .concatMap(result -> result.map((row, m) -> row))
                        .map(row -> row.get(0)))
                .verifyErrorMatches(e -> e instanceof IllegalStateException
                        && e.getMessage().startsWith("The row is gone: read its values inside"));
    }

    /** Its cells are SQLite's own, which nobody may touch from outside of the worker. */
    @Test
    void aRowIsForTheThreadThatMapsIt() {
        onTable(connection -> Flux.from(connection.createStatement("SELECT 1").execute())
                        .concatMap(result -> result.map((row, m) -> CompletableFuture.supplyAsync(() -> row.get(0))
                                .handle((value, failure) ->
                                        (Object) failure.getCause().getMessage())
                                .join())))
                .expectNext(
                        "The row is gone: read its values inside of the mapping function, or use flatMap of segments")
                .verifyComplete();
    }

    @Test
    void rowsOfSegmentsMayBeKept() {
        onTable(connection -> Flux.from(connection
                                .createStatement("SELECT value FROM json_each('[1,2,3]')")
                                .execute())
                        .concatMap(result -> result.flatMap(segment -> Mono.just(((Result.RowSegment) segment).row())))
                        .collectList()
                        .flatMapIterable(rows -> rows)
                        .map(row -> row.get(0)))
                .expectNext(1, 2, 3)
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 1_000_000})
    void everyFetchSizeGivesTheSameRows(int size) {
        onTable(connection -> Flux.from(connection
                                .createStatement("SELECT value FROM json_each('[1,2,3,4,5,6,7,8,9]')")
                                .fetchSize(size)
                                .execute())
                        .concatMap(result -> result.map(row -> row.get(0, Integer.class)))
                        .collectList()
                        .cast(Object.class))
                .expectNext(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9))
                .verifyComplete();
    }

    @Test
    void aNegativeFetchSizeAndAnOutParameterAreRefused() {
        onTable(connection -> {
                    Statement statement = connection.createStatement("SELECT ?");
                    assertThatThrownBy(() -> statement.fetchSize(-1))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("A fetch size is negative: -1");
                    for (Parameter out :
                            List.of(Parameters.out(R2dbcType.INTEGER), Parameters.inOut(R2dbcType.INTEGER, 1))) {
                        assertThatThrownBy(() -> statement.bind(0, out))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessage("SQLite has no stored procedures, so no out parameters");
                    }
                    return values(statement.bind(0, Parameters.in(3)));
                })
                .expectNext(3)
                .verifyComplete();
    }

    @Test
    void aResultThatNobodyReadsHoldsNothing() {
        onTable(connection -> Flux.from(
                                connection.createStatement("SELECT * FROM t").execute())
                        .then(run(connection, "DROP TABLE t"))
                        .thenMany(values(connection, "SELECT count(*) FROM sqlite_schema")))
                .expectNext(0)
                .verifyComplete();
    }

    @Test
    void columnsFollowTheSchemaThroughTheStatementCache() {
        onTable(connection -> run(connection, "INSERT INTO t (name) VALUES ('a')")
                        .thenMany(columns(connection))
                        .concatWith(run(connection, "ALTER TABLE t RENAME COLUMN n TO amount")
                                .thenMany(columns(connection)))
                        .concatWith(
                                run(connection, "ALTER TABLE t ADD COLUMN more").thenMany(columns(connection))))
                .expectNext("[id, name, n]", "[id, name, amount]", "[id, name, amount, more]")
                .verifyComplete();
    }

    private static Flux<String> columns(Connection connection) {
        return Flux.from(connection.createStatement("SELECT * FROM t").execute())
                .concatMap(result -> result.map((row, metadata) -> metadata.getColumnMetadatas().stream()
                        .map(column -> column.getName())
                        .toList()
                        .toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aSmallStatementCacheChangesNothing(int size) {
        JdbcConnectionFactory small = Sqlite.factory("r2dbc:sqlite:///:memory:?sqlite.statementCacheSize=" + size);
        StepVerifier.create(with(small, connection -> run(connection, "CREATE TABLE t (n)")
                        .thenMany(Flux.range(0, 5))
                        .concatMap(i -> update(connection, "INSERT INTO t VALUES (?)", i))
                        .thenMany(values(connection, "SELECT n FROM t ORDER BY n"))
                        .concatMap(n -> values(connection, "SELECT n + ? FROM t WHERE n = ?", 10, n))))
                .expectNext(10, 11, 12, 13, 14)
                .verifyComplete();
        Mono.from(small.close()).block();
    }

    @Test
    void aStatementPerRowRunsWhileTheResultIsOpen() {
        onTable(connection -> update(
                                connection,
                                "INSERT INTO t (n) WITH RECURSIVE c(i) AS"
                                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 1000) SELECT i FROM c")
                        .thenMany(Flux.from(
                                connection.createStatement("SELECT id FROM t").execute()))
                        .flatMap(result -> result.map((row, metadata) -> row.get(0, Integer.class)))
                        .flatMap(id -> update(connection, "UPDATE t SET name = 'seen' WHERE id = ?", id), 4)
                        .thenMany(values(connection, "SELECT count(*) FROM t WHERE name = 'seen'")))
                .expectNext(1000)
                .verifyComplete();
    }
}
