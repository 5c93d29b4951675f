package io.azoth.examples;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.array;
import static io.azoth.type.SqlTypes.enumNative;
import static io.azoth.type.SqlTypes.json;
import static io.azoth.type.SqlTypes.numeric;
import static io.azoth.type.SqlTypes.varchar;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azoth.engine.Engine;
import io.azoth.engine.LargeValue;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.DateUnit;
import io.azoth.sql.Dates;
import io.azoth.sql.Expression;
import io.azoth.type.JacksonMapper;
import io.azoth.type.SqlType;
import io.azoth.type.TypeAdapter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Currency;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The code of the guide to types, docs/guide/types.md. */
public final class TypesGuide {
    // tag::adapter
    record Money(BigDecimal amount, Currency currency) {}

    static final class MoneyAdapter implements TypeAdapter<Money, String> {
        @Override
        public Class<Money> javaType() {
            return Money.class;
        }

        @Override
        public String toStored(Money value) {
            return value.currency() + " " + value.amount().toPlainString();
        }

        @Override
        public Money fromStored(String stored) {
            return new Money(new BigDecimal(stored.substring(4)), Currency.getInstance(stored.substring(0, 3)));
        }
    }

    static final SqlType<Money> MONEY = varchar(40).adapted(new MoneyAdapter());
    // end::adapter

    // tag::table
    enum Status {
        OPEN,
        SHIPPED
    }

    record Address(String street, String city) {}

    static final class Orders extends Table {
        final Column<Integer> id = column("id", INTEGER, primaryKey());
        final Column<Instant> placed = column("placed", INSTANT);
        final Column<LocalDateTime> pickup = column("pickup", TIMESTAMP);
        final Column<BigDecimal> weight = column("weight", numeric(10, 3));
        final Column<Status> status = column("status", enumNative(Status.class, "order_status"));
        final Column<Address> address = column("address", json(Address.class, new JacksonMapper(new ObjectMapper())));
        final Column<String[]> tags = column("tags", array(varchar(20)));
        final Column<Money> total = column("total", MONEY);
        final Column<byte[]> invoice = column("invoice", BYTES);

        Orders(MetaData metadata) {
            super("orders", metadata);
        }
    }
    // end::table

    private TypesGuide() {}

    private static Mono<Void> large(Engine db, Orders orders, Flux<byte[]> upload) {
        // tag::large
        LargeValue<byte[]> invoice = LargeValue.bytes(orders.invoice, orders.id.eq(1));
        Mono<Long> written = invoice.write(db, upload);
        Flux<byte[]> slices = invoice.read(db);
        // end::large
        return written.thenMany(slices)
                .map(slice -> slice.length)
                .reduce(Integer::sum)
                .doOnNext(bytes -> System.out.println(bytes + " bytes of invoice"))
                .then();
    }

    private static Mono<Void> dates(Engine db, Orders orders) {
        // tag::dates
        Expression<LocalDateTime> latest = Dates.plus(orders.pickup, Duration.ofHours(36));
        Expression<LocalDateTime> renewal = Dates.plus(orders.pickup, Period.ofMonths(1));
        Expression<Long> days = Dates.between(orders.placed, Dates.currentTimestamp(), DateUnit.DAY);
        // end::dates
        return select(latest.as("latest"), renewal.as("renewal"), days.gt(0L).as("old"))
                .oneOn(db)
                .doOnNext(row -> System.out.println(row.values()))
                .then();
    }

    /** Stores an order and reads it back. */
    public static void main(String[] arguments) {
        Engine db = Engine.create("r2dbc:h2:mem:///types");
        MetaData metadata = new MetaData();
        Orders orders = new Orders(metadata);
        Mono<Void> all = metadata.createAll(db)
                .then(orders.insert()
                        .set(orders.id, 1)
                        .set(orders.placed, Instant.parse("2024-03-31T01:30:00Z"))
                        .set(orders.pickup, LocalDateTime.of(2024, 3, 31, 2, 30))
                        .set(orders.weight, new BigDecimal("1.250"))
                        .set(orders.status, Status.OPEN)
                        .set(orders.address, new Address("Main Street 1", "Springfield"))
                        .set(orders.tags, new String[] {"fragile", "gift"})
                        .set(orders.total, new Money(new BigDecimal("19.90"), Currency.getInstance("EUR")))
                        .executeOn(db))
                .then(orders.select().oneOn(db))
                .doOnNext(row -> System.out.println(Objects.requireNonNull(row.get(orders.total))
                                .currency() + " " + row.get(orders.placed) + " " + row.get(orders.address)))
                .then(dates(db, orders))
                .then(large(db, orders, Flux.range(0, 100).map(i -> new byte[10_000])));
        all.then(db.close()).block();
    }
}
