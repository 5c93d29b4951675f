package io.azoth.jdbc;

import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Nullability;
import io.r2dbc.spi.Type;
import org.jspecify.annotations.Nullable;

/** A column in R2DBC's terms; its native metadata is the {@link Column}. */
record JdbcColumnMetadata(Column column) implements ColumnMetadata {

    @Override
    public String getName() {
        return column.name();
    }

    @Override
    public Type getType() {
        return column.type();
    }

    @Override
    public Class<?> getJavaType() {
        return column.type().getJavaType();
    }

    @Override
    public Nullability getNullability() {
        return column.nullability();
    }

    @Override
    public @Nullable Integer getPrecision() {
        return column.precision();
    }

    @Override
    public @Nullable Integer getScale() {
        return column.scale();
    }

    @Override
    public Object getNativeTypeMetadata() {
        return column;
    }
}
