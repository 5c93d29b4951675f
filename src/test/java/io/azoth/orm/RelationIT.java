package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a relation shows is what the next flush writes. */
@Databases
class RelationIT {
    private final Tutorial tutorial;
    private Session session;
    private User mary;

    RelationIT(TestDatabase database) {
        this.tutorial = new Tutorial(database);
    }

    @BeforeEach
    void open() {
        session = tutorial.sessions().open();
        mary = session.get(User.class, 1).block(Tutorial.LIMIT);
    }

    @AfterEach
    void close() {
        session.clear();
        session.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void aSecondLoadOnItsWayKeepsWhatWasAddedMeanwhile() {
        Address added = new Address("new@mary.com");
        Mono<Void> first = mary.addresses
                .load()
                .doOnNext(list -> mary.addresses.add(added))
                .then();

        StepVerifier.create(session.inTransaction(tx -> Mono.when(first, first)))
                .expectComplete()
                .verify(Tutorial.LIMIT);
        assertThat(mary.addresses.get()).hasToString("[Address(mary@mary.com), Address(new@mary.com)]");
    }
}
