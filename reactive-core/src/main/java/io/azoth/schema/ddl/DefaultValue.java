package io.azoth.schema.ddl;

/** What a column gets where an INSERT gives it no value. */
public sealed interface DefaultValue {

    /**
     * A constant.
     *
     * @param value the value in the class that the column's type stores
     */
    record Constant(Object value) implements DefaultValue {}

    /**
     * An expression of the database.
     *
     * @param text its SQL, such as {@code CURRENT_TIMESTAMP}; never built from input
     */
    record Sql(String text) implements DefaultValue {}

    /**
     * The next value of a sequence.
     *
     * @param sequence the sequence
     */
    record NextOf(TableName sequence) implements DefaultValue {}
}
