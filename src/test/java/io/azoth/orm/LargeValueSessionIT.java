package io.azoth.orm;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.LargeValue;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A large value of a session's object, in the session's transaction: the pool has one connection. */
@Databases
class LargeValueSessionIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Engine db;
    private final MetaData metadata = new MetaData();
    private final Table pictures = Table.of(
            "pictures",
            metadata,
            column("id", INTEGER, primaryKey(), assigned()),
            column("title", varchar(20)),
            column("photo", BYTES));
    private final LargeValue<byte[]> photo = LargeValue.bytes(
                    pictures.c("photo", byte[].class),
                    pictures.c("id", Integer.class).eq(1))
            .inSlicesOf(16);
    private final SessionFactory sessions;

    static class Picture {
        Integer id;
        String title;
    }

    LargeValueSessionIT(TestDatabase database) {
        this.db = Engine.create(database.url(), EngineOptions.DEFAULT.withPoolSize(1));
        Mappers mappers = new Mappers();
        mappers.map(Picture.class, pictures).exclude("photo");
        this.sessions = SessionFactory.of(db, mappers);
    }

    @BeforeEach
    void open() {
        metadata.createAll(db).block(LIMIT);
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block(LIMIT);
    }

    private static Picture picture() {
        Picture picture = new Picture();
        picture.id = 1;
        picture.title = "sea";
        return picture;
    }

    @Test
    void anObjectAndItsLargeValueAreWrittenInOneTransaction() {
        Mono<Long> work = sessions.inSession(session -> session.inTransaction(tx -> {
            tx.save(picture());
            return tx.flush().then(photo.write(tx, Flux.just(new byte[40]))).then(photo.size(tx));
        }));
        StepVerifier.create(work).expectNext(40L).expectComplete().verify(LIMIT);
        StepVerifier.create(photo.read(db).map(slice -> slice.length))
                .expectNext(16, 16, 8)
                .verifyComplete();
    }

    @Test
    void bothGoWhereTheTransactionIsRolledBack() {
        Mono<Long> work = sessions.inSession(session -> session.inTransaction(tx -> {
            tx.save(picture());
            return tx.flush()
                    .then(photo.write(tx, Flux.just(new byte[40])))
                    .then(Mono.error(new IllegalStateException("back")));
        }));
        StepVerifier.create(work).expectErrorMessage("back").verify(LIMIT);
        StepVerifier.create(pictures.select().executeOn(db)).verifyComplete();
    }

    @Test
    void aWriteThatFailsLeavesTheSessionsTransactionAndItsObjects() {
        Picture picture = picture();
        Mono<Long> work = sessions.inSession(session -> session.inTransaction(tx -> {
            tx.save(picture);
            return tx.flush()
                    .then(photo.write(
                            tx, Flux.just(new byte[40]).concatWith(Flux.error(new IllegalStateException("gone")))))
                    .onErrorReturn(IllegalStateException.class, -1L)
                    .doOnNext(size -> picture.title = "land");
        }));
        StepVerifier.create(work).expectNext(-1L).expectComplete().verify(LIMIT);
        StepVerifier.create(pictures.select().oneOn(db))
                .assertNext(row -> {
                    assertThat(row.get("title")).isEqualTo("land");
                    assertThat(row.get("photo")).isNull();
                })
                .verifyComplete();
    }

    @Test
    void aSessionWithoutATransactionWritesInOneOfItsOwn() {
        Mono<Long> work = sessions.inSession(session -> {
            session.save(picture());
            return session.flush().then(photo.write(session, Flux.just(new byte[17])));
        });
        StepVerifier.create(work).expectNext(17L).expectComplete().verify(LIMIT);
        StepVerifier.create(photo.size(db)).expectNext(17L).verifyComplete();
    }
}
