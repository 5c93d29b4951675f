package io.azoth.sql;

import static io.azoth.schema.Schema.column;
import static io.azoth.sql.Sql.literal;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.INTERVAL;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.NUMERIC;
import static io.azoth.type.SqlTypes.REAL;
import static io.azoth.type.SqlTypes.SMALLINT;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static io.azoth.type.SqlTypes.TIMESTAMP_TZ;
import static io.azoth.type.SqlTypes.UUID;
import static io.azoth.type.SqlTypes.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.compile.SqlCompiler;
import io.azoth.dialect.Dialects;
import io.azoth.engine.Engine;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import io.azoth.type.SqlType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A value that is written into the text is the value that is bound, and never more than a value. */
@Databases
class LiteralIT {
    private final Engine db;

    LiteralIT(TestDatabase database) {
        this.db = Engine.create(database.url());
    }

    @AfterEach
    void close() {
        db.close().block();
    }

    private record Sample<T>(SqlType<T> type, @Nullable T value) {
        Select written() {
            return select(literal(value, type).as("v"));
        }

        Select bound() {
            return select(Sql.value(value, type).as("v"));
        }
    }

    private static List<Sample<?>> samples() {
        List<Sample<?>> samples = new ArrayList<>();
        for (String hostile : List.of(
                "",
                "it's",
                "''",
                "\\",
                "\\'; DROP TABLE x; --",
                "a;b",
                "$1 ?1 ? :name ??",
                "$$x$$",
                "/* */ -- \n",
                "😀ß\t\r\n",
                "\"quoted\" `x` [y]",
                "U&'\\0041'",
                "%_!",
                "{{x}}")) {
            samples.add(new Sample<>(TEXT, hostile));
        }
        for (int number : new int[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            samples.add(new Sample<>(INTEGER, number));
            samples.add(new Sample<>(BIGINT, (long) number * 4_294_967_297L));
            samples.add(new Sample<>(SMALLINT, (short) number));
        }
        samples.add(new Sample<>(BIGINT, Long.MIN_VALUE));
        samples.add(new Sample<>(BIGINT, Long.MAX_VALUE));
        for (double number : new double[] {0, 1.5, -2.25, 1e300, 4.9e-324, 1e21, Double.POSITIVE_INFINITY, -1e-7}) {
            samples.add(new Sample<>(DOUBLE, number));
        }
        samples.add(new Sample<>(DOUBLE, Double.NaN));
        samples.add(new Sample<>(REAL, 1.1f));
        samples.add(new Sample<>(NUMERIC, new BigDecimal("-12345678901234567890.0123456789")));
        samples.add(new Sample<>(NUMERIC, new BigDecimal("1.50")));
        samples.add(new Sample<>(BOOLEAN, true));
        samples.add(new Sample<>(BOOLEAN, false));
        samples.add(new Sample<>(UUID, new java.util.UUID(1, -2)));
        samples.add(new Sample<>(DATE, LocalDate.of(2024, 2, 29)));
        samples.add(new Sample<>(TIME, LocalTime.of(23, 59, 59, 123_456_000)));
        LocalDateTime at = LocalDateTime.of(1999, 12, 31, 0, 0, 0, 1000);
        samples.add(new Sample<>(TIMESTAMP, at));
        samples.add(
                new Sample<>(TIMESTAMP_TZ, at.atOffset(ZoneOffset.ofHours(5)).withOffsetSameInstant(ZoneOffset.UTC)));
        samples.add(new Sample<>(INTERVAL, Duration.ofSeconds(-90_061, 500_000_000)));
        samples.add(new Sample<>(BYTES, new byte[] {0, 39, 92, -1}));
        samples.add(new Sample<>(BYTES, new byte[0]));
        samples.add(new Sample<>(JSON, "{\"a\": \"it's; \\\\ \\\" \"}"));
        samples.add(new Sample<>(array(TEXT), new String[] {"it's; a", null, "{,\"}", ""}));
        samples.add(new Sample<>(array(INTEGER), new Integer[0]));
        samples.add(new Sample<>(array(array(INTEGER)), new Integer[][] {{1, 2}, {3, null}}));
        for (SqlType<?> type : List.of(TEXT, INTEGER, DATE, UUID, BOOLEAN, BYTES, NUMERIC, JSON)) {
            samples.add(new Sample<>(type, null));
        }
        return samples;
    }

    @Test
    void aLiteralIsTheValueThatIsBound() {
        for (Sample<?> sample : samples()) {
            assertThat(shown(sample.written())).as(sample.toString()).isEqualTo(shown(sample.bound()));
        }
    }

    private String shown(Select select) {
        Object value = Objects.requireNonNull(select.executeOn(db)
                        .map(row -> java.util.Optional.ofNullable(row.get(0)))
                        .blockFirst())
                .orElse("null");
        return value.getClass().getSimpleName()
                + (value instanceof byte[] bytes
                        ? java.util.Arrays.toString(bytes)
                        : value instanceof Object[] elements ? java.util.Arrays.deepToString(elements) : value);
    }

    @Test
    void everyValueOfAStatementIsWrittenOnRequest() {
        Table t = Table.of("literal_things", new MetaData(), column("id", INTEGER), column("name", TEXT));
        String dialect = db.dialect().name().toLowerCase(Locale.ROOT);
        List<Statement> statements = List.of(
                t.createStatement(),
                t.insert().rows(List.of(t.c("id"), t.c("name")), List.of(List.of(1, "it's; $1"), List.of(2, "b"))),
                t.insert().values("id", 3, "name", null),
                t.update().values("name", "c").where(t.c("id", Integer.class).in(2, 3)));
        for (Statement statement : statements) {
            Dialects.named(dialect)
                    .compiler()
                    .inLiterals()
                    .compileAll(statement, List.of())
                    .forEach(compiled -> {
                        assertThat(compiled.binds()).isEmpty();
                        text(compiled.text()).runOn(db).block();
                    });
        }
        Select read = t.select()
                .where(or(
                        t.c("name", String.class).contains("'s;"),
                        t.c("id", Integer.class).in(3, 9)))
                .orderBy(literal(2), t.c("id"))
                .limit(5);
        CompiledSql compiled = Dialects.named(dialect).compiler().inLiterals().compile(read, Parameters.NONE);
        assertThat(compiled.binds()).isEmpty();
        Flux<Object> rows = text(compiled.text())
                .columns(t.c("id"), t.c("name"))
                .executeOn(db)
                .map(row -> row.get(0) + "|" + row.get(1));
        assertThat(rows.collectList().block()).containsExactly("1|it's; $1", "3|c");
        t.drop(db).block();
    }

    @Test
    void whatHasNoLiteralIsRefused() {
        SqlCompiler compiler = Dialects.named("postgresql").compiler().inLiterals();
        assertThatThrownBy(() -> compiler.compile(select(value("a\0b")), Parameters.NONE))
                .hasMessage("Text in a statement has no NUL character");
    }
}
