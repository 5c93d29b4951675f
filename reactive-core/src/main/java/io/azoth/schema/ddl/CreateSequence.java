package io.azoth.schema.ddl;

import io.azoth.sql.DdlStatement;
import io.azoth.sql.Executor;
import io.azoth.sql.Services;
import org.jspecify.annotations.Nullable;

/**
 * CREATE SEQUENCE.
 *
 * @param sequence what to create
 * @param ifNotExists whether a sequence of the name that exists already is left as it is
 * @param boundTo what it runs on when it is not told, or null
 */
public record CreateSequence(
        SequenceDefinition sequence,
        boolean ifNotExists,
        @Nullable Executor boundTo) implements DdlStatement {

    @Override
    public String toString() {
        return Services.text(this);
    }
}
