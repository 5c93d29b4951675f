package io.azoth.sql;

import io.azoth.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * One value to bind.
 *
 * @param name the parameter's name, for error messages and logs
 * @param type its type
 * @param value the value in the Java class of the type, or null
 */
public record BoundValue(
        String name, SqlType<?> type, @Nullable Object value) {
    /** Shows no value: it may be a secret. */
    @Override
    public String toString() {
        return ":" + name + " " + type;
    }
}
