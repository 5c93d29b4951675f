package io.azoth.schema.ddl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key as DDL defines it.
 *
 * @param name its name, or null where the database makes one
 * @param columns the referring columns
 * @param target the table that they refer to
 * @param targetColumns the columns there, in the same order
 * @param rules what happens when the row referred to changes, and when the key is checked
 */
public record ForeignKeyDefinition(
        @Nullable String name, List<String> columns, TableName target, List<String> targetColumns, Rules rules) {
    public ForeignKeyDefinition {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }

    /** What happens to referring rows. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        /** The action in SQL. */
        public String words() {
            return name().replace('_', ' ');
        }
    }

    /** When a key is checked. */
    public enum Check {
        /** At the end of each statement. */
        IMMEDIATE,
        /** At the end of each statement, until a transaction defers it to its own end. */
        DEFERRABLE,
        /** At the end of the transaction. */
        DEFERRED
    }

    /**
     * The rules of a foreign key.
     *
     * @param onDelete when the row referred to is deleted
     * @param onUpdate when its key changes
     * @param check when the key is checked
     */
    public record Rules(Action onDelete, Action onUpdate, Check check) {
        /** No action, checked at the end of each statement. */
        public static final Rules PLAIN = new Rules(Action.NO_ACTION, Action.NO_ACTION, Check.IMMEDIATE);

        /** Whether nothing happens to the referring rows. */
        public boolean isPlain() {
            return onDelete == Action.NO_ACTION && onUpdate == Action.NO_ACTION;
        }
    }
}
