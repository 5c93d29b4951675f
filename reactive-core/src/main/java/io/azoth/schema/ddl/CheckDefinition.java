package io.azoth.schema.ddl;

import org.jspecify.annotations.Nullable;

/**
 * A condition that every row meets.
 *
 * @param name its name, or null where the database makes one
 * @param condition its SQL; databases give it back in their own words
 */
public record CheckDefinition(@Nullable String name, String condition) {}
