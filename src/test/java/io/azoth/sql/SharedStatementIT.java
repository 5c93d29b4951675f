package io.azoth.sql;

import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.compile.SqlCompiler;
import io.azoth.dialect.Dialects;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

@ExtendWith(Everywhere.Opened.class)
class SharedStatementIT {
    private final Select byId = select(BOOKS.title).where(BOOKS.id.eq(parameter("id", INTEGER)));

    @Test
    void aStatementIsCompiledAndRunByManyThreads() {
        for (String dialect : Everywhere.ENGINES.keySet()) {
            SqlCompiler compiler = Dialects.named(dialect).compiler();
            Set<String> texts = IntStream.range(0, 2_000)
                    .parallel()
                    .mapToObj(i -> compiler.compile(byId, row("id", i)).text())
                    .collect(Collectors.toSet());
            assertThat(texts).hasSize(1);
            Executor engine = java.util.Objects.requireNonNull(Everywhere.ENGINES.get(dialect));
            List<String> titles = Flux.range(0, 200)
                    .flatMapSequential(i -> engine.fetch(byId, row("id", i % 5 + 1)), 8)
                    .map(found -> String.valueOf(found.get(0)))
                    .collectList()
                    .block(Duration.ofSeconds(60));
            assertThat(titles).hasSize(200).startsWith("Notes", "Engines", "notes", "Zebra", "Orphan", "Notes");
        }
    }

    /** A cache that grows with what users ask for would keep the statements alive. */
    @Test
    void compilingKeepsNothingBehind() {
        WeakReference<Select> compiled = compiled();
        for (int i = 0; compiled.get() != null && i < 50; i++) {
            System.gc();
        }
        assertThat(compiled.get()).isNull();
    }

    private static WeakReference<Select> compiled() {
        Select once = select(BOOKS.id).where(BOOKS.title.eq("only here"));
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            assertThat(Dialects.named(dialect)
                            .compiler()
                            .compile(once, Parameters.NONE)
                            .binds())
                    .hasSize(1);
        }
        return new WeakReference<>(once);
    }
}
