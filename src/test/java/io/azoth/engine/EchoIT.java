package io.azoth.engine;

import static io.azoth.sql.Sql.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.sql.Parameters;
import io.azoth.testkit.CapturedLog;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@Databases
class EchoIT {
    private final TestDatabase database;
    private final Numbers numbers = new Numbers();
    private final List<StatementEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private final Sinks.One<StatementEvent> ended = Sinks.one();
    private final Engine db;

    EchoIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
        db = Engine.create(
                database.url(), EngineOptions.DEFAULT.withListener(heard::add).withListener(ended::tryEmitValue));
    }

    @AfterEach
    void close() {
        db.close().block(Duration.ofSeconds(10));
    }

    @Test
    void aTransactionIsLoggedAsItWasSent() {
        try (CapturedLog log = CapturedLog.of("io.azoth.engine.echo")) {
            db.echo(true);
            StepVerifier.create(db.inTransaction(tx -> tx.execute(
                                    numbers.insert(), List.of(row("id", 9, "name", "nine")))
                            .then(tx.fetch(numbers.upTo(2), Parameters.NONE).then())))
                    .verifyComplete();

            List<String> messages = log.messages().stream()
                    .map(line -> line.replaceAll("in \\d+\\.\\d{3} ms", "in * ms"))
                    .toList();
            assertThat(messages)
                    .containsExactly(
                            "BEGIN",
                            "INSERT INTO numbers (id, name) VALUES (" + mark(1) + ", " + mark(2) + ")",
                            "[9, nine]",
                            "1 row in * ms",
                            "SELECT numbers.id, numbers.name, numbers.tenfold FROM numbers WHERE numbers.id <= "
                                    + mark(1) + " ORDER BY numbers.id",
                            "[2]",
                            "2 rows in * ms",
                            "COMMIT");
            log.clear();
            db.echo(false);
            StepVerifier.create(db.fetch(numbers.upTo(1), Parameters.NONE))
                    .expectNextCount(1)
                    .verifyComplete();
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void aStatementIsLoggedBeforeItsRowsCome() {
        try (CapturedLog log = CapturedLog.of("io.azoth.engine.echo")) {
            db.echo(true);
            StepVerifier.create(db.fetch(numbers.upTo(1), Parameters.NONE)
                            .map(row -> log.messages().get(0)))
                    .assertNext(logged -> assertThat(logged).startsWith("SELECT numbers.id"))
                    .verifyComplete();
            db.echo(false);
        }
    }

    @Test
    void aListenerHearsWhatWasBoundAndHowItEnded() {
        StepVerifier.create(db.fetch(numbers.upTo(2), Parameters.NONE))
                .expectNextCount(2)
                .verifyComplete();
        StepVerifier.create(db.execute(numbers.insert(), List.of(row("id", 1)))).verifyError();

        assertThat(heard).hasSize(2);
        assertThat(heard.get(0).parameters()).containsExactly(2);
        assertThat(heard.get(0).rows()).isEqualTo(2);
        assertThat(heard.get(0).error()).isNull();
        assertThat(heard)
                .extracting(StatementEvent::outcome)
                .containsExactly(StatementOutcome.COMPLETED, StatementOutcome.FAILED);
        assertThat(heard.get(0).time()).isPositive();
        assertThat(heard.get(1).sql()).startsWith("INSERT INTO numbers (id) VALUES");
        assertThat(heard.get(1).error()).isNotNull();
        assertThat(heard.get(1)).asString().doesNotContain("parameters=");
    }

    @Test
    void aListenerHearsOfAReaderThatCancelsAndHowFarItCame() {
        numbers.fill(database, 20_000);
        StepVerifier.create(numbers.upTo(20_000).executeOn(db), 5)
                .expectNextCount(5)
                .thenCancel()
                .verify();

        StepVerifier.create(ended.asMono())
                .assertNext(event -> {
                    assertThat(event.outcome()).isEqualTo(StatementOutcome.CANCELLED);
                    assertThat(event.error()).isNull();
                    assertThat(event.rows()).isBetween(5L, 19_999L);
                    assertThat(event).asString().contains("rows, PT", ", CANCELLED]");
                })
                .expectComplete()
                .verify(Duration.ofSeconds(30));
        numbers.fill(database, 3);
    }

    private String mark(int number) {
        return database.kind() == DatabaseKind.SQLITE ? "?" : "$" + number;
    }
}
