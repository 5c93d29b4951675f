package io.azoth.reflect;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.schema.MetaData;
import io.azoth.schema.SchemaTranslation;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Row;
import io.azoth.sql.Sql;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A schema that others wrote, with what we would not write, and an engine on it. */
abstract class ForeignSchema {
    final TestDatabase database;
    Engine db;

    ForeignSchema(TestDatabase database) {
        this.database = database;
    }

    /** The statements that make it, a table {@code plain} among others. */
    abstract String[] script();

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
        if (Boolean.FALSE.equals(
                Inspector.of(db).hasTable(TableName.of("plain")).block())) {
            database.run(script());
        }
    }

    @AfterEach
    void close() {
        db.close().block();
    }

    TableDefinition live(String table) {
        return Objects.requireNonNull(Inspector.of(db).table(table).block());
    }

    /** Every table, read into a model. */
    List<Table> reflectedInto(MetaData model) {
        return Objects.requireNonNull(model.reflect(db).collectList().block());
    }

    /** What stands in them. */
    Flux<Row> rowsOf(List<Table> tables) {
        return Flux.fromIterable(tables).concatMap(table -> table.select().executeOn(db));
    }

    /** Tables that are created from what was read are read alike, but for a field in which the database has words of its own. */
    void isCreatedAgain(String ignored) {
        MetaData live = MetaData.bind(db);
        List<Table> tables = reflectedInto(live);
        StepVerifier.create(rowsOf(tables)).verifyComplete();
        assertThat(createdAgain(live))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(ignored)
                .containsExactlyInAnyOrderElementsOf(
                        tables.stream().map(Table::definition).toList());
    }

    /** What is read of tables that are created from what was read, in a schema of their own. */
    private List<TableDefinition> createdAgain(MetaData read) {
        boolean attached = database.kind() == DatabaseKind.SQLITE;
        Engine other =
                Engine.create(database.url(), EngineOptions.DEFAULT.withSchemas(SchemaTranslation.unnamedTo("again")));
        return Objects.requireNonNull(
                other.inConnection(on -> Sql.text(attached ? "ATTACH ':memory:' AS again" : "CREATE SCHEMA again")
                                .runOn(on)
                                .then(read.createAll(on))
                                .thenMany(Inspector.of(on).definitions())
                                .collectList()
                                .flatMap(again -> read.dropAll(on)
                                        .then(Sql.text(attached ? "DETACH again" : "DROP SCHEMA again")
                                                .runOn(on))
                                        .thenReturn(again)))
                        .flatMap(again -> other.close().thenReturn(again))
                        .block());
    }
}
