package io.azoth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.sql.Parameters;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.MethodExecutionInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Which results of a transaction are fetched by pages, which costs a round trip more: those of which a part may be enough. */
@Databases(DatabaseKind.POSTGRES)
class PagingIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Numbers numbers = new Numbers();
    private final AtomicInteger pagedStatements = new AtomicInteger();
    private final Engine db;

    PagingIT(TestDatabase database) {
        numbers.fill(database, 5);
        db = Engine.create(ProxyConnectionFactory.builder(ConnectionFactories.get(database.url()))
                .listener(new ProxyExecutionListener() {
                    @Override
                    public void beforeMethod(MethodExecutionInfo call) {
                        if (call.getMethod().getName().equals("fetchSize")) {
                            pagedStatements.incrementAndGet();
                        }
                    }
                })
                .build());
    }

    @AfterEach
    void close() {
        db.close().block(LIMIT);
    }

    @Test
    void oneRowIsNotPaged() {
        StepVerifier.create(db.inTransaction(tx -> numbers.upTo(1).oneOn(tx)).map(row -> row.get(numbers.name)))
                .expectNext("number 1")
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(db.inTransaction(tx -> numbers.upTo(0).oneOn(tx)))
                .expectComplete()
                .verify(LIMIT);
        assertThat(pagedStatements).hasValue(0);
    }

    @Test
    void aReaderOfAFewRowsPages() {
        StepVerifier.create(db.inTransaction(tx -> tx.fetch(numbers.upTo(5), Parameters.NONE)
                        .concatMap(Mono::just, 1)
                        .take(2)
                        .count()))
                .expectNext(2L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(pagedStatements).hasValue(1);
    }
}
