package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, in the order in which they were given: the named parameters of a statement, or the columns of one row
 * to insert. Immutable.
 */
public final class Parameters {
    /** No values. */
    public static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, @Nullable Object> values;

    private Parameters(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /**
     * Values by name.
     *
     * @param values names and values; a value may be null, a name may not. Copied.
     */
    public static Parameters of(Map<String, ? extends @Nullable Object> values) {
        return new Parameters(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /**
     * Values by name, given in turn: {@code row("user_name", "Tom", "password", "secret")}.
     *
     * @throws DefinitionException if a name is not a string, stands there twice, or has no value
     */
    static Parameters alternating(@Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "Names and values come in pairs, but " + namesAndValues.length + " arguments were given");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String name)) {
                throw new DefinitionException(
                        ErrorCode.INVALID_STATEMENT,
                        "Argument " + (i + 1) + " is a name and must be a String, not " + namesAndValues[i]);
            }
            if (values.containsKey(name)) {
                throw new DefinitionException(ErrorCode.DUPLICATE_COLUMN, "The name '" + name + "' is given twice");
            }
            values.put(name, namesAndValues[i + 1]);
        }
        return new Parameters(Collections.unmodifiableMap(values));
    }

    /** The names, in order. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Whether a value, null included, is there for a name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of a name, or null where it is null or not there. */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /** All of them, unmodifiable. */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
