package io.azoth.schema;

import io.azoth.schema.ddl.TableName;

/**
 * A sequence: a source of numbers that no transaction gives twice.
 *
 * @param name its name
 * @param start its first number
 * @param increment the step to each further one, never 0
 */
public record Sequence(TableName name, long start, long increment) {

    /** A sequence from 1 in steps of 1, its name with its schema before a dot where it is in one. */
    public static Sequence of(String name) {
        return new Sequence(Names.table(name), 1, 1);
    }
}
