package io.azoth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Databases
record DatabasesIT(TestDatabase database) {

    @Test
    void eachClassGetsADatabaseOfItsOwn() {
        database.run("CREATE TABLE t (id INTEGER)", "INSERT INTO t VALUES (1), (NULL)");

        assertThat(database.read("SELECT id, id FROM t ORDER BY id NULLS LAST")).containsExactly("1|1", "null|null");
    }

    @Test
    void theUrlReachesTheSameDatabase() {
        database.run("CREATE TABLE seen (id INTEGER)", "INSERT INTO seen VALUES (7)");
        Flux<Integer> ids = Flux.usingWhen(
                ConnectionFactories.get(database.url()).create(),
                connection -> Flux.from(connection
                                .createStatement("SELECT id FROM seen")
                                .execute())
                        .flatMap(result -> result.map(row -> row.get(0, Integer.class))),
                Connection::close);

        StepVerifier.create(ids).expectNext(7).verifyComplete();
    }

    @Test
    void anotherDatabaseOfTheSameKindSeesNothingOfIt() {
        database.run("CREATE TABLE mine (id INTEGER)");
        try (TestDatabase other = database.kind().open()) {
            other.run("CREATE TABLE mine (id INTEGER)");

            assertThat(other.read("SELECT * FROM mine")).isEmpty();
            assertThat(other.url()).isNotEqualTo(database.url());
        }
    }
}
