package io.azoth.sql;

import static io.azoth.schema.Schema.check;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.comment;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.tableComment;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.func;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.enumeration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.engine.Engine;
import io.azoth.error.AzothException;
import io.azoth.error.CompileException;
import io.azoth.error.DefinitionException;
import io.azoth.reflect.Inspector;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.type.SqlTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

/**
 * Text in every place of a statement but those of values and tables: it comes out as it went in, or it is refused, and
 * nothing else happens to the database. Savepoints are named by the library alone; tags are in the engine's tests.
 */
@ExtendWith(Everywhere.Opened.class)
class HostileTextIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    static final List<String> TEXTS = List.of(
            "a\\b'c",
            "\\",
            "'",
            "*/",
            "/*",
            "--",
            "//",
            "$$",
            "$azoth$; DROP TABLE books; $azoth$",
            "\"",
            "`",
            "[",
            "]",
            ";",
            "a;b\\",
            "?",
            ":x",
            "$1",
            "'; DROP TABLE books; --",
            "\"; DROP TABLE books; --",
            "x\n; DELETE FROM books",
            "\uD83D\uDE00",
            "{}",
            "%",
            "select",
            "union select");

    private Map<String, List<TableName>> before = Map.of();

    @BeforeEach
    void look() {
        before = tables();
    }

    @AfterEach
    void nothingElseHappened() {
        assertThat(tables()).isEqualTo(before);
        for (String dialect : Everywhere.ENGINES.keySet()) {
            assertThat(Everywhere.undone(
                            dialect,
                            on -> on.fetch(
                                    select(count())
                                            .from(BOOKS)
                                            .unionAll(select(count()).from(AUTHORS)),
                                    Parameters.NONE)))
                    .as(dialect)
                    .containsExactlyInAnyOrder("5", "4");
        }
    }

    private static Map<String, List<TableName>> tables() {
        Map<String, List<TableName>> tables = new LinkedHashMap<>();
        Everywhere.ENGINES.forEach((dialect, engine) -> tables.put(
                dialect,
                Objects.requireNonNull(
                        Inspector.of(engine).tables().collectList().block(LIMIT))));
        return tables;
    }

    private static List<String> rows(String dialect, RowStatement statement) {
        return Everywhere.undone(dialect, on -> on.fetch(statement, Parameters.NONE));
    }

    @Test
    void anyTextNamesWhatIsInTheStatementAlone() {
        for (String text : TEXTS) {
            String name = "n" + text;
            Table model = Table.of("model", new MetaData(), column(name, INTEGER));
            SubqueryAlias sub = select(BOOKS.id.as(name)).where(BOOKS.id.le(2)).as("s" + name);
            Cte cte = select(sub.c(name, Integer.class).as(name)).cte("c" + name);
            ValuesTable values = ValuesTable.of("v" + name, List.of(model.c(name)), List.of(List.of(2)));
            TableFunction series = Numbers.series(value(1), value(2), "f" + name, name);
            Expression<Integer> id = cte.c(name, Integer.class);
            Select query = select(
                            id.as("l" + name),
                            Aggregates.sum(id).over("w" + name).as("o" + name))
                    .from(cte.join(values, id.eq(values.c(model.c(name, Integer.class))))
                            .join(series, series.c(name, Integer.class).eq(id)))
                    .window("w" + name, Windows.orderedBy(id))
                    .orderBy(id.as("l" + name));
            for (String dialect : Everywhere.ENGINES.keySet()) {
                assertThat(rows(dialect, query)).as(dialect + " " + text).containsExactly("2|2");
            }
        }
    }

    @Test
    void commentsTakeAnyTextAndHintsPlainTextAlone() {
        List<String> texts = new ArrayList<>(TEXTS);
        texts.addAll(List.of("a\0b", "a\uD83D", "*\u200B/", "%2A/"));
        Select one = select(BOOKS.id).where(BOOKS.id.eq(1));
        for (String text : texts) {
            for (String dialect : Everywhere.ENGINES.keySet()) {
                assertThat(rows(dialect, one.comment(text))).as(text).containsExactly("1");
                try {
                    assertThat(rows(dialect, one.hint(text))).as(text).containsExactly("1");
                } catch (DefinitionException e) {
                    assertThat(e)
                            .hasMessageStartingWith("A hint has letters, digits, spaces and _-.,=#@()\" in it, not '");
                }
            }
        }
    }

    @Test
    void aStepIntoADocumentIsOneKey() {
        List<String> keys = new ArrayList<>(TEXTS);
        keys.addAll(List.of("0", "[0]", "[#-1]", "a.b", "a[0]", "#", "*", " ", "\u00E9", "x' || '", ""));
        for (String key : keys) {
            Expression<String> document = Json.object(
                            "k", Json.object(key, value("found")).json())
                    .with("0", value("wrong"))
                    .json();
            Expression<String> flat = Json.object(key, value("found"))
                    .with(key + "_", value("wrong"))
                    .json();
            Select query = select(
                    Json.text(document, "k", key).as("x"), Json.text(flat, key).as("y"));
            for (String dialect : Everywhere.ENGINES.keySet()) {
                try {
                    assertThat(rows(dialect, query))
                            .as(dialect + " <" + key + ">")
                            .containsExactly("found|found");
                } catch (CompileException e) {
                    if (dialect.equals("h2")) {
                        assertThat(key).isEmpty();
                        assertThat(e)
                                .hasMessage(
                                        "A step into JSON by an empty key does not exist on h2; read the document and "
                                                + "take it apart in the program");
                        continue;
                    }
                    assertThat(dialect).as(key).isEqualTo("sqlite");
                    boolean isPath = key.startsWith("$") || key.startsWith("[");
                    assertThat(isPath || key.isEmpty() || key.contains("\"") || key.contains("\\"))
                            .as(key)
                            .isTrue();
                    assertThat(e)
                            .hasMessage(
                                    "A step into JSON by a key that is empty, has quotes or backslashes, or begins with "
                                            + "a dollar or bracket does not exist on sqlite; read the document and take it apart in "
                                            + "the program");
                }
            }
        }
    }

    @Test
    void collationsAreNames() {
        for (String text : TEXTS) {
            Select query = select(BOOKS.id).orderBy(BOOKS.title.collate("n" + text));
            assertThatThrownBy(() -> rows("h2", query)).isInstanceOf(CompileException.class);
            for (String dialect : List.of("postgresql", "sqlite")) {
                assertThatThrownBy(() -> rows(dialect, query))
                        .as(dialect + " " + text)
                        .isInstanceOf(AzothException.class)
                        .hasMessageContaining("collation")
                        .hasMessageContaining("n" + text);
            }
        }
    }

    @Test
    void operatorsFunctionsAndTypesAreRefusedOrUnknown() {
        for (String text : TEXTS) {
            List<Supplier<Select>> made = List.of(
                    () -> select(BOOKS.title.op(text, value(1), INTEGER).as("x")),
                    () -> select(func(text, INTEGER, BOOKS.id).as("x")),
                    () -> select(BOOKS.id.cast(SqlTypes.other(text)).as("x")));
            for (String dialect : Everywhere.ENGINES.keySet()) {
                for (Supplier<Select> statement : made) {
                    try {
                        assertThat(rows(dialect, statement.get())).as(text).hasSize(5);
                        assertThat(text).as(dialect).isEqualTo("%");
                    } catch (AzothException e) {
                        assertThat(e).hasMessageContaining(text);
                    }
                }
            }
        }
    }

    /** The driver of H2 cuts a text at its semicolons: in a condition by hand none can be kept from it. */
    @Test
    void textInDefinitionsComesBack() {
        for (int i = 0; i < TEXTS.size(); i++) {
            String text = TEXTS.get(i);
            for (Map.Entry<String, Engine> entry : Everywhere.ENGINES.entrySet()) {
                boolean cuts = entry.getKey().equals("h2") && text.contains(";");
                Table table = Table.of(
                        "hostile_" + i,
                        new MetaData(),
                        column("id", INTEGER, primaryKey()),
                        column("d", TEXT, defaultValue(text), comment(text)),
                        column("e", enumeration("hostile_label_" + i, List.of("x", text))),
                        tableComment(text),
                        check("d <> 'no" + (cuts ? "" : text.replace("'", "''")) + "'"));
                assertThat(kept(table, text, entry.getValue()))
                        .as(entry.getKey() + " " + text)
                        .isEqualTo(expected(text, entry.getKey()));
            }
        }
    }

    private static String expected(String text, String dialect) {
        String comment = dialect.equals("sqlite") ? "null" : text;
        return text + "|" + text + " " + comment + " " + comment + " " + text;
    }

    /** Its row, its comments, its default; then it is dropped. */
    private static String kept(Table table, String text, Engine on) {
        List<String> kept = new ArrayList<>();
        table.create(on)
                .thenMany(table.insert().values("id", 1, "e", text).executeOn(on))
                .thenMany(Flux.defer(() -> on.fetch(select(table.c("d"), table.c("e")), Parameters.NONE)))
                .doOnNext(row -> kept.add(Everywhere.text(row.values())))
                .thenMany(Flux.defer(() -> Inspector.of(on).table(table.name())))
                .doOnNext(live -> kept.add(defined(live)))
                .thenMany(Flux.defer(() -> table.drop(on)))
                .blockLast(LIMIT);
        return String.join(" ", kept);
    }

    private static String defined(TableDefinition live) {
        ColumnDefinition column = live.columns().get(1);
        Object value = column.defaultValue() instanceof DefaultValue.Constant constant ? constant.value() : "?";
        return live.comment() + " " + column.comment() + " " + value;
    }

    @Test
    void textInDefinitionsHasNoNul() {
        Table table = Table.of("hostile", new MetaData(), column("d", TEXT, defaultValue("a\0b")));
        for (Engine engine : Everywhere.ENGINES.values()) {
            assertThatThrownBy(() -> table.create(engine).block(LIMIT))
                    .hasMessage("Text in a statement has no NUL character");
        }
    }
}
