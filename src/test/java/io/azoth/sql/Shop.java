package io.azoth.sql;

import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.engine.Engine;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Mono;

/** Tables of a bookshop, and rows with NULLs, equal values and letters of both cases. */
final class Shop {
    static final MetaData METADATA = new MetaData();
    static final Authors AUTHORS = new Authors();
    static final Books BOOKS = new Books();

    private Shop() {}

    static final class Authors extends Table {
        final Column<Integer> id = column("author_id", INTEGER, primaryKey());
        final Column<String> name = column("name", varchar(40), notNull());
        final Column<LocalDate> born = column("born", DATE);
        final Column<String> extra = column("extra", JSON);

        Authors() {
            super("authors", METADATA);
        }
    }

    static final class Books extends Table {
        final Column<Integer> id = column("book_id", INTEGER, primaryKey());
        final Column<Integer> authorId = column("author_id", INTEGER, foreignKey("authors.author_id"));
        final Column<String> title = column("title", varchar(60), notNull());
        final Column<BigDecimal> price = column("price", numeric(10, 2));
        final Column<Integer> pages = column("pages", INTEGER);
        final Column<Integer> rating = column("rating", INTEGER);
        final Column<LocalDateTime> sold = column("sold", TIMESTAMP);

        Books() {
            super("books", METADATA);
        }
    }

    static Mono<Void> create(Engine db) {
        return METADATA.createAll(db)
                .then(AUTHORS.insert().rows(AUTHORS.columns(), authors()).executeOn(db))
                .then(BOOKS.insert().rows(BOOKS.columns(), books()).executeOn(db))
                .then();
    }

    private static List<List<?>> authors() {
        return List.of(
                Arrays.asList(1, "Ada", LocalDate.of(1815, 12, 10), "{\"tags\": [\"a\", \"b\"], \"n\": {\"x\": 5}}"),
                Arrays.asList(2, "ada", LocalDate.of(1900, 2, 28), "{\"tags\": [], \"n\": {\"x\": 7}}"),
                Arrays.asList(3, "Ben", null, null),
                Arrays.asList(4, "50%_!*?[x]", LocalDate.of(2000, 2, 29), "{\"tags\": [\"it's\"]}"));
    }

    private static List<List<?>> books() {
        return List.of(
                Arrays.asList(1, 1, "Notes", new BigDecimal("10.50"), 100, 5, LocalDateTime.of(2024, 3, 4, 5, 6, 7)),
                Arrays.asList(2, 1, "Engines", new BigDecimal("20.00"), 200, null, LocalDateTime.of(2024, 1, 31, 0, 0)),
                Arrays.asList(
                        3, 2, "notes", new BigDecimal("10.50"), 300, 3, LocalDateTime.of(2023, 12, 31, 23, 59, 59)),
                Arrays.asList(4, 3, "Zebra", new BigDecimal("0.99"), 100, 4, null),
                Arrays.asList(5, null, "Orphan", null, 50, 1, LocalDateTime.of(2024, 2, 29, 12, 0)));
    }
}
