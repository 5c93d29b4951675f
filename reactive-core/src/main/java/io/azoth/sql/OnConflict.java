package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Insert.Conflict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an INSERT does with a row whose unique key is there already; ends with {@link #doNothing} or {@link #doUpdate},
 * which give the INSERT. Immutable.
 *
 * <p>A database that has MERGE alone does it by that, which does not keep two transactions from inserting the same key
 * at the same time: one of them fails then.
 */
public final class OnConflict {
    private final Insert insert;
    private final Conflict conflict;

    OnConflict(Insert insert, Conflict conflict) {
        this.insert = insert;
        this.conflict = conflict;
    }

    /** The row that is there stays as it is. */
    public Insert doNothing() {
        return insert.with(new Conflict(conflict.target(), List.of(), null));
    }

    /** A column of the row that is there is set to a value, which may be null. */
    public <T> OnConflict set(ColumnExpression<T> column, @Nullable T value) {
        return with(ColumnValue.of(column, value));
    }

    /** A column of the row that is there is set to an expression, of {@link Insert#excluded} columns too. */
    public <T> OnConflict set(ColumnExpression<T> column, Expression<? extends T> value) {
        return with(new ColumnValue(column, value));
    }

    /** Rows that are there are changed under this condition alone. */
    public OnConflict where(Expression<Boolean> condition) {
        return new OnConflict(
                insert,
                new Conflict(conflict.target(), conflict.assignments(), Conditions.and(conflict.where(), condition)));
    }

    /**
     * The row that is there is changed: by what was {@code set}, and these columns to the values that were to be
     * inserted.
     */
    public Insert doUpdate(ColumnExpression<?>... columns) {
        OnConflict all = this;
        for (ColumnExpression<?> column : columns) {
            all = all.with(new ColumnValue(column, Insert.excluded(column)));
        }
        if (all.conflict.assignments().isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "ON CONFLICT DO UPDATE sets at least one column; name columns, use set(...), or doNothing()");
        }
        return insert.with(all.conflict);
    }

    private OnConflict with(ColumnValue added) {
        if (added.column().source() != insert.table()) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_COLUMN,
                    added.column() + " is no column of '" + insert.table().name() + "'");
        }
        List<ColumnValue> all = new ArrayList<>(conflict.assignments());
        all.add(added);
        return new OnConflict(insert, new Conflict(conflict.target(), all, conflict.where()));
    }
}
