package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

@ExtendWith(Everywhere.Opened.class)
class RowLockIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    @Test
    void rowsAreLockedWhereThereAreRowLocks() {
        String none = " does not exist on sqlite; a transaction that writes has the whole database to itself: change a "
                + "row first, or leave it out";
        everywhere(select(b.id).where(b.id.eq(1)).forUpdate())
                .lacks("sqlite", "FOR UPDATE" + none)
                .is("SELECT books.book_id FROM books WHERE books.book_id = ? FOR UPDATE")
                .gives("1");
        everywhere(select(b.id).where(b.id.eq(1)).lock(RowLock.forUpdate().skipLocked()))
                .lacks("sqlite", "FOR UPDATE" + none)
                .is("SELECT books.book_id FROM books WHERE books.book_id = ? FOR UPDATE SKIP LOCKED")
                .gives("1");
        everywhere(select(b.id)
                        .from(b.join(a))
                        .where(b.id.eq(1))
                        .lock(RowLock.forShare().of(b).noWait()))
                .lacks("sqlite", "FOR SHARE" + none)
                .lacks("h2", "FOR SHARE does not exist on h2; use forUpdate()")
                .is("SELECT books.book_id FROM books JOIN authors ON books.author_id = authors.author_id WHERE "
                        + "books.book_id = ? FOR SHARE OF books NOWAIT")
                .gives("1");
    }

    @Test
    void locksOfOtherStrengthAreNamedOrRefused() {
        String none =
                " does not exist on sqlite; a transaction that writes has the whole database to itself: change a row "
                        + "first, or leave it out";
        Select one = select(b.id).where(b.id.eq(1));
        for (RowLock.Strength strength : List.of(RowLock.Strength.NO_KEY_UPDATE, RowLock.Strength.KEY_SHARE)) {
            everywhere(one.lock(new RowLock(strength, List.of(), RowLock.Wait.WAIT)))
                    .lacks("sqlite", strength.words() + none)
                    .lacks("h2", strength.words() + " does not exist on h2; use forUpdate()")
                    .is("SELECT books.book_id FROM books WHERE books.book_id = ? " + strength.words())
                    .gives("1");
        }
        everywhere(one.lock(RowLock.forUpdate().noWait()))
                .lacks("sqlite", "FOR UPDATE" + none)
                .is("SELECT books.book_id FROM books WHERE books.book_id = ? FOR UPDATE NOWAIT")
                .gives("1");
    }

    @Test
    void aLockedRowIsSkippedOrRefused() {
        Select rows = select(b.id).where(b.id.le(2)).orderBy(b.id);
        for (String dialect : List.of("h2", "postgresql")) {
            Engine engine = Objects.requireNonNull(Everywhere.ENGINES.get(dialect));
            Select first = rows.where(b.id.eq(1)).forUpdate();
            assertThat(Everywhere.undone(dialect, locking -> first.oneOn(locking)
                            .thenMany(
                                    apart(engine, rows.lock(RowLock.forUpdate().skipLocked())))))
                    .as(dialect)
                    .containsExactly("2");
            StepVerifier.create(engine.inTransaction(locking -> first.oneOn(locking)
                            .thenMany(
                                    apart(engine, rows.lock(RowLock.forUpdate().noWait())))
                            .then()))
                    .expectErrorSatisfies(
                            e -> assertThat(((AzothException) e).code()).isEqualTo(ErrorCode.LOCK_TIMEOUT))
                    .verify(Duration.ofSeconds(60));
        }
    }

    /** In a transaction of its own, whatever is around. */
    private static Flux<Row> apart(Engine engine, Select query) {
        return engine.inTransaction(tx -> query.executeOn(tx).collectList())
                .flatMapIterable(found -> found)
                .contextWrite(around -> Context.empty());
    }
}
