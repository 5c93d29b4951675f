package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.SelectRenderer;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.Paging;
import io.azoth.sql.RowLock;
import io.azoth.sql.SelectItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OFFSET stands behind a LIMIT only, and there are no row locks. */
final class SqliteSelect extends SelectRenderer {
    SqliteSelect(Compilation compilation) {
        super(compilation);
    }

    @Override
    protected void orderedBy(Expression<?> expression, List<SelectItem> selected) {
        if (Decimals.is(expression)) {
            compilation.expression(Decimals.number(expression));
        } else {
            super.orderedBy(expression, selected);
        }
    }

    /** The elements of a document are in a column of another name. */
    @Override
    protected void named(ColumnExpression<?> column) {
        super.named(column);
        if (SqliteFroms.isOfElements(column.source())) {
            out.sql(" AS ").name(column.name());
        }
    }

    @Override
    protected void paging(Paging paging) {
        if (paging.limit() == null && paging.offset() != null) {
            out.sql(" LIMIT -1");
        }
        super.paging(paging);
    }

    @Override
    protected void lock(@Nullable RowLock lock) {
        if (lock != null) {
            throw unsupported(
                    lock.strength().words(),
                    "a transaction that writes has the whole database to itself: change a row first, or leave it out");
        }
    }
}
