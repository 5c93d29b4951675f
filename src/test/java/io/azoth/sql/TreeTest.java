package io.azoth.sql;

import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.caseWhen;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.func;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.tuple;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    private final Cte thick = select(b.id, b.authorId).where(b.pages.gt(9)).cte("thick");

    private final Select everything = select(
                    a.id,
                    caseWhen(a.name.like("x%"), 1).otherwise(2).as("c"),
                    count().filter(a.id.gt(0))
                            .over(Windows.partitionBy(a.name).orderBy(a.id))
                            .as("w"),
                    Json.text(a.extra, "k").as("j"),
                    Dates.plus(a.born, 3, DateUnit.DAY).as("d"),
                    Sql.multiset(select(b.title).where(b.authorId.eq(a.id))).as("m"))
            .from(a.join(thick, thick.c(b.authorId).eq(a.id)))
            .where(exists(select(b.id).where(tuple(b.authorId, b.id).in(List.of(1, 2)))))
            .where(a.id.in(select(b.id).unionAll(select(b.pages))))
            .groupBy(a.id)
            .having(count().gt(0L))
            .orderBy(a.id.desc())
            .limit(3);

    @Test
    void aWalkMeetsEveryPart() {
        List<Object> values = new ArrayList<>();
        everything.walk(element -> {
            if (element instanceof Bind<?> bind) {
                values.add(bind.value());
            }
        });
        assertThat(values).contains("x%", 1, 2, 0, 3, 9);
    }

    @Test
    void aRewriteThatChangesNothingGivesTheSameText() {
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            assertThat(text(dialect, (Statement) everything.rewrite(element -> element)))
                    .isEqualTo(text(dialect, everything));
        }
    }

    @Test
    void aRewriteReachesEveryDepth() {
        Statement rewritten = (Statement)
                everything.rewrite(element -> element.equals(b.pages) ? func("abs", INTEGER, b.pages) : element);
        assertThat(text("sqlite", rewritten))
                .isEqualTo(text("sqlite", everything).replace("books.pages", "abs(books.pages)"));
    }

    @Test
    void aRewriteReachesWhatStandsInFromByItsColumnsAlone() {
        SubqueryAlias longest =
                select(b.authorId, b.pages).where(b.pages.gt(100)).as("longest");
        Expression<Integer> pages = longest.c(b.pages);
        Select within = select(count()).from(b).where(b.pages.eq(pages)).where(b.id.eq(5));
        Select outer = select(a.name, pages, within.asScalar(SqlTypes.BIGINT).as("n"))
                .where(a.id.eq(longest.c(b.authorId)))
                .where(exists(select(thick.c(b.id)).where(thick.c(b.authorId).eq(a.id))));
        List<Object> values = new ArrayList<>();
        outer.walk(element -> {
            if (element instanceof Bind<?> bind) {
                values.add(bind.value());
            }
        });
        assertThat(values).containsExactlyInAnyOrder(100, 5, 9);
        Statement rewritten = (Statement)
                outer.rewrite(element -> element instanceof Bind<?> bind ? value((Integer) bind.value() + 1) : element);
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            CompiledSql compiled = Dialects.named(dialect).compiler().compile(rewritten, Parameters.NONE);
            assertThat(compiled.text()).isEqualTo(text(dialect, outer));
            assertThat(compiled.binds().stream().map(BoundValue::value)).containsExactlyInAnyOrder(101, 6, 10);
        }
        Statement update = b.update()
                .set(b.pages, pages)
                .from(longest)
                .where(exists(select(a.id).where(a.id.eq(pages))));
        assertThat(text("postgresql", (Statement) update.rewrite(element -> element)))
                .isEqualTo(text("postgresql", update));
    }

    @Test
    void changesAreRewrittenToo() {
        Statement update = b.update().set(b.pages, b.pages.plus(1)).where(b.id.eq(1));
        Statement upsert =
                b.insert().set(b.id, 1).set(b.title, "x").onConflict(b.id).doUpdate(b.title);
        Statement delete = b.delete().using(a).where(b.authorId.eq(a.id));
        Statement merge =
                Merge.into(b).using(a, b.id.eq(a.id)).whenMatched(b.pages.gt(1)).delete();
        for (Statement statement : List.of(update, upsert, delete, merge)) {
            assertThat(text("postgresql", (Statement) statement.rewrite(element -> element)))
                    .isEqualTo(text("postgresql", statement));
        }
    }

    private static String text(String dialect, Statement statement) {
        return Dialects.named(dialect)
                .compiler()
                .compile(statement, Parameters.NONE)
                .text();
    }
}
