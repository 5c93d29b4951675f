package io.azoth.orm;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A session whose connection cannot be had. */
@Databases
class SessionConnectionIT {
    private final Tutorial tutorial;
    private final ConnectionFactory real;
    private final AtomicReference<Mono<Connection>> next = new AtomicReference<>();
    private final Engine db;
    private final SessionFactory sessions;

    SessionConnectionIT(TestDatabase database) {
        this.tutorial = new Tutorial(database);
        this.real = ConnectionFactories.get(database.url());
        this.db = Engine.create(new Gate());
        this.sessions = SessionFactory.of(db, tutorial.mappers());
    }

    @AfterEach
    void close() {
        db.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    private final class Gate implements ConnectionFactory {
        @Override
        public Publisher<? extends Connection> create() {
            return Mono.defer(next::get);
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return real.getMetadata();
        }
    }

    @Test
    void aSessionIsClosedWhileItsConnectionFails() {
        Sinks.One<Connection> gate = Sinks.one();
        next.set(gate.asMono());
        Session session = sessions.open();

        StepVerifier.create(Mono.when(
                        session.get(User.class, 1).onErrorResume(error -> Mono.empty()),
                        session.close(),
                        Mono.fromRunnable(() -> gate.tryEmitError(new IllegalStateException("down")))))
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void aConnectionThatFailedIsAskedForAgain() {
        next.set(Mono.error(new IllegalStateException("down")));
        Session session = sessions.open();

        StepVerifier.create(session.get(User.class, 1)).expectError().verify(Tutorial.LIMIT);
        next.set(Mono.from(real.create()));
        StepVerifier.create(session.get(User.class, 1))
                .assertNext(mary -> assertThat(mary.userName).isEqualTo("Mary"))
                .expectComplete()
                .verify(Tutorial.LIMIT);
        StepVerifier.create(session.close()).expectComplete().verify(Tutorial.LIMIT);
    }
}
