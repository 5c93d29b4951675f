package io.azoth.sql;

/** A statement of a user's own that is run for its effect: its parts, and one method that writes it for each database. */
public non-sealed interface CustomStatement extends EffectStatement {
    /**
     * Writes it.
     *
     * @param dialect the name of the database, {@code generic SQL} for a {@code toString()}
     * @param out where to write
     * @throws io.azoth.error.CompileException if the database has it not
     */
    void write(String dialect, SqlParts out);

    @Override
    default <R> R accept(StatementVisitor<R> visitor) {
        return visitor.custom(this);
    }
}
