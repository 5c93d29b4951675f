package io.azoth.engine;

import static io.azoth.sql.Sql.text;

import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the server keeps prepared, where the driver leaves it to the URL. */
@Databases(DatabaseKind.POSTGRES)
class PreparedStatementsIT {
    private final TestDatabase database;
    private final Numbers numbers = new Numbers();

    PreparedStatementsIT(TestDatabase database) {
        this.database = database;
        numbers.fill(database, 3);
    }

    @Test
    void theUrlSaysWhetherStatementsStayPreparedAtTheServer() {
        StepVerifier.create(keptAfterTwoReads(database.url())).expectNext(1L).verifyComplete();
        StepVerifier.create(keptAfterTwoReads(database.url() + "?preparedStatementCacheQueries=0"))
                .expectNext(0L)
                .verifyComplete();
    }

    private Mono<Long> keptAfterTwoReads(String url) {
        Engine db = Engine.create(url, EngineOptions.DEFAULT.withPoolSize(1));
        return db.inConnection(connection -> numbers.upTo(1)
                        .executeOn(connection)
                        .then(numbers.upTo(2).executeOn(connection).then())
                        .then(text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%numbers%'")
                                .scalarOn(connection, Long.class)))
                .flatMap(kept -> db.close().thenReturn(kept));
    }
}
