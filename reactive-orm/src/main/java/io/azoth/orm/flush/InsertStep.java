package io.azoth.orm.flush;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.orm.mapping.Attribute;
import io.azoth.sql.Executor;
import io.azoth.sql.Insert;
import io.azoth.sql.Result;
import io.azoth.sql.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** INSERT of rows of one shape; the keys that the database makes come back with it. */
record InsertStep(Shape shape, List<RowChange> rows) implements Step {
    @Override
    public Mono<Void> run(Executor executor) {
        int[] indexes = shape.indexes();
        if (indexes.length == 0) {
            return Flux.fromIterable(rows)
                    .concatMap(
                            row -> insert(executor, Insert.into(shape.mapping().table()), List.of(row)))
                    .then();
        }
        return Shape.inParts(
                rows,
                indexes.length,
                part -> Mono.defer(() -> {
                    List<List<@Nullable Object>> values = new ArrayList<>(part.size());
                    part.forEach(row -> values.add(row.row(indexes)));
                    return insert(
                            executor,
                            Insert.into(shape.mapping().table()).rows(shape.columnsOf(indexes), values),
                            part);
                }));
    }

    private Mono<Void> insert(Executor executor, Insert insert, List<RowChange> part) {
        return executor.execute(insert, List.of())
                .doOnNext(result -> keys(result, part))
                .then();
    }

    private void keys(Result result, List<RowChange> part) {
        Attribute key = shape.mapping().generatedKey();
        boolean made = key != null && !shape.columns().get(key.index());
        List<Row> keys = result.generatedKeys();
        if (made && keys.size() != part.size()) {
            throw new OrmException(
                    ErrorCode.INVALID_STATE,
                    part.size() + " rows of " + shape.mapping().name() + " were inserted, but the database gave "
                            + keys.size() + " keys back");
        }
        for (int i = 0; i < part.size(); i++) {
            part.get(i).inserted(made ? keys.get(i).get(0) : null);
        }
    }
}
