package io.azoth.orm.flush;

import io.azoth.orm.mapping.EntityMapping;
import io.azoth.sql.ColumnExpression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What rows have in common that go out as one statement.
 *
 * @param mapping their class
 * @param columns the positions of the attributes that are written
 */
record Shape(EntityMapping mapping, BitSet columns) {
    static Map<Shape, List<RowChange>> group(Collection<RowChange> rows) {
        Map<Shape, List<RowChange>> groups = new LinkedHashMap<>();
        Shape last = null;
        List<RowChange> group = new ArrayList<>();
        for (RowChange row : rows) {
            if (last == null || !last.columns.equals(row.columns()) || last.mapping != row.mapping()) {
                last = new Shape(row.mapping(), row.columns());
                group = groups.computeIfAbsent(last, shape -> new ArrayList<>());
            }
            group.add(row);
        }
        return groups;
    }

    int[] indexes() {
        return columns.stream().toArray();
    }

    List<ColumnExpression<?>> columnsOf(int[] indexes) {
        List<ColumnExpression<?>> found = new ArrayList<>(indexes.length);
        for (int index : indexes) {
            found.add(mapping.attribute(index).column());
        }
        return found;
    }

    /** Runs something for parts of the rows, one after another. */
    static Mono<Void> inParts(List<RowChange> rows, int width, Function<List<RowChange>, Mono<Void>> run) {
        int size = Math.max(1, Step.VALUES_PER_STATEMENT / Math.max(1, width));
        if (rows.size() <= size) {
            return run.apply(rows);
        }
        List<List<RowChange>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += size) {
            parts.add(rows.subList(from, Math.min(from + size, rows.size())));
        }
        return Flux.fromIterable(parts).concatMap(run).then();
    }
}
