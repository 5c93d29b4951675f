package io.azoth.orm;

import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.ExecutionOptions;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.Column;
import io.azoth.sql.Row;
import io.azoth.testkit.Databases;
import io.azoth.testkit.RecordedStatements;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Statements that run on a session: on its connection, and whatever becomes of them, the session goes on. */
@Databases
class SessionStatementsIT {
    private final RecordedStatements recorded = new RecordedStatements();
    private final Tutorial tutorial;
    private final Column<Integer> id;
    private final Engine db;
    private final SessionFactory sessions;

    SessionStatementsIT(TestDatabase database) {
        this.tutorial = new Tutorial(database);
        this.id = tutorial.users.c("user_id", Integer.class);
        this.db = Engine.create(
                database.url(), EngineOptions.DEFAULT.withPoolSize(1).withListener(recorded));
        this.sessions = SessionFactory.of(db, tutorial.mappers());
    }

    @AfterEach
    void theConnectionIsFree() {
        StepVerifier.create(tutorial.users.select().executeOn(db).count())
                .expectNext(4L)
                .expectComplete()
                .verify(Tutorial.LIMIT);
        db.close().block(Tutorial.LIMIT);
        tutorial.close();
    }

    @Test
    void noRowIsAnEmptyResult() {
        StepVerifier.create(sessions.inSession(session -> tutorial.users
                        .select()
                        .where(id.eq(99))
                        .executeOn(session)
                        .count()
                        .zipWith(tutorial.users
                                .delete()
                                .where(id.eq(99))
                                .executeOn(session)
                                .map(result -> result.rowCount()))))
                .assertNext(counts -> assertThat(counts.toList()).containsExactly(0L, 0L))
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void aStatementThatFailsLeavesTheSessionAsItWas() {
        StepVerifier.create(sessions.inSession(session -> session.get(User.class, 1)
                        .doOnNext(mary -> mary.password = "pending")
                        .then(text("SELECT nonsense FROM nowhere")
                                .executeOn(session)
                                .then())
                        .onErrorResume(error -> {
                            assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.BAD_SQL);
                            assertThat(session.isDirty()).isTrue();
                            return Mono.empty();
                        })
                        .then(session.flush())
                        .then(session.get(User.class, 2))
                        .map(tom -> tom.userName)))
                .expectNext("Tom")
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void aReaderThatGoesLeavesTheSessionAsItWas() {
        StepVerifier.create(sessions.inSession(session -> Flux.range(0, 20)
                        .concatMap(round ->
                                tutorial.users.select().executeOn(session).take(1))
                        .then(session.query(User.class).all().count())))
                .expectNext(4L)
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void aSessionThatIsGivenUpTakesItsStatementWithIt() {
        for (int round = 0; round < 20; round++) {
            StepVerifier.create(
                            sessions.inSessionMany(
                                    session -> tutorial.users.select().executeOn(session)),
                            1)
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(Tutorial.LIMIT);
        }
    }

    @Test
    void manyAtTheSameTimeRunOneAfterAnother() {
        StepVerifier.create(sessions.inSession(session -> Flux.range(1, 40)
                        .flatMap(
                                number -> number % 4 == 0
                                        ? session.get(User.class, number % 3 + 1)
                                                .map(user -> user.userId)
                                        : tutorial.users
                                                .select()
                                                .where(id.eq(number % 3 + 1))
                                                .oneOn(session)
                                                .map((Row row) -> row.get(id)),
                                40)
                        .collectList()))
                .assertNext(ids -> assertThat(ids).hasSize(40).containsOnly(1, 2, 3))
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void aSessionHasTheOptionsOfItsEngine() {
        Engine tagged = db.with(ExecutionOptions.DEFAULT.withTag("route", "users"));
        StepVerifier.create(
                        SessionFactory.of(tagged, tutorial.mappers()).inSession(session -> session.get(User.class, 1)
                                .doOnNext(mary -> mary.password = "new")
                                .then(session.flush())))
                .expectComplete()
                .verify(Tutorial.LIMIT);

        assertThat(recorded.all()).hasSize(4);
        assertThat(List.of(recorded.all().get(0), recorded.all().get(2)))
                .allSatisfy(sql -> assertThat(sql).contains(" /*route='users'*/"));
    }

    @Test
    void aClosedSessionRunsNothing() {
        Session session = sessions.open();
        StepVerifier.create(session.close()).expectComplete().verify(Tutorial.LIMIT);
        String closed = "The session is closed; open another one for further work";

        StepVerifier.create(tutorial.users.select().executeOn(session))
                .expectErrorMessage(closed)
                .verify(Tutorial.LIMIT);
        StepVerifier.create(session.execute(tutorial.users.insert(), List.of(row("user_name", "Ed"))))
                .expectErrorMessage(closed)
                .verify(Tutorial.LIMIT);
    }
}
