package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.one;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What others build on R2DBC runs on this driver. */
class SmokeTest {

    @TempDir
    private Path folder;

    private JdbcConnectionFactory factory;

    @BeforeEach
    void create() {
        factory = Sqlite.file(folder);
        all(with(
                factory,
                connection -> run(
                        connection,
                        "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT UNIQUE,"
                                + " born TIMESTAMP, balance TEXT)")));
    }

    private Mono<Long> insert(DatabaseClient client, String name) {
        return client.sql("INSERT INTO person (name, born) VALUES (:name, :born)")
                .bind("name", name)
                .bind("born", LocalDateTime.of(2000, 1, 2, 3, 4))
                .filter(statement -> statement.returnGeneratedValues("id"))
                .map(row -> row.get("id", Long.class))
                .one();
    }

    @Test
    void springsDatabaseClientBindsByNameAndReadsRows() {
        DatabaseClient client = DatabaseClient.create(factory);
        assertThat(one(insert(client, "Mary"))).isEqualTo(1L);
        assertThat(one(client.sql("SELECT name, born FROM person WHERE id = :id")
                        .bind("id", 1)
                        .map(row -> row.get("name", String.class) + " " + row.get("born", LocalDateTime.class))
                        .one()))
                .isEqualTo("Mary 2000-01-02T03:04");
        assertThat(one(client.sql("UPDATE person SET balance = :balance")
                        .bindNull("balance", BigDecimal.class)
                        .fetch()
                        .rowsUpdated()))
                .isEqualTo(1L);
    }

    /** A row of the table, as Spring Data maps it. */
    record Person(@org.springframework.data.annotation.Id Long id, String name, LocalDateTime born, String balance) {}

    @Test
    void springDataFindsItsDialect() {
        R2dbcEntityTemplate template = new R2dbcEntityTemplate(factory);
        Person mary = one(template.insert(new Person(null, "Mary", LocalDateTime.of(2000, 1, 2, 3, 4), null)));
        assertThat(mary.id()).isEqualTo(1L);
        one(template.insert(new Person(null, "Ed", null, "12.50")));
        assertThat(one(template.update(new Person(1L, "Mary", null, "1"))))
                .isEqualTo(new Person(1L, "Mary", null, "1"));
        assertThat(all(template.select(Person.class)
                        .matching(Query.query(Criteria.where("name").like("%d"))
                                .sort(Sort.by("name"))
                                .limit(5)
                                .offset(0))
                        .all()))
                .containsExactly(new Person(2L, "Ed", null, "12.50"));
        assertThat(one(template.delete(mary))).isNotNull();
        assertThat(one(template.select(Person.class).count())).isEqualTo(1L);
    }

    @Test
    void springsTransactionsCommitAndRollBack() {
        DatabaseClient client = DatabaseClient.create(factory);
        TransactionalOperator transactions = TransactionalOperator.create(new R2dbcTransactionManager(factory));
        one(insert(client, "kept").as(transactions::transactional));
        insert(client, "dropped")
                .then(insert(client, "kept"))
                .as(transactions::transactional)
                .as(StepVerifier::create)
                .verifyError(DuplicateKeyException.class);
        assertThat(all(client.sql("SELECT name FROM person")
                        .map(row -> row.get(0, String.class))
                        .all()))
                .containsExactly("kept");
    }

    @Test
    void jooqWritesReadsAndRollsBack() {
        jooq(factory);
    }

    @Test
    void jooqRunsBehindTheProxyWhichSeesEveryQuery() {
        List<String> queries = new ArrayList<>();
        ConnectionFactory proxy = ProxyConnectionFactory.builder(factory)
                .onAfterQuery(query -> query.getQueries().forEach(each -> queries.add(each.getQuery())))
                .build();
        jooq(proxy);
        assertThat(queries).anyMatch(query -> query.startsWith("insert into person"));
    }

    private static void jooq(ConnectionFactory factory) {
        DSLContext db = DSL.using(factory, SQLDialect.SQLITE);
        UUID id = UUID.randomUUID();
        one(Flux.from(db.insertInto(table("person"), field("name"), field("balance", SQLDataType.VARCHAR))
                        .values("Ed", id.toString())
                        .returning(field("id", SQLDataType.BIGINT)))
                .map(record -> record.get(0)));
        assertThat((Object) one(Flux.from(db.select(field("balance", SQLDataType.VARCHAR))
                                .from(table("person"))
                                .where(field("name", SQLDataType.VARCHAR).eq("Ed")))
                        .map(record -> record.value1())))
                .isEqualTo(id.toString());
        Flux.from(db.transactionPublisher(configuration -> Flux.from(configuration
                                .dsl()
                                .insertInto(table("person"), field("name"))
                                .values("Tom"))
                        .concatWith(Flux.error(new IllegalStateException("stop")))))
                .as(StepVerifier::create)
                .thenConsumeWhile(any -> true)
                .verifyErrorMessage("stop");
        assertThat((Object)
                        one(Flux.from(db.selectCount().from(table("person"))).map(record -> record.value1())))
                .isEqualTo(1);
    }

    @Test
    void thePoolsUrlCarriesItsOwnOptionsAndOurs() {
        ConnectionFactory pool = ConnectionFactories.get("r2dbc:pool:sqlite:///" + folder.resolve("test.db")
                + "?initialSize=1&maxSize=3&maxIdleTime=PT1M&sqlite.busyTimeout=2000");
        assertThat(all(Flux.usingWhen(
                        pool.create(), c -> Sqlite.values(c, "SELECT count(*) FROM person"), c -> c.close())))
                .containsExactly(0);
        ((reactor.core.Disposable) pool).dispose();
    }
}
