package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A table under another name, as for joining it with itself. Two aliases are never equal. */
public final class Alias implements FromItem {
    private final Object identity;
    private final TableItem table;
    private final String name;
    private final List<SourceColumn<?>> columns;

    /**
     * A table under another name.
     *
     * @param table the table
     * @param name the name
     */
    public Alias(TableItem table, String name) {
        this(new Object(), table, name);
    }

    private Alias(Object identity, TableItem table, String name) {
        this.identity = identity;
        this.table = table;
        this.name = name;
        List<SourceColumn<?>> own = new ArrayList<>();
        for (ColumnExpression<?> column : table.columns()) {
            own.add(copy(column));
        }
        this.columns = List.copyOf(own);
    }

    private <T> SourceColumn<T> copy(ColumnExpression<T> column) {
        return new SourceColumn<>(this, column.name(), column.type());
    }

    /** The table that it stands for. */
    public TableItem table() {
        return table;
    }

    /** The name that it has here. */
    public String name() {
        return name;
    }

    /**
     * This alias's column for a column of the table.
     *
     * @throws DefinitionException if it is a column of something else
     */
    public <T> ColumnExpression<T> c(ColumnExpression<T> column) {
        if (column.source() != table) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_COLUMN,
                    column + " is no column of '" + table.name() + "', which '" + name + "' stands for");
        }
        SqlType<T> type = column.type();
        return new SourceColumn<>(this, column.name(), type);
    }

    @Override
    public List<? extends ColumnExpression<?>> columns() {
        return columns;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(table);
    }

    @Override
    public Alias mapChildren(UnaryOperator<ClauseElement> f) {
        return new Alias(identity, Mapped.one(f, table), name);
    }

    @Override
    public <R> R accept(FromItemVisitor<R> visitor) {
        return visitor.alias(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return table.boundTo();
    }

    /** Rewritten ones still have the columns of the first. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Alias that && identity == that.identity;
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
