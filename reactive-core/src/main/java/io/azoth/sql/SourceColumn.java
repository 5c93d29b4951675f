package io.azoth.sql;

import io.azoth.type.SqlType;
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
        return other instanceof SourceColumn<?> that && source == that.source && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + System.identityHashCode(source);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
