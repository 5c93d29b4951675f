package io.azoth.dialect.h2;

import io.azoth.compile.Compilation;
import io.azoth.compile.SelectRenderer;
import io.azoth.sql.Expression;
import io.azoth.sql.Label;
import io.azoth.sql.RowLock;
import org.jspecify.annotations.Nullable;

/** H2 locks rows in one way and all rows of the result, and wants binds that are selected to have a type. */
final class H2Select extends SelectRenderer {
    H2Select(Compilation compilation) {
        super(compilation);
    }

    /** A subquery needs the types of its columns. */
    @Override
    protected void item(Expression<?> item) {
        H2Expressions.typed(compilation, item);
    }

    /** A label comes before a column of its name, and numbers are values. */
    @Override
    protected void groupedBy(String label, int position) {
        out.name(label);
    }

    /** A bind alone would be the place of a column. */
    @Override
    protected void key(Expression<?> key) {
        H2Expressions.typed(compilation, key instanceof Label<?> label ? label.expression() : key);
    }

    @Override
    protected void lock(@Nullable RowLock lock) {
        if (lock != null && lock.strength() != RowLock.Strength.UPDATE) {
            throw unsupported(lock.strength().words(), "use forUpdate()");
        }
        if (lock != null && !lock.of().isEmpty()) {
            throw unsupported("FOR UPDATE OF", "lock in a query of the one table, or lock all rows by forUpdate()");
        }
        super.lock(lock);
    }
}
