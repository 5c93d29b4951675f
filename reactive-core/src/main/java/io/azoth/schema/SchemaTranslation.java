package io.azoth.schema;

import io.azoth.schema.ddl.TableName;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Other schemas in the place of those that tables name, as for one schema a tenant: what is built once runs for each of
 * them. An immutable value.
 *
 * <pre>{@code
 * Engine tenant = Engine.create(url, EngineOptions.DEFAULT.withSchemas(SchemaTranslation.unnamedTo("tenant_7")));
 * }</pre>
 *
 * <p>It holds for queries, changes and DDL, and for what is read back of the live schema, which then says the names that the
 * program says. It does not reach into SQL that was written by hand, such as a check or {@code text(...)}; nor to temporary
 * tables, which are in no schema, nor to enum types, which all of their schemas share.
 *
 * @param schemas the schema to write for each that is named; the empty name stands for none, on both sides
 */
public record SchemaTranslation(Map<String, String> schemas) {
    /** Every schema is what it is called. */
    public static final SchemaTranslation NONE = new SchemaTranslation(Map.of());

    public SchemaTranslation {
        TreeMap<String, String> sorted = new TreeMap<>();
        schemas.forEach((from, to) -> sorted.put(checked(from), checked(to)));
        schemas = Collections.unmodifiableMap(sorted);
    }

    private static String checked(String schema) {
        return schema.isEmpty() ? schema : Names.check(schema, "schema");
    }

    /** One schema in the place of another one. */
    public static SchemaTranslation of(String schema, String instead) {
        return NONE.and(schema, instead);
    }

    /** A schema for all tables that name none. */
    public static SchemaTranslation unnamedTo(String schema) {
        return NONE.and("", schema);
    }

    /** The same with one more schema in the place of another one. */
    public SchemaTranslation and(String schema, String instead) {
        TreeMap<String, String> more = new TreeMap<>(schemas);
        more.put(schema, instead);
        return new SchemaTranslation(more);
    }

    /** The schema that is written for one; null is the connection's own, on both sides. */
    public @Nullable String translated(@Nullable String schema) {
        if (schemas.isEmpty()) {
            return schema;
        }
        String named = schema == null ? "" : schema;
        String written = schemas.getOrDefault(named, named);
        return written.isEmpty() ? null : written;
    }

    /** The name that is written for one; what is in no schema at all stays there. */
    public TableName translated(TableName name) {
        if (schemas.isEmpty() || "".equals(name.schema())) {
            return name;
        }
        return new TableName(translated(name.schema()), name.name());
    }

    /**
     * The schema that the program names for one that the database names: where several come to the same, the one that is
     * preferred, else the first by name.
     *
     * @param schema what the database names, or null for the connection's own
     * @param preferred what the program asked for, or null for none
     */
    public @Nullable String back(@Nullable String schema, @Nullable String preferred) {
        if (Objects.equals(translated(preferred), schema)) {
            return preferred;
        }
        String written = schema == null ? "" : schema;
        for (Map.Entry<String, String> entry : schemas.entrySet()) {
            if (entry.getValue().equals(written)) {
                return entry.getKey().isEmpty() ? null : entry.getKey();
            }
        }
        return schema;
    }
}
