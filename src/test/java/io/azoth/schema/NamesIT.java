package io.azoth.schema;

import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.index;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.unique;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.CreateSequence;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.DropIndex;
import io.azoth.schema.ddl.DropSchema;
import io.azoth.schema.ddl.DropSequence;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Names that need care are kept as they are given, on the way to the database and back. */
@Databases
class NamesIT {
    private final TestDatabase database;
    private final boolean sqlite;
    private Engine db;

    NamesIT(TestDatabase database) {
        this.database = database;
        this.sqlite = database.kind() == DatabaseKind.SQLITE;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
    }

    @AfterEach
    void close() {
        db.close().block();
    }

    private static void run(Publisher<?>... publishers) {
        StepVerifier.create(Flux.concat(
                        Flux.fromArray(publishers).map(each -> Flux.from(each).then())))
                .verifyComplete();
    }

    private TableDefinition live(TableName table) {
        return Objects.requireNonNull(Inspector.of(db).table(table).block());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order",
                "value",
                "user",
                "Mixed Case",
                "a.b.c",
                "it\"s",
                "it's",
                "größe_Ω_名",
                "😀 smile",
                "1st",
                "$x",
                "a-b",
                " padded ",
                "percent%s",
                "back\\slash",
                "sixty_three_bytes_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void anOddNameGoesInAndComesOut(String name) {
        MetaData metadata = MetaData.bind(db);
        TableName of = TableName.of(name);
        String rest = name.length() > 60 ? name.substring("sixty".length()) : name;
        Table table = Table.of(
                of,
                metadata,
                column("id", INTEGER, primaryKey()),
                column(name, varchar(9)),
                column("up", INTEGER),
                unique(name).named("uq " + rest),
                new TableOption.ForeignKey(null, List.of("up"), of, List.of("id"), ForeignKeyDefinition.Rules.PLAIN)
                        .named("fk " + rest),
                index("ix " + rest, name));
        run(
                metadata.createAll(),
                metadata.createAll(),
                table.insert().values(name, "x").execute(),
                table.update().values(name, "y").execute());
        assertThat(live(of))
                .usingRecursiveComparison()
                .ignoringFields("primaryKey.name")
                .isEqualTo(table.definition());
        MetaData read = MetaData.bind(db);
        StepVerifier.create(Table.reflect(of, read, db)
                        .flatMapMany(found ->
                                found.select().where(found.c(name).eq("y")).execute())
                        .map(row -> row.get(name)))
                .expectNext("y")
                .verifyComplete();
        run(metadata.dropAll(), metadata.dropAll());
        StepVerifier.create(Inspector.of(db).tables()).verifyComplete();
    }

    @Test
    void longNamesOfAConventionAreShortenedTheSameWayEverywhere() {
        MetaData metadata = MetaData.bind(db).named(NamingConvention.STANDARD);
        String table = "a_table_with_quite_a_long_name_of_its_own";
        Table people = Table.of(
                table,
                metadata,
                column("id", INTEGER, primaryKey()),
                column("another_long_column_name_one", INTEGER, unique()),
                column("another_long_column_name_two", INTEGER, foreignKey(table + ".id")),
                check("id > 0"),
                unique("another_long_column_name_one", "another_long_column_name_two"));
        run(metadata.createAll());
        assertThat(live(TableName.of(table)))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .ignoringFields("checks")
                .isEqualTo(people.definition());
        run(metadata.dropAll());
    }

    @Test
    void whatIsThereIsLeftAndWhatIsNotThereIsNoError() {
        TableDefinition things = new TableDefinition(
                TableName.of("things"),
                List.of(ColumnDefinition.of("a", INTEGER)),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                false);
        IndexDefinition index =
                new IndexDefinition("things_a", List.of(IndexDefinition.Term.column("a")), false, null, null);
        for (int i = 0; i < 2; i++) {
            run(new CreateTable(things, true, db).execute(), new CreateIndex(things.name(), index, true, db).execute());
            if (!sqlite) {
                run(
                        new CreateSchema("apart", true, db).execute(),
                        new CreateSequence(new SequenceDefinition(TableName.of("s"), 1, 1), true, db).execute());
            }
        }
        for (int i = 0; i < 2; i++) {
            run(
                    new DropIndex(things.name(), "things_a", true, db).execute(),
                    new DropTable(things.name(), true, db).execute());
            if (!sqlite) {
                run(
                        new DropSchema("apart", true, db).execute(),
                        new DropSequence(TableName.of("s"), true, db).execute());
            }
        }
        StepVerifier.create(new DropTable(things.name(), false, db).execute()).verifyError();
    }

    /** What a default gives is stored as what is bound is, so that they compare. */
    @Test
    void datesAndTimesAreDefaultsThatCompareWithOthers() {
        MetaData metadata = MetaData.bind(db);
        LocalDateTime at = LocalDateTime.of(2024, 2, 29, 13, 0);
        OffsetDateTime moment = at.atOffset(ZoneOffset.UTC);
        Table things = Table.of(
                "things",
                metadata,
                column("id", INTEGER, primaryKey()),
                column("a", DATE, defaultValue(LocalDate.of(2024, 2, 29))),
                column("b", TIME, defaultValue(LocalTime.of(13, 0))),
                column("c", TIMESTAMP, defaultValue(at)),
                column("d", TIMESTAMP_TZ, defaultValue(moment)));
        run(metadata.createAll(), things.insert().values("id", 1).execute());
        StepVerifier.create(things.select()
                        .where(things.c("a").eq(LocalDate.of(2024, 2, 29)))
                        .where(things.c("b").eq(LocalTime.of(13, 0)))
                        .where(things.c("c").eq(at))
                        .where(things.c("d").eq(moment))
                        .execute())
                .expectNextCount(1)
                .verifyComplete();
        assertThat(live(TableName.of("things")).unnamed()).isEqualTo(things.definition());
        run(metadata.dropAll());
    }
}
