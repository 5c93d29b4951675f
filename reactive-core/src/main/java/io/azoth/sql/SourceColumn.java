package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of an alias, a subquery or a list of values. Equal where name and source are. */
final class SourceColumn<T> implements ColumnExpression<T> {
    private final FromItem source;
    private final String name;
    private final SqlType<T> type;

    SourceColumn(FromItem source, String name, SqlType<T> type) {
        this.source = source;
        this.name = name;
        this.type = type;
    }

    /** The columns of a source, one for each column of a result. */
    static List<SourceColumn<?>> of(FromItem source, List<ResultColumn> results) {
        List<SourceColumn<?>> columns = new ArrayList<>(results.size());
        results.forEach(result -> columns.add(new SourceColumn<>(source, result.name(), result.type())));
        return List.copyOf(columns);
    }

    /** The column of a source for an expression that is selected there. */
    static <T> SourceColumn<T> of(FromItem source, List<ResultColumn> results, Expression<T> selected, String what) {
        for (ResultColumn result : results) {
            Expression<?> expression = result.expression();
            if (expression != null
                    && (selected.equals(expression)
                            || (expression instanceof Label<?> label && selected.equals(label.expression())))) {
                return new SourceColumn<>(source, result.name(), selected.type());
            }
        }
        throw new DefinitionException(ErrorCode.UNKNOWN_COLUMN, what + " does not select " + selected);
    }

    /** The column of a source by name. */
    @SuppressWarnings("unchecked")
    static <T> ColumnExpression<T> named(FromItem source, List<SourceColumn<?>> columns, String name, Class<T> type) {
        for (SourceColumn<?> column : columns) {
            if (column.name.equals(name)) {
                if (!type.isAssignableFrom(column.type.javaType())) {
                    throw new DefinitionException(
                            ErrorCode.WRONG_TYPE,
                            "Column '" + name + "' is " + column.type + " and holds "
                                    + column.type.javaType().getSimpleName() + ", not " + type.getSimpleName());
                }
                return (ColumnExpression<T>) column;
            }
        }
        throw new DefinitionException(
                ErrorCode.UNKNOWN_COLUMN,
                "There is no column '" + name + "'; there are "
                        + columns.stream().map(SourceColumn::name).toList());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FromItem source() {
        return source;
    }

    @Override
    public SqlType<T> type() {
        return type;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SourceColumn<?> that && source.equals(that.source) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + source.hashCode();
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
