package io.azoth.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Result.RowSegment;
import io.r2dbc.spi.Result.UpdateCount;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The mock connection to whoever speaks to it as to any driver. */
class MockDriverTest {
    private final MockDatabase database = MockDatabase.of("h2");
    private final Connection connection =
            new MockConnectionFactory(database, Dialects.named("h2")).create().block();

    @Test
    void eachSetOfParametersIsAStatement() {
        database.on("INSERT").answer(MockAnswer.count(1), MockAnswer.count(2));

        StepVerifier.create(Flux.from(connection
                                .createStatement("INSERT")
                                .bind(0, "a")
                                .add()
                                .bindNull(0, String.class)
                                .execute())
                        .concatMap(Result::getRowsUpdated))
                .expectNext(1L, 2L)
                .verifyComplete();
        assertThat(database.statements())
                .extracting(MockStatement::toString)
                .containsExactly("INSERT <- [a]", "INSERT <- [null]");
    }

    @Test
    void aBatchIsAnsweredInOrder() {
        database.on("A").answer(MockAnswer.count(1));
        database.on("B").answer(MockAnswer.count(2));

        StepVerifier.create(Flux.from(connection.createBatch().add("A").add("B").execute())
                        .concatMap(Result::getRowsUpdated))
                .expectNext(1L, 2L)
                .verifyComplete();
    }

    @Test
    void segmentsAreRowsOrACount() {
        database.on("SELECT").always(MockAnswer.rows("id").row(1).row(2));
        database.on("UPDATE").answer(MockAnswer.count(3));

        StepVerifier.create(result("SELECT").flatMapMany(result -> result.filter(segment ->
                                segment instanceof RowSegment row && row.row().get(0, Integer.class) > 1)
                        .flatMap(segment ->
                                Mono.just(((RowSegment) segment).row().get("id", Integer.class)))))
                .expectNext(2)
                .verifyComplete();
        StepVerifier.create(result("UPDATE")
                        .flatMapMany(result -> result.flatMap(segment -> Mono.just(((UpdateCount) segment).value()))))
                .expectNext(3L)
                .verifyComplete();
    }

    @Test
    void aNameThatIsNotThereIsNamed() {
        database.on("SELECT").answer(MockAnswer.rows("id").row(1));

        StepVerifier.create(result("SELECT").flatMapMany(result -> result.map(row -> row.get("nme", String.class))))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(NoSuchElementException.class)
                        .hasMessage("The mock database answers with [id], not with 'nme'"));
        assertThatThrownBy(() -> connection.createStatement("SELECT").bind("id", 1))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("A mock statement has no parameter 'id'; bind by position, from 0");
    }

    private Mono<Result> result(String sql) {
        return Mono.from(connection.createStatement(sql).execute());
    }
}
