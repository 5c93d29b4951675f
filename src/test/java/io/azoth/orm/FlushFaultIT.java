package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.FaultyFactory;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.ConnectionFactories;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A flush under which the driver fails at each of its calls in turn happens wholly or not at all, and another session works. */
@Databases
class FlushFaultIT {
    private final Tutorial tutorial;
    private final TestDatabase database;
    private final FaultyFactory driver;
    private final Engine db;

    FlushFaultIT(TestDatabase database) {
        this.database = database;
        this.tutorial = new Tutorial(database);
        this.driver = new FaultyFactory(ConnectionFactories.get(database.url()));
        this.db = Engine.create(driver, EngineOptions.DEFAULT.withPoolSize(1));
    }

    @AfterEach
    void close() {
        driver.failAt(0, false);
        db.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void aFlushFailsAtEachCallInsteadOfIt() {
        failEverywhere(false);
    }

    @Test
    void aFlushFailsAtEachCallAfterIt() {
        failEverywhere(true);
    }

    private void failEverywhere(boolean after) {
        int call = 0;
        while (fails(++call, after)) {
            assertThat(call).isLessThan(100);
        }
        assertThat(call).isGreaterThan(4);
    }

    private boolean fails(int call, boolean after) {
        String name = "user" + call + after;
        Session session = SessionFactory.of(db, tutorial.cascading()).open();
        User mary = session.get(User.class, 1).block(Tutorial.LIMIT);
        String before = mary.password;
        User ed = new User(name, null);
        ed.addresses.add(new Address(name + "@ed.com"));
        session.save(ed);
        mary.password = "p" + call + after;

        driver.failAt(call, after);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        session.flush()
                .doOnError(failure::set)
                .onErrorResume(error -> Mono.empty())
                .block(Tutorial.LIMIT);
        boolean failed = driver.hasFailed();
        String what = "call " + call + " of " + driver.calls();
        driver.failAt(0, false);
        session.clear();
        session.close().onErrorResume(error -> Mono.empty()).block(Tutorial.LIMIT);

        boolean there = database.read("SELECT count(*) FROM users u JOIN email_addresses a ON a.user_id = u.user_id"
                        + " WHERE u.user_name = '" + name + "'")
                .equals(List.of("1"));
        assertThat(database.read("SELECT count(*) FROM users WHERE user_name = '" + name + "'"))
                .as(what)
                .containsExactly(there ? "1" : "0");
        assertThat(database.read("SELECT password FROM users WHERE user_id = 1"))
                .as(what)
                .containsExactly(there ? "p" + call + after : before);
        assertOutcome(failure.get(), there, what);
        return failed;
    }

    private static void assertOutcome(@Nullable Throwable error, boolean there, String what) {
        if (error == null) {
            assertThat(there).as(what).isTrue();
            return;
        }
        assertThat(error).as(what).isInstanceOf(AzothException.class);
        ErrorCode code = ((AzothException) error).code();
        assertThat(code).as(what).isIn(ErrorCode.CONNECTION_LOST, ErrorCode.OUTCOME_UNKNOWN);
        if (code == ErrorCode.CONNECTION_LOST) {
            assertThat(there).as(what).isFalse();
        }
    }
}
