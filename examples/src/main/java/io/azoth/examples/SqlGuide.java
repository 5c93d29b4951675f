package io.azoth.examples;

import static io.azoth.schema.Schema.column;
import static io.azoth.sql.Aggregates.arrayAgg;
import static io.azoth.sql.Aggregates.sum;
import static io.azoth.sql.Insert.excluded;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.any;
import static io.azoth.sql.Sql.caseWhen;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.multiset;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.sql.Windows.partitionBy;
import static io.azoth.sql.Windows.rowNumber;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.engine.Engine;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Schema;
import io.azoth.schema.Table;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.Cte;
import io.azoth.sql.CustomExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.Insert;
import io.azoth.sql.Json;
import io.azoth.sql.Parameters;
import io.azoth.sql.Query;
import io.azoth.sql.Select;
import io.azoth.sql.SqlParts;
import io.azoth.sql.Statement;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.Update;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements of the guide to the language. Each of them is run by {@link #main} and shown in docs/guide/sql.md. */
public final class SqlGuide {
    private final MetaData metadata = new MetaData();
    private final Authors authors = new Authors(metadata);
    private final Books books = new Books(metadata);

    /** The statements by the names that the guide gives them. */
    public static Map<String, Statement> statements() {
        SqlGuide guide = new SqlGuide();
        Map<String, Statement> statements = new LinkedHashMap<>();
        statements.put("select", guide.narrowed());
        statements.put("join", guide.joined());
        statements.put("exists", guide.correlated());
        statements.put("group", guide.grouped());
        statements.put("window", guide.numbered());
        statements.put("subquery", guide.fromSubquery());
        statements.put("with", guide.recursive());
        statements.put("union", guide.united());
        statements.put("page", guide.page());
        statements.put("upsert", guide.upsert());
        statements.put("update", guide.update());
        statements.put("json", guide.document());
        statements.put("array", guide.arrays());
        statements.put("nested", guide.nested());
        statements.put("text", guide.byHand());
        statements.put("custom", guide.custom());
        return statements;
    }

    // tag::tables
    static final class Authors extends Table {
        final Column<Integer> id = column("author_id", INTEGER, Schema.primaryKey());
        final Column<String> name = column("name", varchar(40), Schema.notNull());
        final Column<String> extra = column("extra", JSON);

        Authors(MetaData metadata) {
            super("authors", metadata);
        }
    }

    static final class Books extends Table {
        final Column<Integer> id = column("book_id", INTEGER, Schema.primaryKey());
        final Column<Integer> authorId = column("author_id", INTEGER, Schema.foreignKey("authors.author_id"));
        final Column<String> title = column("title", varchar(60), Schema.notNull());
        final Column<BigDecimal> price = column("price", numeric(10, 2));
        final Column<Integer> pages = column("pages", INTEGER);

        Books(MetaData metadata) {
            super("books", metadata);
        }
    }
    // end::tables

    private Select narrowed() {
        // tag::select
        Select query = select(
                        books.title, books.price.times(new BigDecimal("1.19")).as("gross"))
                .where(and(books.pages.between(100, 400), or(books.title.startsWith("50%"), books.price.isNull())))
                .orderBy(books.price.desc().nullsLast())
                .limit(10);
        // end::select
        return query;
    }

    private Select joined() {
        // tag::join
        Select query =
                select(authors.name, books.title).from(authors.leftJoin(books)).orderBy(authors.name, books.title);
        // end::join
        return query;
    }

    private Select correlated() {
        // tag::exists
        Select query = authors.select()
                .where(exists(
                        select(books.id).where(books.authorId.eq(authors.id)).where(books.pages.gt(300))));
        // end::exists
        return query;
    }

    private Select grouped() {
        // tag::group
        Expression<String> size =
                caseWhen(books.pages.gt(300), "thick").otherwise("thin").as("size");
        Select query = select(
                        size,
                        count().as("n"),
                        sum(books.price).filter(books.price.gt(BigDecimal.TEN)).as("dear"))
                .groupBy(size)
                .having(count().gt(1L));
        // end::group
        return query;
    }

    private Select numbered() {
        // tag::window
        Select query = select(
                books.title,
                rowNumber()
                        .over(partitionBy(books.authorId).orderBy(books.price.desc()))
                        .as("place"));
        // end::window
        return query;
    }

    private Select fromSubquery() {
        // tag::subquery
        SubqueryAlias counted =
                select(books.authorId, count().as("n")).groupBy(books.authorId).as("counted");
        Select query = select(authors.name, counted.c("n", Long.class))
                .from(authors.join(counted, counted.c(books.authorId).eq(authors.id)));
        // end::subquery
        return query;
    }

    private Select recursive() {
        // tag::with
        Cte numbers = Cte.recursive("numbers", select(value(1).as("n")), self -> select(value(1).as("n"))
                .unionAll(select(self.c("n", Integer.class).plus(1))
                        .where(self.c("n", Integer.class).lt(10))));
        Select query = select(numbers.c("n", Integer.class));
        // end::with
        return query;
    }

    private Query united() {
        // tag::union
        Query query = select(authors.name)
                .union(select(books.title).where(books.pages.gt(300)))
                .except(select(value("Anonymous")))
                .orderBy(authors.name);
        // end::union
        return query;
    }

    private Select page() {
        // tag::page
        Select first =
                select(books.id, books.title).orderBy(books.title, books.id).limit(20);
        Select next = first.seekAfter("Engines", 17);
        // end::page
        return next;
    }

    private Insert upsert() {
        // tag::upsert
        Insert statement = books.insert()
                .set(books.id, 1)
                .set(books.title, "Notes")
                .set(books.pages, 120)
                .onConflict(books.id)
                .set(books.pages, books.pages.plus(excluded(books.pages)))
                .doUpdate(books.title);
        // end::upsert
        return statement;
    }

    private Update update() {
        // tag::update
        Update statement = books.update()
                .set(books.price, books.price.times(new BigDecimal("0.90")))
                .from(authors)
                .where(and(books.authorId.eq(authors.id), authors.name.eq("Ada")));
        // end::update
        return statement;
    }

    private Select document() {
        // tag::json
        Select query = select(
                        authors.name,
                        Json.text(authors.extra, "homes", 0, "city").as("city"))
                .where(Json.text(authors.extra, "active").eq("yes"));
        // end::json
        return query;
    }

    private Select arrays() {
        // tag::array
        Expression<Integer[]> wanted = value(new Integer[] {100, 300}, array(INTEGER));
        Select query = select(
                        books.authorId,
                        arrayAgg(books.title).orderBy(books.title).as("titles"))
                .where(books.pages.eq(any(wanted)))
                .groupBy(books.authorId);
        // end::array
        return query;
    }

    // tag::record
    record Title(String title, int pages) {}
    // end::record

    private Select nested() {
        // tag::nested
        Select query = select(
                authors.name,
                multiset(
                                select(books.title, books.pages)
                                        .where(books.authorId.eq(authors.id))
                                        .orderBy(books.title),
                                Title.class)
                        .as("titles"));
        // end::nested
        return query;
    }

    private Query byHand() {
        // tag::text
        Query query = text("SELECT book_id, title FROM books WHERE pages > :pages")
                .bind("pages", 100)
                .columns(books.id, books.title);
        // end::text
        return query;
    }

    // tag::custom
    /** The length of a text in bytes. */
    record ByteLength(Expression<String> text) implements CustomExpression<Integer> {
        @Override
        public SqlType<Integer> type() {
            return SqlTypes.INTEGER;
        }

        @Override
        public List<Expression<String>> children() {
            return List.of(text);
        }

        @Override
        @SuppressWarnings("unchecked")
        public ByteLength mapChildren(UnaryOperator<ClauseElement> f) {
            return new ByteLength((Expression<String>) f.apply(text));
        }

        @Override
        public void write(String dialect, SqlParts out) {
            out.sql(dialect.equals("sqlite") ? "length(CAST(" : "octet_length(").part(text);
            out.sql(dialect.equals("sqlite") ? " AS BLOB))" : ")");
        }
    }
    // end::custom

    private Select custom() {
        return select(books.id).where(new ByteLength(books.title).gt(20));
    }

    /** Runs all statements on a database in memory. */
    public static void main(String[] arguments) {
        Engine db = Engine.create("r2dbc:h2:mem:///guide");
        MetaData tables = new MetaData();
        Authors authors = new Authors(tables);
        Books books = new Books(tables);
        Mono<Void> all = db.inTransaction(tx -> tables.createAll(tx)
                .then(authors.insert().values("author_id", 1, "name", "Ada").executeOn(tx))
                .then(books.insert()
                        .values("book_id", 1, "author_id", 1, "title", "Notes", "price", BigDecimal.TEN, "pages", 120)
                        .executeOn(tx))
                .thenMany(Flux.fromIterable(statements().entrySet()))
                .concatMap(named -> named.getValue() instanceof Query query
                        ? tx.fetch(query, Parameters.NONE)
                                .count()
                                .doOnNext(rows -> System.out.println(named.getKey() + ": " + rows + " rows"))
                        : tx.execute(named.getValue(), List.of())
                                .doOnNext(result -> System.out.println(named.getKey() + ": " + result.rowCount())))
                .then());
        all.then(db.close()).block();
    }
}
