package io.azoth.examples;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.join;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.engine.Engine;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Insert;
import io.azoth.sql.Row;
import io.azoth.sql.Select;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The first half of the tutorial: tables, statements, rows, joins, transactions. */
final class SqlTutorial {
    private final Engine db;
    private final Table users;
    private final Addresses addresses;

    // tag::tables
    SqlTutorial(Engine db, MetaData metadata) {
        this.db = db;
        this.users = Table.of(
                "users",
                metadata,
                column("user_id", INTEGER, primaryKey()),
                column("user_name", varchar(40)),
                column("password", varchar(10)));
        this.addresses = new Addresses(metadata);
    }
    // end::tables

    // tag::addresses
    static final class Addresses extends Table {
        final Column<Integer> addressId = column("address_id", INTEGER, primaryKey());
        final Column<String> emailAddress = column("email_address", varchar(100), notNull());
        final Column<Integer> userId = column("user_id", INTEGER, foreignKey("users.user_id"));

        Addresses(MetaData metadata) {
            super("email_addresses", metadata);
        }
    }
    // end::addresses

    Table users() {
        return users;
    }

    Addresses addresses() {
        return addresses;
    }

    Mono<Void> run() {
        return createUsers()
                .then(insert())
                .thenMany(select_())
                .thenMany(rows())
                .thenMany(join_())
                .then(transaction());
    }

    private Mono<Void> createUsers() {
        Step.title("Create a table, and read it back from the database");
        Mono<Void> created = users.create();

        Mono<Table> reflected = Table.reflect("users", new MetaData(), db);
        return created.then(reflected)
                .doOnNext(found -> Step.print(found.columns().get(0).name()))
                .then();
    }

    private Mono<Void> insert() {
        return Mono.defer(() -> {
            Step.title("Insert rows");
            Insert insert = users.insert();
            Step.print(insert);

            var one = insert.execute(row("user_name", "Mary", "password", "secure"));
            var many = insert.execute(row("user_name", "Tom"), row("user_name", "Fred"), row("user_name", "Harry"));
            return one.then(many)
                    .doOnNext(result -> Step.print(result.rowCount() + " rows, keys " + result.generatedKeys()))
                    .then();
        });
    }

    private Flux<Row> select_() {
        return Flux.defer(() -> {
            Step.title("Select them");
            Select all = users.select();
            Step.print(all);

            Flux<Row> harry = users.select()
                    .where(users.c("user_name", String.class).eq("Harry"))
                    .execute();
            return all.execute().concatWith(harry).doOnNext(Step::print);
        });
    }

    /** Components are found by name: {@code userName} is column {@code user_name}. */
    record UserName(int userId, String userName) {}

    private Flux<UserName> rows() {
        Column<Integer> userId = users.c("user_id", Integer.class);
        Column<String> password = users.c("password", String.class);
        return Flux.defer(() -> {
            Step.title("Address the values of a row by position, by name, by column, or read it as a record");
            return users.select()
                    .execute()
                    .doOnNext(row -> Step.print(row.get(0) + ", " + row.get("user_name") + ", " + row.get(userId) + ", "
                            + row.find(password).orElse("no password")))
                    .map(row -> row.as(UserName.class))
                    .doOnNext(Step::print);
        });
    }

    private Flux<Row> join_() {
        return Flux.defer(() -> {
            Step.title("A second table, joined by its foreign key");
            Mono<Void> filled = addresses
                    .create()
                    .then(addresses
                            .insert()
                            .execute(
                                    row("email_address", "tom@example.com", "user_id", 2),
                                    row("email_address", "mary@example.com", "user_id", 1)))
                    .then();

            Select joined = users.join(addresses).select();
            Step.print(join(
                    users,
                    addresses,
                    and(
                            users.c("user_id").eq(addresses.userId),
                            users.c("password").eq(addresses.emailAddress))));

            Select withMail = select(users.c("user_name"))
                    .where(exists(select(addresses).where(addresses.userId.eq(users.c("user_id", Integer.class)))))
                    .orderBy(users.c("user_name").desc())
                    .limit(10);
            return filled.thenMany(joined.execute())
                    .concatWith(withMail.execute())
                    .doOnNext(Step::print);
        });
    }

    private Mono<Void> transaction() {
        Column<Integer> userId = users.c("user_id", Integer.class);
        Column<String> password = users.c("password", String.class);
        return Mono.defer(() -> {
            Step.title("Several statements in one transaction");
            return db.inTransaction(tx -> users.update()
                    .set(password, "tomsecret")
                    .where(userId.eq(2))
                    .executeOn(tx)
                    .then(users.update().setNull(password).where(userId.eq(2)).executeOn(tx))
                    .then());
        });
    }
}
