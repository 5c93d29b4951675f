package io.azoth.schema.ddl;

import io.azoth.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A column as DDL defines it.
 *
 * @param name its name, unquoted
 * @param type its type
 * @param nullable whether it may be NULL
 * @param generated whether the database makes its value, as a number of its own, where none is given
 * @param defaultValue what it gets where no value is given, or null
 * @param computed what it is computed from, or null where values are stored in it
 * @param comment what its designer says of it, or null
 */
public record ColumnDefinition(
        String name,
        SqlType<?> type,
        boolean nullable,
        boolean generated,
        @Nullable DefaultValue defaultValue,
        @Nullable Computed computed,
        @Nullable String comment) {

    /** A column that may be NULL and has nothing besides its type. */
    public static ColumnDefinition of(String name, SqlType<?> type) {
        return new ColumnDefinition(name, type, true, false, null, null, null);
    }

    /** The same that is never NULL. */
    public ColumnDefinition notNull() {
        return new ColumnDefinition(name, type, false, generated, defaultValue, computed, comment);
    }

    /** The same with a value where none is given, or without one. */
    public ColumnDefinition withDefault(@Nullable DefaultValue value) {
        return new ColumnDefinition(name, type, nullable, generated, value, computed, comment);
    }

    /**
     * The value of a column that the database computes from others.
     *
     * @param expression the SQL of the expression, as the database takes it
     * @param stored whether it is computed when the row is written, and not whenever it is read
     */
    public record Computed(String expression, boolean stored) {}
}
