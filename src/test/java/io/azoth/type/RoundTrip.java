package io.azoth.type;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.test.StepVerifier;

/** What goes in comes out: stores values one by one and all at once, and reads them back. */
abstract class RoundTrip {
    final TestDatabase database;
    final boolean postgres;
    final boolean sqlite;
    final boolean h2;
    final MetaData metadata = new MetaData();
    Engine db;

    RoundTrip(TestDatabase database) {
        this.database = database;
        this.postgres = database.kind() == DatabaseKind.POSTGRES;
        this.sqlite = database.kind() == DatabaseKind.SQLITE;
        this.h2 = database.kind() == DatabaseKind.H2;
    }

    @BeforeEach
    void open() {
        db = Engine.create(database.url());
    }

    @AfterEach
    void close() {
        metadata.dropAll(db).then(db.close()).block();
    }

    final <T> Table table(SqlType<T> type) {
        Table table = Table.of("held", metadata, column("id", INTEGER, primaryKey(), assigned()), column("v", type));
        StepVerifier.create(table.create(db)).verifyComplete();
        return table;
    }

    /** Stores values one by one and all at once, with a NULL among them, and gives back what is read. */
    final <T> List<@Nullable Object> stored(Table table, List<T> values) {
        List<Column<?>> columns = table.columns();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int id = 0;
        for (T value : values) {
            StepVerifier.create(table.insert().values("id", ++id, "v", value).executeOn(db))
                    .expectNextCount(1)
                    .verifyComplete();
        }
        for (T value : values) {
            rows.add(Arrays.asList(++id, value));
        }
        rows.add(Arrays.asList(++id, null));
        StepVerifier.create(table.insert().rows(columns, rows).executeOn(db))
                .expectNextCount(1)
                .verifyComplete();
        return Objects.requireNonNull(table.select()
                .orderBy(table.c("id").asc())
                .executeOn(db)
                .map(row -> Optional.<Object>ofNullable(row.get("v")))
                .collectList()
                .map(read -> {
                    List<@Nullable Object> plain = new ArrayList<>();
                    read.forEach(each -> plain.add(each.orElse(null)));
                    return plain;
                })
                .block());
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> void comesBackAs(SqlType<T> type, Function<T, ?> expected, T... values) {
        Table table = table(type);
        List<@Nullable Object> wanted = new ArrayList<>();
        for (int twice = 0; twice < 2; twice++) {
            for (T value : values) {
                wanted.add(expected.apply(value));
            }
        }
        wanted.add(null);
        Object[] read = stored(table, List.of(values)).toArray();
        assertThat(Arrays.deepEquals(read, wanted.toArray()))
                .as("%s: %s instead of %s", type, shown(read), shown(wanted.toArray()))
                .isTrue();
    }

    private static String shown(Object[] values) {
        String text = Arrays.deepToString(values);
        return text.length() < 1_000 ? text : text.substring(0, 1_000) + "...";
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> void comesBack(SqlType<T> type, T... values) {
        comesBackAs(type, value -> value, values);
    }

    /** Each value stands twice: by itself and among the many. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> void comesBackAndIsFound(SqlType<T> type, T... values) {
        comesBack(type, values);
        Table table = metadata.table("held");
        for (T value : values) {
            Column<T> column = table.c("v", type.javaType());
            StepVerifier.create(
                            table.select().where(column.eq(value)).executeOn(db).count())
                    .as(type + " " + value)
                    .expectNext(2L)
                    .verifyComplete();
            StepVerifier.create(table.select()
                            .where(column.in(List.of(value)))
                            .executeOn(db)
                            .count())
                    .as(type + " in " + value)
                    .expectNext(2L)
                    .verifyComplete();
        }
    }
}
