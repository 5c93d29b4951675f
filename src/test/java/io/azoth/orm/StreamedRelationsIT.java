package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Objects that are streamed in windows, each window with its relation, over the one connection of a session. */
@Databases
class StreamedRelationsIT {
    private static final int USERS = 1_000;

    private final Tutorial tutorial;

    StreamedRelationsIT(TestDatabase database) {
        tutorial = new Tutorial(database);
        String numbers = " FROM (WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < "
                + (1_000 + USERS - 1) + ") SELECT i FROM n) t";
        database.run(
                "INSERT INTO users (user_id, user_name) SELECT i, 'user' || i" + numbers,
                "INSERT INTO email_addresses (address_id, email_address, user_id) SELECT i, 'a' || i, i" + numbers);
    }

    @AfterEach
    void close() {
        tutorial.close();
    }

    @Test
    void eachWindowLoadsItsRelationWithOneQuery() {
        Flux<String> found = tutorial.sessions().inSessionMany(session -> session
                .query(User.class)
                .where(tutorial.users.c("user_id", Integer.class).ge(1_000))
                .orderBy(tutorial.users.c("user_id"))
                .stream()
                .buffer(100)
                .concatMap(window -> Flux.fromIterable(window)
                        .flatMapSequential(user -> user.addresses.load(), window.size())
                        .map(addresses -> addresses.get(0).emailAddress)));

        StepVerifier.create(found.collectList())
                .assertNext(all -> assertThat(all)
                        .hasSize(USERS)
                        .startsWith("a1000", "a1001")
                        .endsWith("a" + (1_000 + USERS - 1)))
                .expectComplete()
                .verify(Tutorial.LIMIT);
        assertThat(loads()).hasSizeLessThanOrEqualTo(USERS / 100);
    }

    private List<String> loads() {
        return tutorial.recorded.work().stream()
                .filter(sql -> sql.contains("FROM email_addresses"))
                .toList();
    }
}
