package io.azoth.orm;

import static io.azoth.orm.Cascade.ALL;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.notNull;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.RecordedStatements;
import io.azoth.testkit.TestDatabase;
import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The tutorial's tables, filled, with an engine that records its statements. Closed by the test. */
final class Tutorial implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(30);

    final RecordedStatements recorded = new RecordedStatements();
    final TestDatabase database;
    final Engine db;
    final MetaData metadata = new MetaData();
    final Table users = Table.of(
            "users",
            metadata,
            column("user_id", INTEGER, primaryKey()),
            column("user_name", varchar(40)),
            column("password", varchar(10)));
    final Table addresses = Table.of(
            "email_addresses",
            metadata,
            column("address_id", INTEGER, primaryKey()),
            column("email_address", varchar(100), notNull()),
            column("user_id", INTEGER, foreignKey("users.user_id")));

    Tutorial(TestDatabase database) {
        this.database = database;
        this.db = Engine.create(database.url(), EngineOptions.DEFAULT.withListener(recorded));
        metadata.dropAll(db).then(metadata.createAll(db)).block(LIMIT);
        users.insert()
                .executeOn(
                        db,
                        row("user_name", "Mary", "password", "secure"),
                        row("user_name", "Tom", "password", null),
                        row("user_name", "Fred", "password", null),
                        row("user_name", "Harry", "password", null))
                .block(LIMIT);
        addresses
                .insert()
                .executeOn(
                        db,
                        row("email_address", "tom@tom.com", "user_id", 2),
                        row("email_address", "mary@mary.com", "user_id", 1))
                .block(LIMIT);
        recorded.clear();
    }

    /** Users with addresses that know their user. */
    Mappers mappers(Cascade... more) {
        Mappers mappers = new Mappers();
        mappers.map(Address.class, addresses);
        Cascade[] cascades = more.length == 0 ? new Cascade[] {Cascade.SAVE} : more;
        mappers.map(User.class, users)
                .hasMany("addresses", Address.class, r -> r.backref("user").cascade(cascades));
        return mappers;
    }

    Mappers cascading() {
        return mappers(ALL, Cascade.DELETE_ORPHAN);
    }

    SessionFactory sessions() {
        return SessionFactory.of(db, mappers());
    }

    <T> T in(Function<Session, Mono<T>> work) {
        return sessions().inSession(work).block(LIMIT);
    }

    @Override
    public void close() {
        db.close().block(LIMIT);
    }
}
