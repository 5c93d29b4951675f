package io.azoth.sql;

import static io.azoth.schema.Schema.column;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

/** Every word that a database itself counts among its keywords is a name like any other, on each of them. */
@ExtendWith(Everywhere.Opened.class)
class ReservedWordIT {
    /** The keywords of SQLite, which has no list of them to ask for. */
    private static final String OF_SQLITE = "abort action add after all alter always analyze and as asc attach "
            + "autoincrement before begin between by cascade case cast check collate column commit conflict constraint "
            + "create cross current current_date current_time current_timestamp database default deferrable deferred "
            + "delete desc detach distinct do drop each else end escape except exclude exclusive exists explain fail "
            + "filter first following for foreign from full generated glob group groups having if ignore immediate in "
            + "index indexed initially inner insert instead intersect into is isnull join key last left like limit match "
            + "materialized natural no not nothing notnull null nulls of offset on or order others outer over partition "
            + "plan pragma preceding primary query raise range recursive references regexp reindex release rename "
            + "replace restrict returning right rollback row rows savepoint select set table temp temporary then ties to "
            + "transaction trigger unbounded union unique update using vacuum values view virtual when where window with "
            + "within without";

    /** Those of H2, as its manual lists them. */
    private static final String OF_H2 = "all and any array as asymmetric authorization between both case cast check "
            + "constraint cross current_catalog current_date current_path current_role current_schema current_time "
            + "current_timestamp current_user day default distinct else end except exists false fetch for foreign from "
            + "full group groups having hour if ilike in inner intersect interval is join key leading left like limit "
            + "localtime localtimestamp minus minute month natural not null offset on or order over partition primary "
            + "qualify range regexp right row rownum rows second select session_user set some symmetric system_user "
            + "table to top trailing true uescape union unique unknown user using value values when where window with "
            + "year _rowid_";

    /** As a column of a common table expression SQLite reads them as values, in quotes too. */
    private static final Set<String> NO_COLUMN_OF_WITH = Set.of("true", "false");

    @Test
    void everyKeywordIsANameOnEachDatabase() {
        Set<String> words = Pattern.compile(" ")
                .splitAsStream(OF_SQLITE + " " + OF_H2)
                .collect(Collectors.toCollection(TreeSet::new));
        words.addAll(ofPostgres());
        assertThat(words).hasSizeGreaterThan(500);
        for (String dialect : Everywhere.ENGINES.keySet()) {
            List<String> refused = new ArrayList<>();
            for (String word : words) {
                if (dialect.equals("sqlite") && NO_COLUMN_OF_WITH.contains(word)) {
                    continue;
                }
                try {
                    assertThat(Everywhere.undone(dialect, on -> use(word, on))).containsExactly("2", "1|3");
                } catch (RuntimeException | AssertionError e) {
                    refused.add(word + ": " + String.valueOf(e.getMessage()).replace("\n", " "));
                }
            }
            assertThat(refused).as(dialect).isEmpty();
        }
    }

    private static Set<String> ofPostgres() {
        Set<String> words = new TreeSet<>();
        Everywhere.undone("postgresql", on -> on.fetch(
                        Sql.text("SELECT word FROM pg_get_keywords()")
                                .columns(Sql.text("word", TEXT).as("word")),
                        Parameters.NONE)
                .doOnNext(row -> words.add(String.valueOf(row.get(0)).toLowerCase(Locale.ROOT))));
        return words;
    }

    /** As a table, a column, another name for it, a label, and a common table expression. */
    private static Flux<Row> use(String word, Executor on) {
        Table table = Table.of(word, new MetaData(), column(word, INTEGER), column("other_" + word, INTEGER));
        io.azoth.schema.Column<Integer> column = table.c(word, Integer.class);
        Alias alias = table.as(word);
        Cte cte = select(value(2).as(word)).cte(word);
        Select query = select(
                alias.c(column).as(word), select(value(3).as(word)).as("x").c(word, Integer.class));
        Select common = select(cte.c(word, Integer.class).as(word));
        return on.fetch(common, Parameters.NONE).concatWith(Flux.defer(() -> ofTable(table, query, word, on)));
    }

    private static Flux<Row> ofTable(Table table, Query query, String word, Executor on) {
        return table.create(on)
                .then(table.insert().values(word, 1).executeOn(on))
                .then(table.update()
                        .values("other_" + word, 7)
                        .where(table.c(word, Integer.class).eq(1))
                        .executeOn(on))
                .thenMany(Flux.defer(() -> on.fetch(query, Parameters.NONE)))
                .concatWith(Flux.defer(() -> table.drop(on).thenMany(Flux.empty())));
    }
}
