package io.azoth.sql;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;

import io.azoth.engine.Engine;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Forms of changes that the common ones do not show. */
@ExtendWith(Everywhere.Opened.class)
class ChangeFormsIT {
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    /** SQLite changes one row after another, and a subquery would see the rows before as they have become. */
    @Test
    void anUpdateReadsItsTableAsItWas() {
        Alias other = b.as("other");
        Select before =
                select(sum(other.c(b.pages))).from(other).where(other.c(b.id).lt(b.id));
        everywhere(b.update().set(b.pages, before.asScalar(INTEGER)).where(b.id.gt(1)))
                .on(
                        "sqlite",
                        "UPDATE books SET pages = (SELECT sum(other.pages) FROM books AS other WHERE other.book_id < "
                                + "books.book_id) FROM (SELECT TRUE AS true_) AS once_ WHERE books.book_id > ?")
                .is("UPDATE books SET pages = (SELECT sum(other.pages) FROM books AS other WHERE other.book_id < "
                        + "books.book_id) WHERE books.book_id > ?")
                .leaves(select(b.pages).orderBy(b.id), "100", "100", "300", "600", "700");
        everywhere(b.update()
                        .set(b.pages, before.asScalar(INTEGER))
                        .where(b.id.in(select(other.c(b.id))
                                .from(other)
                                .where(other.c(b.pages).le(200)))))
                .leaves(select(b.pages).orderBy(b.id), "null", "100", "300", "600", "700");
        everywhere(b.update()
                        .set(b.pages, before.asScalar(INTEGER))
                        .where(b.id.eq(3))
                        .returning(b.id, b.pages))
                .gives("3|300");
    }

    @Test
    void anUpdateMayReadAJoinOrSeveralTables() {
        Alias other = b.as("other");
        Alias twin = a.as("twin");
        Expression<Boolean> longer = other.c(b.pages).gt(b.pages);
        everywhere(b.update()
                        .set(b.title, a.name.concat("/").concat(other.c(b.title)))
                        .from(a.join(other, other.c(b.authorId).eq(a.id)))
                        .where(and(b.authorId.eq(a.id), longer)))
                .on(
                        "h2",
                        "MERGE INTO books USING (SELECT authors.name, other.title, authors.author_id, other.pages FROM authors JOIN "
                                + "books AS other ON other.author_id = authors.author_id) AS from_ ON books.author_id = "
                                + "from_.author_id AND from_.pages > books.pages WHEN MATCHED THEN UPDATE SET title = from_.name || "
                                + "$1 || from_.title")
                .is("UPDATE books SET title = authors.name || ? || other.title FROM authors JOIN books AS other ON "
                        + "other.author_id = authors.author_id WHERE books.author_id = authors.author_id AND other.pages > "
                        + "books.pages")
                .leaves(select(b.title).orderBy(b.id), "Ada/Engines", "Engines", "notes", "Zebra", "Orphan");
        everywhere(b.update()
                        .set(
                                b.title,
                                select(a.name)
                                        .from(a)
                                        .where(a.id.eq(other.c(b.authorId)))
                                        .asScalar(TEXT))
                        .from(twin, other)
                        .where(and(
                                b.authorId.eq(1),
                                other.c(b.id).eq(b.id),
                                twin.c(a.id).eq(2))))
                .leaves(select(b.title).orderBy(b.id), "Ada", "Ada", "notes", "Zebra", "Orphan");
        SubqueryAlias three = select(a.name).where(a.id.eq(3)).as("three");
        everywhere(b.update().set(b.title, three.c(a.name)).from(three))
                .on(
                        "h2",
                        "MERGE INTO books USING (SELECT authors.name FROM authors WHERE authors.author_id = $1) AS three ON TRUE "
                                + "WHEN MATCHED THEN UPDATE SET title = three.name")
                .leaves(select(b.title).distinct(), "Ben");
    }

    @Test
    void whatIsGivenBackMayHaveSubqueries() {
        Select ofAuthor = select(a.name).where(a.id.eq(b.authorId));
        everywhere(b.update()
                        .set(b.title, "x")
                        .where(b.id.ge(4))
                        .returning(b.id, ofAuthor.asScalar(TEXT).as("author")))
                .gives("4|Ben", "5|null");
        everywhere(b.delete()
                        .where(b.id.eq(1))
                        .returning(b.title, ofAuthor.asScalar(TEXT).as("author")))
                .gives("Notes|Ada");
    }

    @Test
    void aRowOfDefaultsIsInserted() {
        Table table = Table.of(
                "defaulted",
                new MetaData(),
                column("id", INTEGER, primaryKey()),
                column("n", INTEGER, defaultValue(7)));
        for (Engine engine : Everywhere.ENGINES.values()) {
            StepVerifier.create(table.create(engine)
                            .then(table.insert().executeOn(engine))
                            .thenMany(Flux.defer(() -> table.select().executeOn(engine)))
                            .map(row -> Everywhere.text(row.values()))
                            .concatWith(Flux.defer(() -> table.drop(engine).thenMany(Flux.empty()))))
                    .expectNext("1|7")
                    .expectComplete()
                    .verify(Duration.ofSeconds(60));
        }
    }

    @Test
    void mergeInsertsUnderACondition() {
        ValuesTable v = ValuesTable.of("v", List.of(a.id, a.name), List.of(List.of(8, "Z"), List.of(9, "Y")));
        Merge merge = Merge.into(a)
                .using(v, a.id.eq(v.c(a.id)))
                .whenNotMatched(v.c(a.name).eq("Y"))
                .set(a.id, v.c(a.id))
                .set(a.name, "new")
                .insert()
                .whenMatched()
                .delete();
        everywhere(merge)
                .lacks("sqlite", "MERGE does not exist on sqlite; use insert(...).onConflict(...).doUpdate(...)")
                .on(
                        "postgresql",
                        "MERGE INTO authors USING unnest($1::INTEGER[], $2::VARCHAR[]) AS v(author_id, name) ON "
                                + "authors.author_id = v.author_id WHEN NOT MATCHED AND v.name = $3 THEN INSERT (author_id, name) "
                                + "VALUES (v.author_id, $4) WHEN MATCHED THEN DELETE")
                .leaves(select(a.id, a.name).where(a.id.gt(4)), "9|new");
    }
}
