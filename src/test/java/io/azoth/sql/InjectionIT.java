package io.azoth.sql;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

/** What goes in as a value or a name never changes the shape of the statement. */
@ExtendWith(Everywhere.Opened.class)
class InjectionIT {
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "`",
            "\\",
            ";",
            "--",
            "/*",
            "*/",
            "%",
            "_",
            "!",
            "*",
            "?",
            "[",
            "]",
            "$1",
            ":x",
            "$$",
            " ",
            "a",
            "A",
            "select",
            "\n",
            "é",
            "\uD83D\uDE00",
            "]]",
            "''",
            "0",
            "||",
            "(",
            ")",
            "{",
            "#");

    private final Random random = new Random(20);

    private String some(int longest) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(longest + 1);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    @Test
    void textIsFoundExactlyByWhatItBeginsEndsAndContains() {
        for (int i = 0; i < 150; i++) {
            String text = some(6);
            int from = random.nextInt(text.length() + 1);
            int to = from + random.nextInt(text.length() - from + 1);
            String part = random.nextBoolean() ? some(2) : text.substring(from, to);
            if (!isWhole(part)) {
                continue;
            }
            Expression<String> value = Sql.value(text);
            Select query = select(
                    value.as("v"),
                    value.startsWith(part).as("s"),
                    value.endsWith(part).as("e"),
                    value.contains(part).as("c"),
                    value.contains(Sql.value(part)).as("x"),
                    value.eq(part).as("q"));
            String expected = text + "|" + text.startsWith(part) + "|" + text.endsWith(part) + "|" + text.contains(part)
                    + "|" + text.contains(part) + "|" + text.equals(part);
            for (String dialect : Everywhere.ENGINES.keySet()) {
                assertThat(Everywhere.undone(dialect, on -> on.fetch(query, Parameters.NONE)))
                        .as(dialect + " <" + text + "> <" + part + ">")
                        .containsExactly(expected);
            }
        }
    }

    /** Half a surrogate pair is no text that could be sent. */
    private static boolean isWhole(String text) {
        return new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8)
                .equals(text);
    }

    @Test
    void aValueIsNoPartOfTheText() {
        for (String dialect : Everywhere.ENGINES.keySet()) {
            assertThat(text(dialect, "x")).isEqualTo(text(dialect, "'; DROP TABLE books; --"));
        }
    }

    private static String text(String dialect, String value) {
        Select query = select(Shop.BOOKS.id)
                .where(Shop.BOOKS.title.eq(value))
                .where(Shop.BOOKS.title.contains(value))
                .where(Shop.BOOKS.title.in(value, value))
                .orderBy(Sql.caseWhen(Shop.BOOKS.title.eq(value), value).otherwise(value));
        return Dialects.named(dialect)
                .compiler()
                .compile(query, Parameters.NONE)
                .text();
    }

    @Test
    void anyNameIsANameAndNothingElse() {
        for (int i = 0; i < 25; i++) {
            // The reactive driver of H2 cuts a statement at a semicolon even in a quoted name.
            String tableName = "t" + some(4).replace(";", "");
            String columnName = "c" + some(4).replace(";", "");
            Table table =
                    Table.of(tableName, new MetaData(), column("id", INTEGER, primaryKey()), column(columnName, TEXT));
            Alias alias = table.as("a" + some(3).replace(";", ""));
            String value = some(5);
            for (String dialect : Everywhere.ENGINES.keySet()) {
                List<String> found = new ArrayList<>();
                Everywhere.undone(dialect, on -> table.create(on)
                        .thenMany(table.insert()
                                .values("id", 1, columnName, value)
                                .executeOn(on))
                        .thenMany(Flux.defer(() -> on.fetch(
                                select(alias.c(table.c(columnName, String.class))
                                        .as("l" + columnName)),
                                Parameters.NONE)))
                        .doOnNext(row -> found.add(row.names().get(0) + "=" + row.get(0)))
                        .concatWith(Flux.defer(() -> table.drop(on).thenMany(Flux.empty()))));
                assertThat(found).as(dialect + " " + tableName).containsExactly("l" + columnName + "=" + value);
            }
        }
    }
}
