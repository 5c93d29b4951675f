package io.azoth.schema;

import static io.azoth.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A tenant's tables that refer to what all tenants share, outside of the schemas that are translated. */
@Databases({DatabaseKind.H2, DatabaseKind.POSTGRES})
class OutsideSchemaIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final SchemaTranslation TENANT = SchemaTranslation.unnamedTo("tenant_1");

    private final TestDatabase database;
    private final boolean h2;

    OutsideSchemaIT(TestDatabase database) {
        this.database = database;
        this.h2 = database.kind() == DatabaseKind.H2;
    }

    @BeforeEach
    void create() {
        database.run(
                "CREATE TABLE countries (code VARCHAR(2) PRIMARY KEY)",
                "INSERT INTO countries VALUES ('DE')",
                "CREATE SEQUENCE tickets",
                "CREATE SCHEMA shared",
                "CREATE TABLE shared.plans (id INTEGER PRIMARY KEY)",
                "CREATE SEQUENCE shared.stamps",
                "CREATE SCHEMA tenant_1",
                "CREATE SEQUENCE tenant_1.own_numbers",
                "CREATE TABLE tenant_1.kinds (id INTEGER PRIMARY KEY)",
                // A table of the name that a key outside has: the two are not to be mixed up.
                "CREATE TABLE tenant_1.plans (id INTEGER PRIMARY KEY)",
                "CREATE TABLE tenant_1.users (id INTEGER PRIMARY KEY, "
                        + "country VARCHAR(2) REFERENCES " + (h2 ? "public." : "") + "countries (code), "
                        + "plan INTEGER REFERENCES shared.plans (id), "
                        + "kind INTEGER REFERENCES tenant_1.kinds (id), "
                        + "ticket BIGINT DEFAULT " + next("tickets") + ", "
                        + "stamp BIGINT DEFAULT " + next("shared.stamps") + ", "
                        + "own BIGINT DEFAULT " + next("tenant_1.own_numbers") + ")",
                "INSERT INTO tenant_1.users (id, country) VALUES (1, 'DE')");
    }

    private String next(String sequence) {
        return h2 ? "NEXT VALUE FOR " + sequence : "nextval('" + sequence + "')";
    }

    @AfterEach
    void drop() {
        database.run(
                "DROP SCHEMA tenant_1 CASCADE",
                "DROP SCHEMA shared CASCADE",
                "DROP TABLE countries",
                "DROP SEQUENCE tickets");
    }

    private Engine open(SchemaTranslation translation) {
        return Engine.create(database.url(), EngineOptions.DEFAULT.withSchemas(translation));
    }

    private static TableName target(TableDefinition table, String column) {
        return table.foreignKeys().stream()
                .filter(key -> key.columns().contains(column))
                .findFirst()
                .orElseThrow()
                .target();
    }

    private static TableName next(TableDefinition table, int column) {
        DefaultValue value = table.columns().get(column).defaultValue();
        assertThat(value).isInstanceOf(DefaultValue.NextOf.class);
        return ((DefaultValue.NextOf) java.util.Objects.requireNonNull(value)).sequence();
    }

    @Test
    void whatIsOutsideIsNamedWithItsSchema() {
        Engine db = open(TENANT);
        StepVerifier.create(Inspector.of(db).table("users"))
                .assertNext(users -> {
                    assertThat(target(users, "country")).isEqualTo(new TableName("public", "countries"));
                    assertThat(target(users, "plan")).isEqualTo(new TableName("shared", "plans"));
                    assertThat(target(users, "kind")).isEqualTo(TableName.of("kinds"));
                    assertThat(next(users, 4)).isEqualTo(new TableName("public", "tickets"));
                    assertThat(next(users, 5)).isEqualTo(new TableName("shared", "stamps"));
                    assertThat(next(users, 6)).isEqualTo(TableName.of("own_numbers"));
                })
                .verifyComplete();
        db.close().block(LIMIT);
    }

    @Test
    void whatIsOutsideIsReadWithTheTableAndJoined() {
        Engine db = open(TENANT);
        MetaData live = new MetaData();
        StepVerifier.create(Table.reflect("users", live, db).flatMap(users -> {
                    assertThat(users.definition().foreignKeys()).hasSize(3);
                    Table countries = live.table("public.countries");
                    return select(users.c("id"), countries.c("code"))
                            .from(users.join(countries))
                            .oneOn(db);
                }))
                .assertNext(row -> assertThat(row.values()).containsExactly(1, "DE"))
                .verifyComplete();
        db.close().block(LIMIT);
    }

    @Test
    void aSchemaThatStandsForAnotherIsNamedByWhatStandsForIt() {
        Engine db = open(TENANT.and("shared", "tenant_1").and("common", "shared"));
        StepVerifier.create(Inspector.of(db).table("users"))
                .assertNext(users -> {
                    assertThat(target(users, "plan")).isEqualTo(new TableName("common", "plans"));
                    assertThat(next(users, 5)).isEqualTo(new TableName("common", "stamps"));
                })
                .verifyComplete();
        db.close().block(LIMIT);
    }

    @Test
    void whatNoNameStandsForIsAnErrorAndNoOtherTable() {
        Engine db = open(TENANT.and("shared", "tenant_1"));
        StepVerifier.create(Inspector.of(db).table("users")).verifyErrorSatisfies(error -> {
            assertThat(error)
                    .hasMessage(
                            "The table 'tenant_1.users' refers to 'shared.plans', and no name stands for that here: "
                                    + "'shared.plans' is 'tenant_1.plans' under this translation of schemas; name a schema "
                                    + "that stands for 'shared' in it");
            assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.UNKNOWN_REFERENCE);
        });
        db.close().block(LIMIT);
    }

    @Test
    void withoutATranslationNamesAreAsAStatementFindsThem() {
        Engine db = open(SchemaTranslation.NONE);
        StepVerifier.create(Inspector.of(db).table(new TableName("tenant_1", "users")))
                .assertNext(users -> {
                    assertThat(target(users, "country")).isEqualTo(TableName.of("countries"));
                    assertThat(target(users, "plan")).isEqualTo(new TableName("shared", "plans"));
                    assertThat(target(users, "kind")).isEqualTo(new TableName("tenant_1", "kinds"));
                    assertThat(next(users, 4)).isEqualTo(TableName.of("tickets"));
                    assertThat(next(users, 6)).isEqualTo(new TableName("tenant_1", "own_numbers"));
                })
                .verifyComplete();
        db.close().block(LIMIT);
    }
}
