package io.azoth.reflect;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A schema is read by a fixed number of statements, however many tables it has. */
@Databases
class InspectorIT {
    private static final int TABLES = 40;
    private final AtomicInteger statements = new AtomicInteger();
    private final TestDatabase database;
    private final int each;
    private final MetaData model = new MetaData();
    private Engine db;

    InspectorIT(TestDatabase database) {
        this.database = database;
        this.each = database.kind() == DatabaseKind.POSTGRES ? 4 : 5;
    }

    @BeforeEach
    void create() {
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withListener(event -> statements.incrementAndGet()));
        List<Table> made = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            made.add(Table.of(
                    "t" + i,
                    model,
                    column("id", INTEGER, primaryKey()),
                    column("name", TEXT),
                    column("before", INTEGER, foreignKey("t" + Math.max(0, i - 1) + ".id")),
                    index("t" + i + "_name", "name")));
        }
        assertThat(model.tables()).isEqualTo(made);
        StepVerifier.create(model.createAll(db)).verifyComplete();
        statements.set(0);
    }

    @AfterEach
    void drop() {
        StepVerifier.create(model.dropAll(db).then(db.close())).verifyComplete();
    }

    @Test
    void aWholeSchemaTakesAsManyStatementsAsOneTable() {
        StepVerifier.create(Inspector.of(db).table("t0")).expectNextCount(1).verifyComplete();
        assertThat(statements.getAndSet(0)).isEqualTo(each);
        MetaData live = new MetaData();
        List<Table> tables = live.reflect(db).collectList().block();
        assertThat(statements.get()).isEqualTo(each);
        assertThat(tables).hasSize(TABLES).allSatisfy(table -> assertThat(
                        table.definition().unnamed())
                .isEqualTo(model.table(table.name()).definition()));
    }

    @Test
    void tablesThatAreReferredToAreReadStepByStep() {
        StepVerifier.create(Table.reflect("t3", new MetaData(), db).map(Table::name))
                .expectNext("t3")
                .verifyComplete();
        assertThat(statements.get()).isEqualTo(4 * each); // t3, t2, t1, t0
    }

    @Test
    void tablesAreReadByName() {
        StepVerifier.create(Inspector.of(db)
                        .definitions(null, List.of("t7", "t3", "nobody"))
                        .map(TableDefinition::name)
                        .map(Object::toString))
                .expectNext("t3", "t7")
                .verifyComplete();
        assertThat(statements.getAndSet(0)).isEqualTo(each);
        StepVerifier.create(Inspector.of(db).definitions(null, List.of())).verifyComplete();
        StepVerifier.create(Inspector.of(db).definitions("nowhere")).verifyComplete();
    }

    @Test
    void creatingWhatIsThereAsksOnce() {
        StepVerifier.create(model.createAll(db)).verifyComplete();
        assertThat(statements.get()).isLessThanOrEqualTo(2);
    }
}
