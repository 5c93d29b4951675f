package io.azoth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.dialect.Dialects;
import io.azoth.engine.Engine;
import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A statement on the three databases: its text, given once with {@code ?} for binds and again where it differs; what it
 * lacks; and the rows that it gives, the same on each. Changes are rolled back.
 */
final class Everywhere {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    static final Map<String, Engine> ENGINES = new LinkedHashMap<>();

    private final Statement statement;
    private final Parameters parameters;
    private final List<String> different = new ArrayList<>();
    private final List<String> there = new ArrayList<>(ENGINES.keySet());

    private Everywhere(Statement statement, Parameters parameters) {
        this.statement = statement;
        this.parameters = parameters;
    }

    static Everywhere everywhere(Statement statement) {
        return new Everywhere(statement, Parameters.NONE);
    }

    static Everywhere everywhere(Statement statement, Parameters parameters) {
        return new Everywhere(statement, parameters);
    }

    /** Opens the databases before the first class that needs them; they are closed after the last test of all. */
    static final class Opened implements BeforeAllCallback, AutoCloseable {
        private final List<Runnable> open = new ArrayList<>();

        @Override
        public void beforeAll(ExtensionContext context) {
            ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
            if (store.get(Everywhere.class) == null) {
                store.put(Everywhere.class, this);
                for (DatabaseKind kind : DatabaseKind.values()) {
                    open(kind.open());
                }
            }
        }

        private void open(TestDatabase database) {
            Engine engine = Engine.create(database.url());
            Shop.create(engine).block(LIMIT);
            ENGINES.put(engine.dialect().name(), engine);
            open.add(() -> {
                engine.close().block(LIMIT);
                database.close();
            });
        }

        @Override
        public void close() {
            ENGINES.clear();
            open.forEach(Runnable::run);
        }
    }

    /** One database refuses it, with this message. */
    @CanIgnoreReturnValue
    Everywhere lacks(String dialect, String message) {
        there.remove(dialect);
        assertThatThrownBy(() -> compile(dialect)).as(dialect).hasMessage(message);
        return this;
    }

    /** The text on one database, which then is not compared with the standard one; say these first. */
    Everywhere on(String dialect, String text) {
        assertThat(compile(dialect).text()).as(dialect).isEqualTo(text);
        different.add(dialect);
        return this;
    }

    /** The text on all databases that were not named before. */
    @CanIgnoreReturnValue
    Everywhere is(String standard) {
        for (String dialect : there) {
            if (!different.contains(dialect)) {
                String text = dialect.equals("sqlite") ? standard : numbered(standard);
                assertThat(compile(dialect).text()).as(dialect).isEqualTo(text);
            }
        }
        return this;
    }

    /** The rows, the same everywhere, in this order. */
    @CanIgnoreReturnValue
    Everywhere gives(String... rows) {
        for (String dialect : there) {
            assertThat(rows(dialect)).as(dialect).containsExactly(rows);
        }
        return this;
    }

    /** The rows of one database, as where the databases are known to differ. */
    @CanIgnoreReturnValue
    Everywhere givesOn(String dialect, String... rows) {
        assertThat(rows(dialect)).as(dialect).containsExactly(rows);
        return this;
    }

    /** After the change a query gives these rows; the change is undone. */
    @CanIgnoreReturnValue
    Everywhere leaves(Query query, String... rows) {
        for (String dialect : there) {
            List<String> found = undone(dialect, on -> run(on).thenMany(on.fetch(query, Parameters.NONE)));
            assertThat(found).as(dialect).containsExactly(rows);
        }
        return this;
    }

    private List<String> rows(String dialect) {
        return undone(dialect, on -> on.fetch(statement, parameters));
    }

    private Mono<?> run(Executor on) {
        return statement instanceof EffectStatement
                ? on.execute(statement, parameters.names().isEmpty() ? List.of() : List.of(parameters))
                : on.fetch(statement, parameters).collectList();
    }

    @CanIgnoreReturnValue
    static List<String> undone(String dialect, Function<Executor, Flux<Row>> work) {
        List<String> rows = new ArrayList<>();
        Engine engine = java.util.Objects.requireNonNull(ENGINES.get(dialect));
        engine.inTransaction(tx -> work.apply(tx)
                        .doOnNext(row -> rows.add(text(row.values())))
                        .then(Mono.<Void>error(new Undo())))
                .onErrorResume(Undo.class, undo -> Mono.empty())
                .block(LIMIT);
        return rows;
    }

    private CompiledSql compile(String dialect) {
        return Dialects.named(dialect).compiler().compile(statement, parameters);
    }

    static String text(List<@Nullable Object> values) {
        return values.stream().map(Everywhere::cell).collect(Collectors.joining("|"));
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
    }

    private static String numbered(String standard) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (char c : standard.toCharArray()) {
            text.append(c == '?' ? "$" + ++number : String.valueOf(c));
        }
        return text.toString();
    }

    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
