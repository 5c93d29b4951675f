package io.azoth.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.dialect.Dialects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

/**
 * Statements by chance on the three databases. A failure gives its seed, and the statement made as small as it still
 * fails. {@code -Dazoth.random.first=1000 -Dazoth.random.count=5000} runs other seeds, and more of them.
 */
@ExtendWith(Everywhere.Opened.class)
class RandomQueryIT {
    private static final long FIRST = Long.getLong("azoth.random.first", 1);
    private static final int COUNT = Integer.getInteger("azoth.random.count", 400);

    @Test
    void whatCompilesIsAcceptedAndGivesTheSameRowsEverywhere() {
        int withRows = check(RandomQueryIT::ofQuery);
        assertThat(withRows).as("queries that give rows at all").isGreaterThan(COUNT / 2);
    }

    @Test
    void changesLeaveTheSameRowsEverywhere() {
        check(RandomQueryIT::ofChange);
    }

    private static Map<String, String> ofQuery(Choices choices) {
        Query query = new RandomQuery(choices).query();
        return everywhere(query, on -> on.fetch(query, Parameters.NONE));
    }

    private static Map<String, String> ofChange(Choices choices) {
        Statement change = new RandomChange(choices).change();
        Select after = Shop.BOOKS.select().orderBy(Shop.BOOKS.id);
        return everywhere(change, on -> (change instanceof RowStatement rows
                        ? on.fetch(rows, Parameters.NONE)
                        : on.execute(change, List.of()).thenMany(Flux.<Row>empty()))
                .concatWith(Flux.defer(() -> on.fetch(after, Parameters.NONE))));
    }

    /** Compares what the databases answer; gives how many answers have rows. */
    @CanIgnoreReturnValue
    private static int check(Function<Choices, Map<String, String>> run) {
        List<String> different = new ArrayList<>();
        int withRows = 0;
        for (long seed = FIRST; seed < FIRST + COUNT && different.size() < 5; seed++) {
            Choices choices = new Choices(seed);
            Map<String, String> answers = run.apply(choices);
            withRows += answers.containsValue("[]") ? 0 : 1;
            if (differs(answers)) {
                int[] smallest = Choices.smallest(choices.made(), made -> differs(run.apply(Choices.of(made))));
                different.add("seed " + seed + ", made smaller: " + Arrays.toString(smallest) + texts(run, smallest));
            }
        }
        assertThat(different).isEmpty();
        return withRows;
    }

    private static boolean differs(Map<String, String> answers) {
        return Set.copyOf(answers.values()).size() > 1
                || answers.values().iterator().next().startsWith("!");
    }

    private static String texts(Function<Choices, Map<String, String>> run, int[] made) {
        StringBuilder text = new StringBuilder();
        LAST.clear();
        run.apply(Choices.of(made)).forEach((dialect, answer) -> text.append("\n  ")
                .append(dialect)
                .append(" ")
                .append(answer)
                .append("\n    ")
                .append(LAST.get(dialect)));
        return text.append("\n").toString();
    }

    private static final Map<String, String> LAST = new LinkedHashMap<>();

    /** Without an order the rows are compared as a bag. */
    private static Map<String, String> everywhere(Statement statement, Function<Executor, Flux<Row>> work) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String dialect : Everywhere.ENGINES.keySet()) {
            try {
                CompiledSql compiled = Dialects.named(dialect).compiler().compile(statement, Parameters.NONE);
                LAST.put(dialect, compiled.text() + " " + compiled.binds());
                List<String> rows = Everywhere.undone(dialect, work);
                answers.put(
                        dialect,
                        (isOrdered(statement) ? rows : rows.stream().sorted().toList()).toString());
            } catch (RuntimeException e) {
                answers.put(dialect, "!" + e.getMessage());
            }
        }
        return answers;
    }

    private static boolean isOrdered(Statement statement) {
        return statement instanceof Select select && !select.clauses().orderBy().isEmpty();
    }
}
