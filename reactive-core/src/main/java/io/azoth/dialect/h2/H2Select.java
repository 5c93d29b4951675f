package io.azoth.dialect.h2;

import io.azoth.compile.Compilation;
import io.azoth.compile.SelectRenderer;
import io.azoth.sql.RowLock;
import org.jspecify.annotations.Nullable;

/** H2 locks rows in one way, and all rows of the result. */
final class H2Select extends SelectRenderer {
    H2Select(Compilation compilation) {
        super(compilation);
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
