package io.azoth.schema;

import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import java.util.function.Supplier;

/** What a column has besides its name and type; made by the methods of {@link Schema}. */
public sealed interface ColumnOption {

    /** Part of the primary key. */
    record PrimaryKey() implements ColumnOption {}

    /** Never NULL. */
    record NotNull() implements ColumnOption {}

    /** No two rows with the same value. */
    record Unique() implements ColumnOption {}

    /** No key is made by the database, even where the column is a key that it could make. */
    record Assigned() implements ColumnOption {}

    /** The database makes its value, as it makes that of a single integer key. */
    record Identity() implements ColumnOption {}

    /** What it gets where no value is given. */
    record Default(DefaultValue value) implements ColumnOption {}

    /** What makes a value where an INSERT gives none. */
    record MadeOnInsert(Supplier<?> supplier) implements ColumnOption {}

    /** What makes a value where an UPDATE sets none. */
    record MadeOnUpdate(Supplier<?> supplier) implements ColumnOption {}

    /** What the database computes it from. */
    record ComputedFrom(Computed computed) implements ColumnOption {}

    /** What its designer says of it. */
    record Comment(String text) implements ColumnOption {}

    /** Refers to a column of another table; the methods give the same with another rule. */
    record ForeignKey(Reference reference, Rules rules) implements ColumnOption {

        /** What happens to referring rows when the row that they refer to is deleted. */
        public ForeignKey onDelete(Action action) {
            return new ForeignKey(reference, new Rules(action, rules.onUpdate(), rules.check()));
        }

        /** What happens to referring rows when the key that they refer to changes. */
        public ForeignKey onUpdate(Action action) {
            return new ForeignKey(reference, new Rules(rules.onDelete(), action, rules.check()));
        }

        /** When the key is checked. */
        public ForeignKey checked(Check check) {
            return new ForeignKey(reference, new Rules(rules.onDelete(), rules.onUpdate(), check));
        }
    }
}
