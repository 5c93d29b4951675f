package io.azoth.engine;

import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Parameters;
import io.azoth.sql.TextStatement;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A driver that has a limit of its URL for each statement, beside that of the statement: the shorter one holds. */
@Databases(DatabaseKind.SQLITE)
class UrlTimeoutIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final TextStatement ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            + "WHERE i < 2000000000) SELECT count(*) FROM n");
    private static final String OF_THE_STATEMENT = "The statement took longer than PT0.05S and was stopped";
    private static final String OF_THE_URL = "The statement was stopped before its end: ";

    private final Engine db;

    UrlTimeoutIT(TestDatabase database) {
        db = Engine.create(database.url() + "?statementTimeout=PT0.2S", EngineOptions.DEFAULT.withPoolSize(1));
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
    }

    @Test
    void aShorterLimitOfTheStatementHoldsForItAlone() {
        StepVerifier.create(db.inConnection(connection -> fails(connection, Duration.ofMillis(50), OF_THE_STATEMENT)
                        .then(fails(connection, Duration.ZERO, OF_THE_URL))
                        .then(fails(connection, Duration.ofMillis(50), OF_THE_STATEMENT))))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aLongerLimitOfTheStatementDoesNotLiftThatOfTheUrl() {
        StepVerifier.create(db.inConnection(connection -> fails(connection, LIMIT, OF_THE_URL)))
                .expectComplete()
                .verify(LIMIT);
    }

    private static Mono<Void> fails(SqlConnection connection, Duration timeout, String message) {
        return connection
                .with(ExecutionOptions.DEFAULT.withTimeout(timeout))
                .fetch(ENDLESS, Parameters.NONE)
                .then(Mono.<Void>error(new AssertionError("nothing stopped it")))
                .onErrorResume(AzothException.class, error -> {
                    assertThat(error).hasMessageStartingWith(message);
                    assertThat(error.code()).isEqualTo(ErrorCode.STATEMENT_TIMEOUT);
                    return Mono.empty();
                });
    }
}
