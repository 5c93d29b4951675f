package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.function.Tuple2;

/** Loads of one relation share their queries. */
@Databases
class GatheredLoadsIT {
    private final Tutorial tutorial;
    private Session session;

    GatheredLoadsIT(TestDatabase database) {
        this.tutorial = new Tutorial(database);
        String users = "INSERT INTO users (user_id, user_name) VALUES (1000, 'user1000')";
        StringBuilder addresses = new StringBuilder(
                "INSERT INTO email_addresses (address_id, email_address, user_id) VALUES (1000, 'a1000', 1000)");
        StringBuilder more = new StringBuilder(users);
        for (int i = 1001; i < 1400; i++) {
            more.append(", (").append(i).append(", 'user").append(i).append("')");
            addresses
                    .append(", (")
                    .append(i)
                    .append(", 'a")
                    .append(i)
                    .append("', ")
                    .append(i)
                    .append(")");
        }
        database.run(more.toString(), addresses.toString());
    }

    @BeforeEach
    void open() {
        session = tutorial.sessions().open();
    }

    @AfterEach
    void close() {
        session.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    private Query<User> many() {
        return session.query(User.class)
                .where(tutorial.users.c("user_id", Integer.class).ge(1000))
                .orderBy(tutorial.users.c("user_id"));
    }

    @Test
    void aLoadServesTheSiblingsOfTheSameResult() {
        Mono<List<String>> work = many().all()
                .concatMap(user -> user.addresses.load())
                .map(list -> list.get(0).emailAddress)
                .collectList();

        StepVerifier.create(work)
                .assertNext(found -> assertThat(found)
                        .hasSize(400)
                        .startsWith("a1000", "a1001")
                        .endsWith("a1399"))
                .expectComplete()
                .verify(Tutorial.LIMIT);
        tutorial.recorded.assertWorkCount(2);
    }

    @Test
    void loadsThatWaitAtTheSameTimeBecomeOneQuery() {
        List<User> alone = Flux.range(1000, 50)
                .concatMap(id -> session.get(User.class, id))
                .collectList()
                .block(Tutorial.LIMIT);
        tutorial.recorded.clear();

        Sinks.Empty<Integer> gate = Sinks.empty();
        Mono<Integer> holdsTheConnection =
                session.inTransaction(tx -> gate.asMono().defaultIfEmpty(0));
        Mono<Long> loads = Flux.fromIterable(alone)
                .flatMap(user -> user.addresses.load(), 50)
                .flatMapIterable(list -> list)
                .count();
        StepVerifier.create(Mono.zip(holdsTheConnection, loads).map(Tuple2::getT2))
                .then(() -> gate.tryEmitEmpty().orThrow())
                .expectNext(50L)
                .expectComplete()
                .verify(Tutorial.LIMIT);
        assertThat(tutorial.recorded.work()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void parentsAreLoadedTogether() {
        Mono<Long> work = session.query(Address.class)
                .all()
                .flatMap(address -> address.user.load())
                .distinct()
                .count();

        StepVerifier.create(work).expectNext(402L).expectComplete().verify(Tutorial.LIMIT);
        tutorial.recorded.assertWorkCount(2);
    }

    @Test
    void cancellingOneWaiterCancelsNoOther() {
        List<User> users = many().limit(2).all().collectList().block(Tutorial.LIMIT);

        StepVerifier.create(Flux.merge(
                        users.get(0).addresses.load().timeout(Mono.empty(), Mono.empty()),
                        users.get(1).addresses.load()))
                .assertNext(list -> assertThat(list).hasToString("[Address(a1001)]"))
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void aLoadInATransactionDoesNotWaitForOneBehindIt() {
        List<User> users = many().limit(2).all().collectList().block(Tutorial.LIMIT);
        Mono<Integer> work = session.inTransaction(
                tx -> tx.flush().then(users.get(0).addresses.load()).map(List::size));

        StepVerifier.create(Mono.zip(work, users.get(1).addresses.load().map(List::size)))
                .assertNext(both -> assertThat(both.getT1() + both.getT2()).isEqualTo(2))
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void aFailedLoadFailsAllThatWaitAndCanBeRepeated() {
        List<User> users = many().limit(2).all().collectList().block(Tutorial.LIMIT);
        tutorial.database.run("ALTER TABLE email_addresses RENAME TO hidden");

        StepVerifier.create(Flux.mergeDelayError(
                        2, users.get(0).addresses.load(), users.get(1).addresses.load()))
                .expectError()
                .verify(Tutorial.LIMIT);
        tutorial.database.run("ALTER TABLE hidden RENAME TO email_addresses");
        StepVerifier.create(users.get(0).addresses.load())
                .assertNext(list -> assertThat(list).hasSize(1))
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }
}
