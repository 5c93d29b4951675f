package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of values as a table: what an UPDATE of many rows joins with. PostgreSQL gets one array for each column, so that
 * its text does not depend on the number of rows; others get VALUES.
 *
 * <p>The rows are handed over, not copied: do not change them afterwards.
 */
public final class ValuesTable implements FromItem {
    private final Object identity;
    private final String name;
    private final List<SourceColumn<?>> columns;
    private final List<? extends List<?>> rows;

    private ValuesTable(
            Object identity, String name, List<? extends ColumnExpression<?>> model, List<? extends List<?>> rows) {
        this.identity = identity;
        this.name = name;
        this.rows = Collections.unmodifiableList(rows);
        List<SourceColumn<?>> own = new ArrayList<>();
        for (ColumnExpression<?> column : model) {
            own.add(copy(column));
        }
        this.columns = List.copyOf(own);
    }

    private <T> SourceColumn<T> copy(ColumnExpression<T> column) {
        return new SourceColumn<>(this, column.name(), column.type());
    }

    /**
     * A table of values.
     *
     * @param name its name in the statement
     * @param columns columns whose names and types it has
     * @param rows one list of values a row, in order of the columns; at least one row
     */
    public static ValuesTable of(
            String name, List<? extends ColumnExpression<?>> columns, List<? extends List<?>> rows) {
        if (columns.isEmpty() || rows.isEmpty()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "A table of values has at least one column and one row");
        }
        return new ValuesTable(new Object(), name, columns, rows);
    }

    /** Its name in the statement. */
    public String name() {
        return name;
    }

    /** One list of values a row. */
    public List<? extends List<?>> rows() {
        return rows;
    }

    /**
     * Its column of the same name as another.
     *
     * @throws DefinitionException if it has none
     */
    public <T> ColumnExpression<T> c(ColumnExpression<T> column) {
        for (SourceColumn<?> own : columns) {
            if (own.name().equals(column.name())) {
                return new SourceColumn<>(this, column.name(), column.type());
            }
        }
        throw new DefinitionException(
                ErrorCode.UNKNOWN_COLUMN, "The values '" + name + "' have no column '" + column.name() + "'");
    }

    @Override
    public List<? extends ColumnExpression<?>> columns() {
        return columns;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return Mapped.expressions(rows);
    }

    @Override
    public ValuesTable mapChildren(UnaryOperator<ClauseElement> f) {
        return children().isEmpty() ? this : new ValuesTable(identity, name, columns, Mapped.rows(f, rows));
    }

    @Override
    public <R> R accept(FromItemVisitor<R> visitor) {
        return visitor.values(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValuesTable that && identity == that.identity;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(identity);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
