package io.azoth.schema.ddl;

import io.azoth.type.SqlType;

/**
 * A column as DDL defines it.
 *
 * @param name its name, unquoted
 * @param type its type
 * @param nullable whether it may be NULL
 * @param generated whether the database makes its value where none is given
 */
public record ColumnDefinition(String name, SqlType<?> type, boolean nullable, boolean generated) {}
