package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@Databases
class TransactionIT {
    private final Tutorial tutorial;
    private final TestDatabase database;
    private Session session;
    private User mary;

    TransactionIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
    }

    @BeforeEach
    void open() {
        session = tutorial.sessions().open();
        mary = session.get(User.class, 1).block(Tutorial.LIMIT);
        tutorial.recorded.clear();
    }

    @AfterEach
    void close() {
        session.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void severalFlushesAreOneTransaction() {
        User fred = new User("fred_again", null);
        Mono<String> work = session.inTransaction(tx -> tx.query(User.class)
                .where(tutorial.users.c("user_name", String.class).in("Ed", "Harry", "Mary"))
                .orderBy(tutorial.users.c("user_name"))
                .all()
                .collectList()
                .flatMap(found -> found.get(1).addresses.load().doOnNext(list -> {
                    assertThat(found.get(1)).isSameAs(mary);
                    mary.addresses.remove(list.get(0));
                    found.get(0).addresses.add(new Address("harry@harry.com"));
                }))
                .then(tx.flush())
                .then(Mono.fromRunnable(() -> {
                    fred.addresses.add(new Address("fred1@fred.com"));
                    fred.addresses.add(new Address("fred2@fred.com"));
                    tx.save(fred);
                }))
                .thenReturn("done"));

        StepVerifier.create(work).expectNext("done").verifyComplete();
        List<String> ran = tutorial.recorded.all();
        assertThat(ran).hasSize(8).startsWith("BEGIN").endsWith("COMMIT");
        assertThat(ran.get(3)).startsWith("UPDATE email_addresses SET user_id = ");
        assertThat(ran.get(4)).contains("INSERT INTO email_addresses (email_address, user_id)");
        assertThat(ran.get(5)).contains("INSERT INTO users (user_name, password)");
        assertThat(ran.get(6)).contains("INSERT INTO email_addresses (email_address, user_id)");
        assertThat(fred.userId).isEqualTo(5);
        assertThat(database.read("SELECT email_address, user_id FROM email_addresses ORDER BY address_id"))
                .containsExactly(
                        "tom@tom.com|2",
                        "mary@mary.com|null",
                        "harry@harry.com|4",
                        "fred1@fred.com|5",
                        "fred2@fred.com|5");
    }

    @Test
    void anErrorTakesEverythingBack() {
        mary.password = "pending";
        User before = new User("Before", null);
        session.save(before);
        User ed = new User("Ed", null);
        ed.addresses.add(new Address("ed@ed.com"));
        AtomicReference<User> tom = new AtomicReference<>();
        Mono<Void> work = session.inTransaction(tx -> tx.get(User.class, 2)
                .doOnNext(found -> {
                    tom.set(found);
                    tx.save(ed);
                    mary.userName = "Maria";
                    mary.addresses.add(new Address("new@mary.com"));
                    tx.delete(found);
                })
                .then(tx.flush())
                .doOnSuccess(done -> {
                    assertThat(ed.userId).isNotNull();
                    assertThat(before.userId).isNotNull();
                    assertThat(tx.contains(tom.get())).isFalse();
                })
                .then(Mono.error(new IllegalStateException("back"))));

        StepVerifier.create(work).verifyErrorMessage("back");

        assertAsBefore(before);
        assertThat(ed.userId).isNull();
        assertThat(ed.addresses.get().get(0).addressId).isNull();
        assertThat(session.contains(ed)).isFalse();
        assertThat(session.contains(tom.get())).isFalse();
        StepVerifier.create(session.get(User.class, 2))
                .assertNext(again -> assertThat(again).isNotSameAs(tom.get()))
                .verifyComplete();
        session.save(ed);
        session.flush().block(Tutorial.LIMIT);
        assertThat(database.read("SELECT user_name FROM users WHERE user_id > 4 ORDER BY user_name"))
                .containsExactly("Before", "Ed");
        assertThat(database.read("SELECT password FROM users WHERE user_id = 1"))
                .containsExactly("pending");
    }

    @Test
    void aCancelTakesEverythingBack() {
        mary.password = "pending";
        User before = new User("Before", null);
        session.save(before);
        Sinks.Empty<Void> flushed = Sinks.empty();
        Mono<Void> work = session.inTransaction(tx -> Mono.fromRunnable(() -> mary.userName = "Maria")
                .then(tx.flush())
                .doOnSuccess(done -> flushed.tryEmitEmpty())
                .then(Mono.never()));

        StepVerifier.create(work)
                .then(() -> flushed.asMono().block(Tutorial.LIMIT))
                .thenCancel()
                .verify(Tutorial.LIMIT);

        // Whatever is subscribed next waits for the rollback.
        StepVerifier.create(session.query(User.class).count()).expectNext(4L).verifyComplete();
        assertAsBefore(before);
        session.clear();
    }

    private void assertAsBefore(User before) {
        assertThat(mary).hasToString("User(Mary,pending)");
        assertThat(mary.addresses.isLoaded()).isFalse();
        assertThat(before.userId).isNull();
        assertThat(session.plan()).hasToString("[UPDATE User#1 (password), INSERT User]");
        assertThat(database.read("SELECT user_name, password FROM users ORDER BY user_id"))
                .containsExactly("Mary|secure", "Tom|null", "Fred|null", "Harry|null");
        assertThat(database.read("SELECT count(*) FROM email_addresses")).containsExactly("2");
    }

    @Test
    void aTransactionWithinIsTakenBackAlone() {
        User ed = new User("Ed", null);
        User eve = new User("Eve", null);
        Mono<Void> work = session.inTransaction(tx -> {
            session.save(ed);
            return session.flush()
                    .then(session.inTransaction(inner -> {
                        inner.save(eve);
                        mary.userName = "Maria";
                        return inner.flush().then(Mono.<Void>error(new IllegalStateException("inner")));
                    }))
                    .onErrorResume(error -> Mono.empty())
                    .then(Mono.fromRunnable(() -> mary.password = "outer"));
        });

        StepVerifier.create(work).verifyComplete();
        assertThat(eve.userId).isNull();
        assertThat(ed.userId).isEqualTo(5);
        assertThat(database.read("SELECT * FROM users ORDER BY user_id"))
                .containsExactly("1|Mary|outer", "2|Tom|null", "3|Fred|null", "4|Harry|null", "5|Ed|null");
    }

    @Test
    void aFailedFlushLeavesDatabaseAndSessionAsTheyWere() {
        User ed = new User("Ed", null);
        Address nameless = new Address(null);
        ed.addresses.add(nameless);
        session.save(ed);
        mary.password = "new";

        StepVerifier.create(session.flush()).verifyError(io.azoth.error.IntegrityViolationException.class);

        assertThat(ed.userId).isNull();
        assertThat(session.plan()).hasToString("[UPDATE User#1 (password), INSERT User, INSERT Address]");
        assertThat(database.read("SELECT count(*) FROM users")).containsExactly("4");

        nameless.emailAddress = "ed@ed.com";
        StepVerifier.create(session.flush()).verifyComplete();
        assertThat(database.read("SELECT user_name, password, email_address FROM users u"
                        + " LEFT JOIN email_addresses a ON a.user_id = u.user_id ORDER BY u.user_id"))
                .containsExactly(
                        "Mary|new|mary@mary.com",
                        "Tom|null|tom@tom.com",
                        "Fred|null|null",
                        "Harry|null|null",
                        "Ed|null|ed@ed.com");
    }

    @Test
    void aTransactionWhoseFlushFailedIsNotCommitted() {
        User ed = new User("Ed", null);
        Mono<Void> work = session.inTransaction(tx -> {
            tx.save(ed);
            Address nameless = new Address(null);
            ed.addresses.add(nameless);
            return tx.flush().onErrorResume(error -> {
                tx.expunge(nameless);
                tx.expunge(ed);
                return Mono.empty();
            });
        });

        StepVerifier.create(work)
                .verifyErrorMessage(
                        "A flush failed or was cancelled in this transaction, which is rolled back: half of "
                                + "the flush cannot be kept");
        assertThat(database.read("SELECT count(*) FROM users")).containsExactly("4");
        assertThat(session.isDirty()).isFalse();
    }

    @Test
    void parallelUseIsPutInOrder() {
        Mono<List<Long>> counts = Flux.range(0, 50)
                .flatMap(
                        i -> session.inTransaction(tx -> {
                            tx.save(new User("user" + i, null));
                            return tx.flush().then(tx.query(User.class).count());
                        }),
                        16)
                .collectList();

        StepVerifier.create(counts)
                .assertNext(found -> assertThat(found)
                        .containsExactlyInAnyOrderElementsOf(java.util.stream.LongStream.rangeClosed(5, 54)
                                .boxed()
                                .toList()))
                .verifyComplete();
    }

    @Test
    void zippedQueriesAndLoadsWithinAResultDoNotHang() {
        Mono<Long> work = Mono.zip(
                        session.query(User.class).all().collectList(),
                        session.query(Address.class).all().collectList(),
                        session.query(User.class).count())
                .flatMapMany(both -> Flux.fromIterable(both.getT1()))
                .flatMap(user -> user.addresses.load())
                .flatMapIterable(list -> list)
                .count();

        StepVerifier.create(work).expectNext(2L).verifyComplete();
    }

    @Test
    void aWaitingFlushThatIsCancelledLetsNoOtherOvertake() {
        Mono<Void> work = session.inTransaction(tx -> {
            for (int i = 0; i < 50; i++) {
                tx.save(new User("user" + i, null));
            }
            Sinks.Empty<Void> cut = Sinks.empty();
            return Mono.when(tx.flush(), tx.flush().takeUntilOther(cut.asMono()), Mono.defer(() -> {
                cut.tryEmitEmpty();
                return tx.flush();
            }));
        });

        StepVerifier.create(work).expectComplete().verify(Tutorial.LIMIT);
        assertThat(database.read("SELECT count(*) FROM users")).containsExactly("54");
    }

    @Test
    void whatWasInsertedAndDroppedHasNoKeyAfterARollback() {
        User cleared = new User("Cleared", null);
        User expunged = new User("Expunged", null);
        User deleted = new User("Deleted", null);
        Mono<Void> work = session.inTransaction(tx -> {
            tx.save(expunged);
            tx.save(deleted);
            return tx.flush()
                    .then(Mono.<Void>fromRunnable(() -> {
                        tx.expunge(expunged);
                        tx.delete(deleted);
                        tx.save(cleared);
                    }))
                    .then(tx.flush())
                    .then(Mono.<Void>fromRunnable(tx::clear))
                    .then(Mono.error(new IllegalStateException("back")));
        });

        StepVerifier.create(work).expectErrorMessage("back").verify(Tutorial.LIMIT);
        assertThat(cleared.userId).isNull();
        assertThat(expunged.userId).isNull();
        assertThat(deleted.userId).isNull();
        assertThat(session.isDirty()).isFalse();
        session.save(deleted);
        session.flush().block(Tutorial.LIMIT);
        assertThat(database.read("SELECT user_name FROM users WHERE user_id > 4"))
                .containsExactly("Deleted");
    }

    @Test
    void aSavepointTakesBackTheKeysOfItsOwnInsertsOnly() {
        User outer = new User("Outer", null);
        User inner = new User("Inner", null);
        Mono<Void> work = session.inTransaction(tx -> {
            tx.save(outer);
            return tx.flush()
                    .then(tx.inTransaction(in -> {
                        in.save(inner);
                        return in.flush()
                                .then(Mono.<Void>fromRunnable(in::clear))
                                .then(Mono.<Void>error(new IllegalStateException("inner")));
                    }))
                    .onErrorResume(error -> Mono.empty());
        });

        StepVerifier.create(work).expectComplete().verify(Tutorial.LIMIT);
        assertThat(outer.userId).isEqualTo(5);
        assertThat(inner.userId).isNull();
        assertThat(session.contains(outer)).isTrue();
    }
}
