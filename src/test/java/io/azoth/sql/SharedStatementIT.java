package io.azoth.sql;

import static io.azoth.sql.Shop.AUTHORS;
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
import reactor.core.scheduler.Schedulers;

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

    /** With all that is made at first use: shapes of rows, readers of records, what stands in WITH. */
    @Test
    void aLargeStatementIsRunByManyThreadsAtOnce() {
        Cte thick = select(BOOKS.id, BOOKS.authorId)
                .where(BOOKS.pages.ge(parameter("pages", INTEGER)))
                .cte("thick");
        SubqueryAlias counts =
                select(BOOKS.authorId, Sql.count()).groupBy(BOOKS.authorId).as("counts");
        Select large = select(
                        AUTHORS.id,
                        counts.c(Sql.count()),
                        Sql.multiset(select(thick.c(BOOKS.id))
                                        .where(thick.c(BOOKS.authorId).eq(AUTHORS.id))
                                        .orderBy(thick.c(BOOKS.id)))
                                .as("ids"))
                .from(AUTHORS.join(counts, counts.c(BOOKS.authorId).eq(AUTHORS.id)))
                .orderBy(AUTHORS.id);
        for (String dialect : Everywhere.ENGINES.keySet()) {
            Executor engine = java.util.Objects.requireNonNull(Everywhere.ENGINES.get(dialect));
            Set<String> rows = Flux.range(0, 60)
                    .flatMap(
                            i -> Flux.defer(() -> engine.fetch(large, row("pages", i % 2 == 0 ? 150 : 250)))
                                    .map(found -> Everywhere.text(found.values()))
                                    .collectList()
                                    .map(all -> i % 2 + ": " + all)
                                    .subscribeOn(Schedulers.parallel()),
                            8)
                    .collect(Collectors.toSet())
                    .block(Duration.ofSeconds(60));
            assertThat(rows)
                    .as(dialect)
                    .containsExactlyInAnyOrder("0: [1|2|[(2)], 2|1|[(3)], 3|1|[]]", "1: [1|2|[], 2|1|[(3)], 3|1|[]]");
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
