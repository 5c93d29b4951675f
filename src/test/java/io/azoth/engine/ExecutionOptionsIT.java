package io.azoth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Executor;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.RecordedStatements;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.MethodExecutionInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Options of statements: where they are said, what they inherit, what the database sees of them. */
@Databases
class ExecutionOptionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ExecutionOptions TAGGED = ExecutionOptions.DEFAULT.withTag("route", "/users");

    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final RecordedStatements heard = new RecordedStatements();
    private final List<StatementEvent> events = new CopyOnWriteArrayList<>();
    private final Engine db;

    ExecutionOptionsIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 100);
        db = Engine.create(
                database.url(),
                EngineOptions.DEFAULT.withPoolSize(1).withListener(heard).withListener(events::add));
    }

    @AfterEach
    void nothingOfTheOptionsStaysOnTheConnection() {
        // The only connection comes when what a cancel has left to do is done.
        StepVerifier.create(count(db)).expectNext(100L).expectComplete().verify(LIMIT);
        heard.clear();
        StepVerifier.create(count(db)).expectNext(100L).expectComplete().verify(LIMIT);
        heard.assertExactly(selectUpTo(100, ""));
        db.close().block(LIMIT);
    }

    @Test
    void tagsFollowTheStatementAsAComment() {
        StepVerifier.create(count(db.with(TAGGED.withTag("action", "list"))))
                .expectNext(100L)
                .verifyComplete();

        heard.assertExactly(selectUpTo(100, " /*action='list',route='%2Fusers'*/"));
        assertThat(events).hasSize(1).allSatisfy(event -> assertThat(event.tags())
                .isEqualTo(Map.of("action", "list", "route", "/users")));
    }

    @Test
    void nothingInATagEndsItsComment() {
        String hostile = "*/ DROP TABLE numbers; -- /* ' \" \\ ? $1 :id \n\u0000\ud83d\ude00é%";
        StepVerifier.create(count(db.with(ExecutionOptions.DEFAULT.withTag(hostile, hostile))))
                .expectNext(100L)
                .verifyComplete();

        String encoded = "%2A%2F%20DROP%20TABLE%20numbers%3B%20--%20%2F%2A%20%27%20%22%20%5C%20%3F%20%241%20%3Aid%20"
                + "%0A%00%F0%9F%98%80%C3%A9%25";
        heard.assertExactly(selectUpTo(100, " /*" + encoded + "='" + encoded + "'*/"));
    }

    @Test
    void whatIsAroundGivesWhatIsNotSaid() {
        Engine outer = db.with(TAGGED);
        StepVerifier.create(outer.inTransaction(tx -> count(tx.with(ExecutionOptions.DEFAULT.withTag("step", "1")))
                        .then(tx.inTransaction(
                                inner -> count(db.with(ExecutionOptions.DEFAULT.withTag("route", "/x")))))
                        .then(count(db))))
                .expectNext(100L)
                .verifyComplete();

        heard.assertExactly(
                "BEGIN",
                selectUpTo(100, " /*route='%2Fusers',step='1'*/"),
                "SAVEPOINT azoth_1",
                selectUpTo(100, " /*route='%2Fx'*/"),
                "RELEASE SAVEPOINT azoth_1",
                selectUpTo(100, " /*route='%2Fusers'*/"),
                "COMMIT");
    }

    @Test
    void anEngineAndAConnectionHaveTheirOwn() {
        Engine engine = Engine.create(
                database.url(), EngineOptions.DEFAULT.withListener(heard).withExecution(TAGGED));
        StepVerifier.create(engine.inConnection(
                        connection -> count(connection.with(ExecutionOptions.DEFAULT.withTag("a", "b")))
                                .then(count(connection))))
                .expectNext(100L)
                .verifyComplete();

        heard.assertExactly(selectUpTo(100, " /*a='b',route='%2Fusers'*/"), selectUpTo(100, " /*route='%2Fusers'*/"));
        engine.close().block(LIMIT);
    }

    @Test
    void aStatementTakesTheTransactionThatItsOptionsAskFor() {
        TransactionOptions readOnly =
                TransactionOptions.DEFAULT.withReadOnly(true).withIsolation(IsolationLevel.SERIALIZABLE);
        Engine reports = db.with(ExecutionOptions.DEFAULT.withTransaction(readOnly));

        StepVerifier.create(count(reports)).expectNext(100L).verifyComplete();
        StepVerifier.create(reports.inTransaction(tx -> count(tx).then(count(reports))))
                .expectNext(100L)
                .verifyComplete();

        String begin = "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY";
        heard.assertExactly(
                begin, selectUpTo(100, ""), "COMMIT", begin, selectUpTo(100, ""), selectUpTo(100, ""), "COMMIT");
    }

    @Test
    void aChangeIsRefusedWhereTheOptionsSayReadOnly() {
        Engine reports =
                db.with(ExecutionOptions.DEFAULT.withTransaction(TransactionOptions.DEFAULT.withReadOnly(true)));
        Mono<?> change = numbers.delete().where(numbers.id.eq(0)).executeOn(reports);
        if (database.kind() == DatabaseKind.H2) {
            StepVerifier.create(change).expectNextCount(1).verifyComplete(); // it has no such mode
        } else {
            StepVerifier.create(change).verifyErrorSatisfies(error -> assertCode(error, ErrorCode.READ_ONLY));
        }
        heard.clear();
    }

    @Test
    void aReaderThatCancelsEndsTheTransactionOfItsStatement() {
        Engine own = db.with(ExecutionOptions.DEFAULT.withTransaction(TransactionOptions.DEFAULT));
        for (int i = 0; i < 20; i++) {
            StepVerifier.create(numbers.upTo(100).executeOn(own), 3)
                    .expectNextCount(3)
                    .thenCancel()
                    .verify(LIMIT);
        }
    }

    @Test
    void aChangeIsKeptThoughItsReaderTakesOneRow() {
        Engine own = db.with(ExecutionOptions.DEFAULT.withTransaction(TransactionOptions.DEFAULT));
        StepVerifier.create(numbers.update()
                        .set(numbers.name, "kept")
                        .where(numbers.id.le(50))
                        .returning(numbers.name)
                        .executeOn(own)
                        .next()
                        .map(row -> row.get(numbers.name)))
                .expectNext("kept")
                .verifyComplete();
        heard.clear();

        StepVerifier.create(numbers.select()
                        .where(numbers.name.eq("kept"))
                        .executeOn(db)
                        .count())
                .expectNext(50L)
                .verifyComplete();
    }

    @Test
    void aReaderThatStopsAskingLosesItsTransactionAtTheLimit() {
        numbers.fill(database, 20_000);
        TransactionOptions hasty = TransactionOptions.DEFAULT.withTimeout(Duration.ofMillis(100));
        Engine own = db.with(ExecutionOptions.DEFAULT.withTransaction(hasty));
        StepVerifier.create(numbers.upTo(20_000).executeOn(own), 1)
                .expectNextCount(1)
                .then(() -> assertThat(count(db).block(LIMIT)).isEqualTo(100))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(row -> true)
                .expectErrorMessage("The transaction took longer than PT0.1S and was rolled back")
                .verify(LIMIT);
        numbers.fill(database, 100);
    }

    @Test
    void theFetchSizeReachesTheDriver() {
        List<Object> sizes = new CopyOnWriteArrayList<>();
        Engine proxied = Engine.create(ProxyConnectionFactory.builder(ConnectionFactories.get(database.url()))
                .listener(new ProxyExecutionListener() {
                    @Override
                    public void beforeMethod(MethodExecutionInfo info) {
                        if (info.getMethod().getName().equals("fetchSize")) {
                            sizes.add(info.getMethodArgs()[0]);
                        }
                    }
                })
                .build());

        StepVerifier.create(count(proxied.with(ExecutionOptions.DEFAULT.withFetchSize(7)))
                        .then(count(proxied)))
                .expectNext(100L)
                .verifyComplete();

        assertThat(sizes).containsExactly(7);
        proxied.close().block(LIMIT);
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> ExecutionOptions.DEFAULT.withTimeout(Duration.ofSeconds(-1)))
                .hasMessage("ExecutionOptions.timeout is zero or more, not PT-1S");
        assertThatThrownBy(() -> ExecutionOptions.DEFAULT.withFetchSize(-1))
                .hasMessage("ExecutionOptions.fetchSize is 0 or more, not -1");
        assertThatThrownBy(() -> ExecutionOptions.DEFAULT.withTag("", "x"))
                .hasMessage("ExecutionOptions.tags have a name, which the value 'x' has not");
        assertThatThrownBy(() -> ExecutionOptions.DEFAULT.withTag("route", null))
                .hasMessage("ExecutionOptions.tags have names and values, and one of 'route' and 'null' is null");
    }

    private Mono<Long> count(Executor executor) {
        return numbers.upTo(100).executeOn(executor).count();
    }

    private String selectUpTo(int id, String comment) {
        return "SELECT numbers.id, numbers.name, numbers.tenfold FROM numbers WHERE numbers.id <= "
                + (database.kind() == DatabaseKind.SQLITE ? "?" : "$1") + " ORDER BY numbers.id" + comment + " <- ["
                + id
                + "]";
    }

    private static void assertCode(Throwable error, ErrorCode code) {
        assertThat(((AzothException) error).code()).isEqualTo(code);
    }
}
