package io.azoth.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class RandomQueryIT {
    private static final int QUERIES = 400;

    @Test
    void whatCompilesIsAcceptedAndGivesTheSameRowsEverywhere() {
        List<String> different = new ArrayList<>();
        int withRows = 0;
        for (long seed = 1; seed <= QUERIES; seed++) {
            Query query = new RandomQuery(seed).query();
            List<String> h2 = rows("h2", query);
            withRows += h2.isEmpty() ? 0 : 1;
            for (String dialect : List.of("postgresql", "sqlite")) {
                List<String> rows = rows(dialect, query);
                if (!rows.equals(h2)) {
                    different.add("seed " + seed + " on " + dialect + ": " + rows + " but " + h2 + " on h2; "
                            + Dialects.named(dialect)
                                    .compiler()
                                    .compile(query, Parameters.NONE)
                                    .text());
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(withRows).as("queries that give rows at all").isGreaterThan(QUERIES / 2);
    }

    /** Without an order the rows are compared as a bag. */
    private static List<String> rows(String dialect, Query query) {
        return Everywhere.undone(dialect, on -> on.fetch(query, Parameters.NONE)).stream()
                .sorted()
                .toList();
    }
}
