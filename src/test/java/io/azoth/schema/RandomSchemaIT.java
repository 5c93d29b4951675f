package io.azoth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.reflect.Inspector;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.IndexDefinition.Term;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.sql.Choices;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * Schemas by chance: created, read back equal, created again from what was read, and dropped without a rest. A failure gives
 * its seed, and the schema made as small as it still fails; {@code -Dazoth.random.first} and {@code -Dazoth.random.count} run
 * other seeds, and more of them.
 */
@Databases
class RandomSchemaIT {
    private static final long FIRST = Long.getLong("azoth.random.first", 1);
    private static final int COUNT = Integer.getInteger("azoth.random.count", 60);
    private static final List<String> SCHEMAS = List.of("app", "Other 'One");

    private final TestDatabase database;
    private Engine db;

    RandomSchemaIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
        createSchemas();
    }

    @AfterEach
    void close() {
        db.close().block();
    }

    @Test
    void whatIsCreatedIsReadBackEqualAndDroppedWhole() {
        List<String> wrong = new ArrayList<>();
        for (long seed = FIRST; seed < FIRST + COUNT && wrong.size() < 3; seed++) {
            Choices choices = new Choices(seed);
            String error = tried(choices);
            if (!error.isEmpty()) {
                int[] smallest = Choices.smallest(
                        choices.made(), made -> !tried(Choices.of(made)).isEmpty());
                wrong.add("seed " + seed + ", made smaller: " + Arrays.toString(smallest) + "\n"
                        + tried(Choices.of(smallest)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What is wrong with a schema, empty where nothing is. */
    private String tried(Choices choices) {
        RandomSchema schema = new RandomSchema(choices, database.kind());
        String error = "";
        try {
            error = problem(schema);
        } catch (RuntimeException e) {
            error = e.toString();
        }
        if (!error.isEmpty()) {
            clear();
        }
        return error;
    }

    private String problem(RandomSchema schema) {
        MetaData model = schema.metadata();
        Flux.fromIterable(schema.sequences())
                .concatMap(sequence -> sequence.create(db))
                .then(model.createAll(db))
                .block();
        List<TableDefinition> read = read();
        boolean named = model.naming() == NamingConvention.STANDARD;
        List<String> expected =
                lines(model.tables().stream().map(Table::definition).toList(), named, false);
        List<String> found = lines(read, named, false);
        if (!found.equals(expected)) {
            return different("the model", expected, found);
        }
        MetaData again = new MetaData();
        Flux.concat(again.reflect(db), Flux.fromIterable(schemas()).concatMap(name -> again.reflect(db, name)))
                .then(model.dropAll(db))
                .block();
        if (!read().isEmpty()) {
            return "dropping the model leaves " + read();
        }
        again.createAll(db).block();
        List<String> second = lines(read(), true, true);
        List<String> first = lines(read, true, true);
        if (!second.equals(first)) {
            return different("what was read", first, second);
        }
        again.dropAll(db)
                .thenMany(Flux.fromIterable(schema.sequences()))
                .concatMap(each -> each.drop(db))
                .blockLast();
        return read().isEmpty() ? "" : "dropping what was read leaves " + read();
    }

    private static String different(String what, List<String> given, List<String> read) {
        return what + " has\n  " + String.join("\n  ", without(given, read)) + "\nwhere is read\n  "
                + String.join("\n  ", without(read, given));
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }

    private List<String> schemas() {
        return database.kind() == DatabaseKind.SQLITE ? List.of() : SCHEMAS;
    }

    private List<TableDefinition> read() {
        Inspector inspector = Inspector.of(db);
        return Objects.requireNonNull(Flux.concat(
                        inspector.definitions(), Flux.fromIterable(schemas()).concatMap(inspector::definitions))
                .collectList()
                .block());
    }

    /**
     * A line for each part of each table. Expressions come back in the database's own words: those of the model are known by
     * their places alone.
     *
     * @param named whether all constraints were given names, and do not have those that the database made
     * @param words whether the words of expressions count
     */
    private static List<String> lines(List<TableDefinition> tables, boolean named, boolean words) {
        List<String> lines = new ArrayList<>();
        for (TableDefinition table : tables) {
            String name = table.name() + ": ";
            TableDefinition shown = named ? table : table.unnamed();
            lines.add(name + shown.primaryKey() + " " + shown.comment());
            shown.columns().forEach(column -> lines.add(name + (words ? column : withoutWords(column))));
            shown.foreignKeys().stream().map(Object::toString).sorted().forEach(key -> lines.add(name + key));
            shown.uniqueKeys().stream().map(Object::toString).sorted().forEach(key -> lines.add(name + key));
            shown.checks().stream()
                    .map(check -> words ? check : new CheckDefinition(check.name(), ""))
                    .map(Object::toString)
                    .sorted()
                    .forEach(check -> lines.add(name + check));
            shown.indexes().stream()
                    .map(index -> words ? index : withoutWords(index))
                    .sorted(Comparator.comparing(IndexDefinition::name))
                    .forEach(index -> lines.add(name + index));
        }
        lines.sort(Comparator.comparing(line -> line.substring(0, line.indexOf(": "))));
        return lines;
    }

    private static ColumnDefinition withoutWords(ColumnDefinition column) {
        ColumnDefinition.Computed computed = column.computed();
        return new ColumnDefinition(
                column.name(),
                column.type(),
                column.nullable(),
                column.generated(),
                column.defaultValue(),
                computed == null ? null : new ColumnDefinition.Computed("", computed.stored()),
                column.comment());
    }

    private static IndexDefinition withoutWords(IndexDefinition index) {
        return new IndexDefinition(
                index.name(),
                index.terms().stream()
                        .map(term -> term.expression() ? new Term("", true, term.descending(), term.nulls()) : term)
                        .toList(),
                index.unique(),
                index.where() == null ? null : "",
                index.method(),
                index.include());
    }

    /** Without a word of what is tested here. */
    private void clear() {
        List<String> drops = new ArrayList<>();
        switch (database.kind()) {
            case H2 -> drops.add("DROP ALL OBJECTS");
            case POSTGRES ->
                drops.addAll(List.of(
                        "DROP SCHEMA public CASCADE",
                        "DROP SCHEMA app CASCADE",
                        "DROP SCHEMA \"Other 'One\" CASCADE",
                        "CREATE SCHEMA public"));
            default -> {
                drops.add("PRAGMA foreign_keys = OFF");
                read().forEach(table ->
                        drops.add("DROP TABLE \"" + table.name().name().replace("\"", "\"\"") + "\""));
            }
        }
        database.run(drops.toArray(String[]::new));
        createSchemas();
    }

    private void createSchemas() {
        Flux.fromIterable(schemas())
                .concatMap(name -> new CreateSchema(name, true, db).execute())
                .blockLast();
    }
}
