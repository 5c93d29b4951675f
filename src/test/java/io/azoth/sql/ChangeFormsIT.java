package io.azoth.sql;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.INTEGER;

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
