package io.azoth.schema;

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

    /** Refers to a column of another table. */
    record ForeignKey(Reference reference) implements ColumnOption {}
}
