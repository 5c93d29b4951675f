package io.azoth.acceptance;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Result;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * What goes wrong says what and where, takes nothing with it, and leaves the only connection of the pool to be used again.
 */
@Databases
class BadInputIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Engine db;
    private final MetaData metadata;
    private final Table users;
    private final Table addresses;

    BadInputIT(TestDatabase database) {
        this.database = database;
        this.db = Engine.create(
                database.url(), EngineOptions.DEFAULT.withPoolSize(1).withAcquireTimeout(Duration.ofSeconds(5)));
        this.metadata = MetaData.bind(db);
        this.users =
                Table.of("users", metadata, column("user_id", INTEGER, primaryKey()), column("user_name", varchar(40)));
        this.addresses = Table.of(
                "addresses",
                metadata,
                column("address_id", INTEGER, primaryKey()),
                column("user_id", INTEGER, foreignKey("users.user_id")));
    }

    @BeforeEach
    void oneUser() {
        metadata.createAll()
                .then(users.insert().execute(row("user_name", "Mary")))
                .block(LIMIT);
    }

    @AfterEach
    void noTables() {
        metadata.dropAll().then(db.close()).block(LIMIT);
    }

    /** Runs it alone, then inside a transaction that has written before, which must be undone. */
    private void fails(Publisher<?> bad, ErrorCode code, String message) {
        StepVerifier.create(bad)
                .expectErrorSatisfies(error -> assertError(error, code, message))
                .verify(LIMIT);
        StepVerifier.create(db.inTransaction(tx -> users.insert()
                        .values("user_name", "lost")
                        .executeOn(tx)
                        .then(Flux.from(bad).then())))
                .expectErrorSatisfies(error -> assertError(error, code, message))
                .verify(LIMIT);
        StepVerifier.create(users.select().execute().map(Object::toString))
                .expectNext("(1, Mary)")
                .expectComplete()
                .verify(LIMIT);
    }

    private static void assertError(Throwable error, ErrorCode code, String message) {
        assertThat(error).isInstanceOf(AzothException.class).hasMessage(message);
        assertThat(((AzothException) error).code()).isEqualTo(code);
    }

    @Test
    void aMissingParameter() {
        var byId = users.select().where(users.c("user_id", Integer.class).eq(parameter("id", INTEGER)));
        fails(byId.execute(), ErrorCode.MISSING_PARAMETER, "A value is required for parameter 'id'; given are []");
    }

    @Test
    void aParameterOfAnotherClass() {
        Mono<Result> wrong = users.insert().execute(row("user_name", 5));
        fails(
                wrong,
                ErrorCode.WRONG_TYPE,
                "users.user_name is VARCHAR(40) and takes String, not Integer; convert the value first");
    }

    @Test
    void aColumnThatIsNotThere() {
        fails(
                users.insert().execute(row("nickname", "x")),
                ErrorCode.UNKNOWN_COLUMN,
                "Table 'users' has no column 'nickname'; it has [user_id, user_name]");
    }

    @Test
    void aTableThatIsNotThere() {
        Table ghost = Table.of("ghosts", new MetaData(), column("id", INTEGER, primaryKey()));
        String said =
                switch (database.kind()) {
                    case H2 -> "Table \"GHOSTS\" not found; SQL statement:\nSELECT ghosts.id FROM ghosts [42102-240]";
                    case POSTGRES -> "relation \"ghosts\" does not exist";
                    case SQLITE -> "no such table: ghosts [SQLITE_ERROR]";
                };
        fails(
                ghost.select().executeOn(db),
                ErrorCode.BAD_SQL,
                "The database does not accept the statement: " + said
                        + "\n  statement: SELECT ghosts.id FROM ghosts\n  dialect: "
                        + db.dialect().name());
        fails(
                Table.reflect("ghosts", metadata),
                ErrorCode.UNKNOWN_TABLE,
                "The database has no table 'ghosts'; its default schema has [addresses, users]");
    }

    @Test
    void aValueThatBreaksAConstraintCarriesTheStatement() {
        StepVerifier.create(users.insert().execute(row("user_id", 1, "user_name", "again")))
                .expectErrorSatisfies(error -> {
                    AzothException refused = (AzothException) error;
                    assertThat(refused.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
                    assertThat(refused.statement()).startsWith("INSERT INTO users (user_id, user_name) VALUES (");
                    assertThat(refused.parameters()).containsExactly(1, "again");
                    assertThat(refused.getMessage()).contains("\n  statement: INSERT INTO users");
                })
                .verify(LIMIT);
        StepVerifier.create(addresses.insert().execute(row("user_id", 77)))
                .expectErrorSatisfies(
                        error -> assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.FOREIGN_KEY_VIOLATION))
                .verify(LIMIT);
        StepVerifier.create(users.select().execute())
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void textThatIsNoSql() {
        StepVerifier.create(text("SELEC 1").executeOn(db))
                .expectErrorSatisfies(error -> {
                    assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.BAD_SQL);
                    assertThat(error).hasMessageContaining("\n  statement: SELEC 1\n  dialect: ");
                })
                .verify(LIMIT);
        StepVerifier.create(users.select().execute())
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void twoRowsWhereOneWasAskedFor() {
        Mono<?> two = users.insert()
                .execute(row("user_name", "Tom"))
                .then(users.select().one())
                .onErrorResume(error -> users.delete()
                        .where(users.c("user_name").eq("Tom"))
                        .execute()
                        .then(Mono.error(error)));
        StepVerifier.create(two)
                .expectErrorSatisfies(error -> assertThat(error)
                        .hasMessage("One row was asked for, but there are more: SELECT users.user_id, users.user_name "
                                + "FROM users {generic}; narrow the condition, or use first() or execute()"))
                .verify(LIMIT);
        StepVerifier.create(users.select().execute())
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);
    }
}
