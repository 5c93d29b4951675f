package io.azoth.schema;

import io.azoth.engine.Engine;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A model on a database that holds nothing else, and how it is read back. */
@Databases
abstract class ModelOnDatabase {
    final TestDatabase database;
    final boolean sqlite;
    final boolean h2;
    Engine db;
    MetaData metadata;

    ModelOnDatabase(TestDatabase database) {
        this.database = database;
        this.sqlite = database.kind() == DatabaseKind.SQLITE;
        this.h2 = database.kind() == DatabaseKind.H2;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
        metadata = MetaData.bind(db).named(NamingConvention.STANDARD);
    }

    @AfterEach
    void close() {
        metadata.dropAll().then(db.close()).block();
    }

    static void run(Publisher<?>... publishers) {
        StepVerifier.create(Flux.concat(
                        Flux.fromArray(publishers).map(each -> Flux.from(each).then())))
                .verifyComplete();
    }

    TableDefinition live(String table) {
        return Objects.requireNonNull(Inspector.of(db).table(table).block());
    }
}
