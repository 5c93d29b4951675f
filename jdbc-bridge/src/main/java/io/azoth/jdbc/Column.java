package io.azoth.jdbc;

import io.r2dbc.spi.Nullability;
import io.r2dbc.spi.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a database tells about a column of a result.
 *
 * @param name the column's label
 * @param declaredType the type's text in the table definition, or null for an expression
 * @param type the R2DBC type that stands for it, whose Java type is what an untyped read gives
 * @param nullability whether NULL may occur
 * @param precision digits or characters, where declared
 * @param scale digits after the point, where declared
 */
public record Column(
        String name,
        @Nullable String declaredType,
        Type type,
        Nullability nullability,
        @Nullable Integer precision,
        @Nullable Integer scale) {}
