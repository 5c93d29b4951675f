package io.azoth.schema.ddl;

import io.azoth.type.SqlType;
import org.jspecify.annotations.Nullable;

/** One change to a table that exists. */
public sealed interface TableChange {

    /** ADD COLUMN. */
    record AddColumn(ColumnDefinition column) implements TableChange {}

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

    /** DROP CONSTRAINT; where it may be missing, the table may be too. */
    record DropConstraint(String name, boolean ifExists) implements TableChange {}
}
