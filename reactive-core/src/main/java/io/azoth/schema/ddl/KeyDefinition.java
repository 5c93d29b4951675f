package io.azoth.schema.ddl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primary key or a unique constraint.
 *
 * @param name its name, or null where the database makes one
 * @param columns its columns in order
 */
public record KeyDefinition(@Nullable String name, List<String> columns) {
    public KeyDefinition {
        columns = List.copyOf(columns);
    }
}
