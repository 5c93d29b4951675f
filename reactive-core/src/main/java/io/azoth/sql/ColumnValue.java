package io.azoth.sql;

/**
 * A column and what it is set to.
 *
 * @param column the column
 * @param value the value: a bind, or any expression
 */
public record ColumnValue(ColumnExpression<?> column, Expression<?> value) {
    /** A column and a value, which may be null; checked against the column's type. */
    static ColumnValue of(ColumnExpression<?> column, @org.jspecify.annotations.Nullable Object value) {
        return new ColumnValue(
                column,
                value instanceof Expression<?> expression
                        ? expression
                        : Bind.value(column.name(), column.type(), value));
    }
}
