package io.azoth.sql;

import java.util.List;

/** A statement that defines rather than changes rows: CREATE, DROP, ALTER. */
public non-sealed interface DdlStatement extends EffectStatement {
    @Override
    default List<? extends ClauseElement> children() {
        return List.of();
    }

    @Override
    default <R> R accept(StatementVisitor<R> visitor) {
        return visitor.ddl(this);
    }
}
