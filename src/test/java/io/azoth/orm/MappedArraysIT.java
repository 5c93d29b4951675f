package io.azoth.orm;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.array;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Fields whose content can be changed in place: the session sees it, however deep it is. */
@Databases
class MappedArraysIT {
    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Table boards = Table.of(
            "boards",
            metadata,
            column("id", INTEGER, primaryKey(), assigned()),
            column("grid", array(array(INTEGER))),
            column("parts", array(BYTES)));
    private final SessionFactory sessions;

    static class Board {
        int id;
        Integer[][] grid;
        byte[][] parts;

        Board() {}

        Board(int id) {
            this.id = id;
            this.grid = new Integer[][] {{1, 2}, {3, 4}};
            this.parts = new byte[][] {{1}, {2}};
        }
    }

    MappedArraysIT(TestDatabase database) {
        db = Engine.create(database.url());
        Mappers mappers = new Mappers();
        mappers.map(Board.class, boards);
        sessions = SessionFactory.of(db, mappers);
        metadata.createAll(db).block(Tutorial.LIMIT);
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(Tutorial.LIMIT);
    }

    @Test
    void aChangeInAnInnerArrayIsWritten() {
        StepVerifier.create(save().then(sessions.inSession(session -> session.get(Board.class, 1)
                                .doOnNext(board -> board.grid[0][0] = 9)
                                .then(session.flush())))
                        .then(sessions.inSession(session -> session.get(Board.class, 1)
                                .doOnNext(board -> board.parts[1][0] = 7)
                                .then(session.flush())))
                        .then(sessions.inSession(session -> session.get(Board.class, 1))))
                .assertNext(board -> {
                    assertThat(board.grid).isDeepEqualTo(new Integer[][] {{9, 2}, {3, 4}});
                    assertThat(board.parts).isDeepEqualTo(new byte[][] {{1}, {7}});
                })
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    @Test
    void aRollbackTakesAnInnerArrayBack() {
        StepVerifier.create(save().then(sessions.inSession(
                        session -> session.get(Board.class, 1).flatMap(board -> session.inTransaction(tx -> {
                                    board.grid[1][1] = 0;
                                    return tx.flush().then(Mono.error(new IllegalStateException("back")));
                                })
                                .onErrorComplete()
                                .thenReturn(board)))))
                .assertNext(board -> assertThat(board.grid).isDeepEqualTo(new Integer[][] {{1, 2}, {3, 4}}))
                .expectComplete()
                .verify(Tutorial.LIMIT);
    }

    private Mono<Void> save() {
        return sessions.inSession(session -> {
            session.save(new Board(1));
            return session.flush();
        });
    }
}
