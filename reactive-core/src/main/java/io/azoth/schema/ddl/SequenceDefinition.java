package io.azoth.schema.ddl;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;

/**
 * A sequence: a source of numbers that no transaction gives twice.
 *
 * @param name its name
 * @param start its first number
 * @param increment the step to each further one, never 0
 */
public record SequenceDefinition(TableName name, long start, long increment) {
    public SequenceDefinition {
        if (increment == 0) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "The increment of the sequence '" + name + "' is not 0");
        }
    }
}
