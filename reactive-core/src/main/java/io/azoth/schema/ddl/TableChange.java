package io.azoth.schema.ddl;

import io.azoth.type.SqlType;
import org.jspecify.annotations.Nullable;

/** One change to a table that exists. */
public sealed interface TableChange {

    /**
     * ADD COLUMN, with constraints of its own.
     *
     * @param column the column
     * @param unique its unique constraint, or null
     * @param key its foreign key, or null
     */
    record AddColumn(
            ColumnDefinition column,
            @Nullable KeyDefinition unique,
            @Nullable ForeignKeyDefinition key) implements TableChange {}

    /** DROP COLUMN. */
    record DropColumn(String column) implements TableChange {}

    /** RENAME COLUMN. */
    record RenameColumn(String column, String newName) implements TableChange {}

    /** RENAME TO: another name in the same schema. */
    record RenameTable(String newName) implements TableChange {}

    /**
     * Another type; values are converted where the database can, or by the SQL of an expression where it is given.
     */
    record ChangeType(
            String column, SqlType<?> type, @Nullable String using) implements TableChange {}

    /** SET NOT NULL, or DROP NOT NULL. */
    record ChangeNullable(String column, boolean nullable) implements TableChange {}

    /** SET DEFAULT, or DROP DEFAULT where the value is null. The type is that of the column. */
    record ChangeDefault(
            String column, SqlType<?> type, @Nullable DefaultValue value) implements TableChange {}

    /** ADD PRIMARY KEY. */
    record AddPrimaryKey(KeyDefinition key) implements TableChange {}

    /** ADD UNIQUE. */
    record AddUnique(KeyDefinition key) implements TableChange {}

    /** ADD FOREIGN KEY. */
    record AddForeignKey(ForeignKeyDefinition key) implements TableChange {}

    /** ADD CHECK. */
    record AddCheck(CheckDefinition check) implements TableChange {}

    /** RENAME CONSTRAINT. */
    record RenameConstraint(String name, String newName) implements TableChange {}

    /** Whether the database makes the values of a column, as numbers of its own. */
    record ChangeIdentity(String column, boolean generated) implements TableChange {}

    /** RESTART: the next number that the database makes. */
    record RestartIdentity(String column, long next) implements TableChange {}

    /** DROP CONSTRAINT; where it may be missing, the table may be too. */
    record DropConstraint(String name, boolean ifExists) implements TableChange {}
}
