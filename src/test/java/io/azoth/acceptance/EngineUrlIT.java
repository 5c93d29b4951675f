package io.azoth.acceptance;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Row;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How an engine and metadata come to their database. */
class EngineUrlIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Table users(MetaData metadata) {
        return Table.of("users", metadata, column("user_id", INTEGER, primaryKey()), column("user_name", varchar(40)));
    }

    private static Flux<String> createInsertAndSelect(Table users) {
        return users.create()
                .then(users.insert().execute(row("user_name", "Mary")))
                .thenMany(users.select().execute())
                .map(Row::toString);
    }

    private static void worksAt(String url) {
        Engine db = Engine.create(url);
        StepVerifier.create(createInsertAndSelect(users(MetaData.bind(db))))
                .expectNext("(1, Mary)")
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(db.close()).expectComplete().verify(LIMIT);
    }

    @Test
    void anSqliteFileAppearsWhenItIsFirstUsedAndNotBefore(@TempDir Path folder) {
        Path file = folder.resolve("tutorial.db");
        Engine db = Engine.create("r2dbc:sqlite:///" + file);
        Table users = users(MetaData.bind(db));
        Mono<Void> created = users.create();
        assertThat(file).doesNotExist();
        StepVerifier.create(created.then(db.close())).expectComplete().verify(LIMIT);
        assertThat(file).exists();
    }

    @Test
    void aPathBehindThreeSlashesIsRelativeAndBehindFourAbsolute(@TempDir Path folder) throws IOException {
        Path relative = Files.createTempDirectory(Path.of("target"), "urls");
        worksAt("r2dbc:sqlite:///" + relative + "/relative.db");
        assertThat(relative.resolve("relative.db")).exists();
        worksAt("r2dbc:sqlite:////" + folder.toString().substring(1) + "/absolute.db");
        assertThat(folder.resolve("absolute.db")).exists();
    }

    @Test
    void aDatabaseInMemoryLivesAsLongAsItsEngine() {
        worksAt("r2dbc:sqlite:///:memory:");
        worksAt("r2dbc:sqlite:///:memory:");
        worksAt("r2dbc:h2:mem:///engine_url");
    }

    @Test
    void metadataIsBoundByUrlAlone(@TempDir Path folder) {
        Table users = users(MetaData.bind("r2dbc:sqlite:///" + folder.resolve("bound.db")));
        StepVerifier.create(createInsertAndSelect(users))
                .expectNext("(1, Mary)")
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void anEngineTakesAPoolThatExistsAndLeavesItOpen() {
        try (TestDatabase database = DatabaseKind.POSTGRES.open()) {
            ConnectionPool pool =
                    new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(database.url()))
                            .maxSize(2)
                            .build());
            Engine db = Engine.create(pool);
            StepVerifier.create(createInsertAndSelect(users(MetaData.bind(db)))
                            .concatWith(db.close().cast(String.class)))
                    .expectNext("(1, Mary)")
                    .expectComplete()
                    .verify(LIMIT);
            assertThat(pool.isDisposed()).isFalse();
            assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
            pool.disposeLater().block(LIMIT);
        }
    }
}
