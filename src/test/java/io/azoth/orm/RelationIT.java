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
    private final TestDatabase database;
    private Session session;
    private User mary;

    RelationIT(TestDatabase database) {
        this.database = database;
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

    @Test
    void refreshForgetsWhatWasAddedToARelation() {
        Address added = new Address("new@mary.com");
        Address moved = session.get(Address.class, 1).block(Tutorial.LIMIT);
        mary.addresses.add(added);
        mary.addresses.add(moved);

        session.refresh(mary).block(Tutorial.LIMIT);

        assertThat(session.plan()).isEmpty();
        assertThat(moved.user.id()).isEqualTo(2);
        assertThat(session.contains(added)).isFalse();
        assertThat(added.user.get()).isNull();
        assertThat(mary.addresses.load().block(Tutorial.LIMIT)).hasToString("[Address(mary@mary.com)]");
    }

    @Test
    void refreshForgetsWhatWasRemovedFromARelation() {
        Address own = mary.addresses.load().block(Tutorial.LIMIT).get(0);
        mary.addresses.remove(own);

        session.refresh(mary).block(Tutorial.LIMIT);

        assertThat(session.plan()).isEmpty();
        assertThat(own.user.get()).isSameAs(mary);
        assertThat(mary.addresses.load().block(Tutorial.LIMIT)).containsExactly(own);
    }

    @Test
    void refreshKeepsAnObjectThatWasSavedByItself() {
        Address saved = new Address("new@mary.com");
        session.save(saved);
        mary.addresses.add(saved);

        session.refresh(mary).block(Tutorial.LIMIT);

        assertThat(session.plan()).hasToString("[INSERT Address]");
        assertThat(saved.user.get()).isNull();
    }

    @Test
    void whatIsAddedToAnExpiredObjectStaysWhenItsRowComes() {
        Address added = new Address("new@mary.com");
        session.expire(mary);
        mary.addresses.add(added);

        session.query(User.class).all().collectList().block(Tutorial.LIMIT);

        assertThat(mary.addresses.load().block(Tutorial.LIMIT))
                .hasToString("[Address(mary@mary.com), Address(new@mary.com)]");
        session.flush().block(Tutorial.LIMIT);
        assertThat(database.read("SELECT email_address FROM email_addresses WHERE user_id = 1 ORDER BY address_id"))
                .containsExactly("mary@mary.com", "new@mary.com");
    }

    @Test
    void aChildWhoseRowCameLaterCanBeAddedToALoadedRelation() {
        mary.addresses.load().block(Tutorial.LIMIT);
        database.run(
                "INSERT INTO email_addresses (address_id, email_address, user_id) VALUES (50, 'late@mary.com', 1)");
        Address late = session.get(Address.class, 50).block(Tutorial.LIMIT);

        assertThat(mary.addresses.add(late)).isTrue();

        assertThat(mary.addresses.get()).hasToString("[Address(mary@mary.com), Address(late@mary.com)]");
        assertThat(mary.addresses.add(late)).isFalse();
        assertThat(session.isDirty()).isFalse();
    }
}
