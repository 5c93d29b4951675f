package io.azoth.orm.flush;

import io.azoth.orm.mapping.EntityMapping;
import io.azoth.sql.Delete;
import io.azoth.sql.Executor;
import java.util.List;
import reactor.core.publisher.Mono;

/** DELETE of rows of one table by their keys. */
record DeleteStep(EntityMapping mapping, List<RowChange> rows) implements Step {
    /** Alternatives nest deeper with each row where the key has several columns. */
    private static final int COMPOSITE_WIDTH = 300;

    @Override
    public Mono<Void> run(Executor executor) {
        int width = mapping.key().size() == 1 ? 1 : COMPOSITE_WIDTH;
        return Shape.inParts(
                rows,
                width,
                part -> Mono.defer(
                        () -> executor.execute(Delete.from(mapping.table()).where(RowCheck.keyIn(part)), List.of())
                                .flatMap(result -> RowCheck.of(executor, "DELETE", part, result.rowCount()))));
    }
}
