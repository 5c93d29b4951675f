package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.StatementEvent;
import io.azoth.engine.StatementListener;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A flush that is cancelled after each of its statements, and at each of many moments, happens wholly or not at all. */
@Databases
class FlushCancelIT {
    private static final int MOMENTS = 60;

    private final Tutorial tutorial;
    private final TestDatabase database;
    private final Trigger trigger = new Trigger();
    private final Engine db;

    /** Cancels when the n-th statement has ended. */
    private static final class Trigger implements StatementListener {
        private final AtomicInteger left = new AtomicInteger();
        private final AtomicReference<Sinks.Empty<Void>> target = new AtomicReference<>(Sinks.empty());

        @Override
        public void statementEnded(StatementEvent event) {
            if (left.decrementAndGet() == 0) {
                target.get().tryEmitEmpty();
            }
        }

        void arm(int statements, Sinks.Empty<Void> cancelled) {
            target.set(cancelled);
            left.set(statements);
        }
    }

    FlushCancelIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
        this.db = Engine.create(database.url(), EngineOptions.DEFAULT.withListener(trigger));
    }

    @AfterEach
    void close() {
        db.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void aCancelAfterAnyStatementLeavesAllOrNothing() {
        List<Boolean> kept = new ArrayList<>();
        // BEGIN, UPDATE, INSERT of the user, INSERT of the address, COMMIT.
        for (int statements = 1; statements <= 5; statements++) {
            kept.add(cancelled("after" + statements, statements, 0));
        }
        assertThat(kept).containsExactly(false, false, false, false, true);
    }

    @Test
    void aCancelAtAnyMomentLeavesAllOrNothing() {
        for (int i = 0; i < MOMENTS; i++) {
            cancelled("moment" + i, 0, 1 + i * 40L);
        }
    }

    /** Whether it was kept after all. */
    @CanIgnoreReturnValue
    private boolean cancelled(String name, int statements, long micros) {
        Session session = SessionFactory.of(db, tutorial.cascading()).open();
        User mary = session.get(User.class, 1).block(Tutorial.LIMIT);
        String before = mary.password;
        User ed = new User(name, null);
        ed.addresses.add(new Address(name + "@ed.com"));
        session.save(ed);
        mary.password = "p" + statements + "-" + micros;

        Sinks.Empty<Void> cancel = Sinks.empty();
        trigger.arm(statements, cancel);
        Mono<Void> moment =
                micros > 0 ? Mono.delay(Duration.ofNanos(micros * 1_000)).then() : Mono.never();
        session.flush()
                .takeUntilOther(Mono.firstWithSignal(cancel.asMono(), moment))
                .onErrorComplete()
                .block(Tutorial.LIMIT);
        // Waits behind whatever is left of the flush.
        session.query(User.class).count().block(Tutorial.LIMIT);

        boolean there = database.read("SELECT count(*) FROM users u JOIN email_addresses a ON a.user_id = u.user_id"
                        + " WHERE u.user_name = '" + name + "'")
                .equals(List.of("1"));
        String stored =
                database.read("SELECT password FROM users WHERE user_id = 1").get(0);
        assertThat(stored).isEqualTo(there ? mary.password : before);
        assertThat(ed.userId != null).isEqualTo(there);
        assertThat(session.isDirty()).isEqualTo(!there);
        StepVerifier.create(session.flush()).expectComplete().verify(Tutorial.LIMIT);
        assertThat(database.read("SELECT count(*) FROM users WHERE user_name = '" + name + "'"))
                .containsExactly("1");
        session.close().block(Tutorial.LIMIT);
        return there;
    }
}
