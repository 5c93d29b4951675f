package io.azoth.schema.ddl;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table.
 *
 * @param schema the schema that it is in, unquoted; null for the connection's own, empty for none at all, as a temporary
 *     table is in
 * @param name its own name, unquoted
 */
public record TableName(@Nullable String schema, String name) {
    /** A table in the connection's own schema. */
    public static TableName of(String name) {
        return new TableName(null, name);
    }

    /** The name with its schema, unquoted, for messages. */
    @Override
    public String toString() {
        return schema == null || schema.isEmpty() ? name : schema + "." + name;
    }
}
