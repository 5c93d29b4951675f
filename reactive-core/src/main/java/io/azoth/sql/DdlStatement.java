package io.azoth.sql;

import java.util.List;
import java.util.function.UnaryOperator;

/** A statement that defines rather than changes rows: CREATE, DROP, ALTER. */
public non-sealed interface DdlStatement extends EffectStatement {
    @Override
    default List<? extends ClauseElement> children() {
        return List.of();
    }

    @Override
    default DdlStatement mapChildren(UnaryOperator<ClauseElement> f) {
        return this;
    }

    @Override
    default <R> R accept(StatementVisitor<R> visitor) {
        return visitor.ddl(this);
    }
}
