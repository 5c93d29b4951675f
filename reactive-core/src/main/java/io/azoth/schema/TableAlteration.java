package io.azoth.schema;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.TableChange;
import io.azoth.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The ALTER TABLE statements of a table: each method gives one, to be executed. The table in the program stays as it is.
 *
 * <pre>{@code
 * users.alter().addColumn(column("age", INTEGER, notNull(), defaultValue(0))).execute()
 * }</pre>
 */
public final class TableAlteration {
    private final Table table;

    TableAlteration(Table table) {
        this.table = table;
    }

    /** ADD COLUMN. A foreign key of its own is added by {@link #add}. */
    public AlterTable addColumn(ColumnSpec<?> column) {
        return change(new TableChange.AddColumn(Definitions.of(column, table.toString())));
    }

    /** DROP COLUMN. */
    public AlterTable dropColumn(String column) {
        return change(new TableChange.DropColumn(column));
    }

    /** RENAME COLUMN. */
    public AlterTable renameColumn(String column, String newName) {
        return change(new TableChange.RenameColumn(column, Names.check(newName, "column")));
    }

    /** RENAME TO: another name in the same schema. */
    public AlterTable renameTo(String newName) {
        return change(new TableChange.RenameTable(Names.check(newName, "table")));
    }

    /** Another type for a column; its values are converted where the database can. */
    public AlterTable changeType(String column, SqlType<?> type) {
        return change(new TableChange.ChangeType(column, type, null));
    }

    /**
     * Another type for a column, and how its values come to it.
     *
     * @param using the SQL of an expression, such as {@code "CAST(code AS INTEGER)"}; never build it from input
     */
    public AlterTable changeType(String column, SqlType<?> type, String using) {
        return change(new TableChange.ChangeType(column, type, using));
    }

    /** SET NOT NULL: an error of the database where the column holds NULL. */
    public AlterTable setNotNull(String column) {
        return change(new TableChange.ChangeNullable(column, false));
    }

    /** DROP NOT NULL. */
    public AlterTable dropNotNull(String column) {
        return change(new TableChange.ChangeNullable(column, true));
    }

    /** SET DEFAULT: what {@link Schema#defaultValue}, {@link Schema#defaultSql} and {@link Schema#defaultNext} give. */
    public AlterTable setDefault(String column, ColumnOption.Default value) {
        Column<?> found = table.c(column);
        return changeDefault(found, Definitions.stored(value.value(), found.type(), found.toString()));
    }

    /** DROP DEFAULT. */
    public AlterTable dropDefault(String column) {
        return changeDefault(table.c(column), null);
    }

    private AlterTable changeDefault(Column<?> column, @Nullable DefaultValue value) {
        return change(new TableChange.ChangeDefault(column.name(), column.type(), value));
    }

    /**
     * ADD CONSTRAINT: a key, a foreign key or a check.
     *
     * @throws DefinitionException if the option is none of these
     */
    public AlterTable add(TableOption constraint) {
        if (constraint instanceof TableOption.PrimaryKey key) {
            return change(new TableChange.AddPrimaryKey(key.key()));
        } else if (constraint instanceof TableOption.Unique unique) {
            return change(new TableChange.AddUnique(unique.key()));
        } else if (constraint instanceof TableOption.Condition condition) {
            return change(new TableChange.AddCheck(condition.check()));
        } else if (constraint instanceof TableOption.ForeignKey key) {
            return change(new TableChange.AddForeignKey(new ForeignKeyDefinition(
                    key.name(), key.columns(), key.target(), key.targetColumns(), key.rules())));
        }
        throw new DefinitionException(
                ErrorCode.INVALID_STATEMENT,
                constraint + " is no constraint; create an index with CreateIndex, and comment with CommentOn");
    }

    /** DROP CONSTRAINT, by its name. */
    public AlterTable dropConstraint(String name) {
        return change(new TableChange.DropConstraint(name, false));
    }

    private AlterTable change(TableChange change) {
        return new AlterTable(table.statementName(), change, table.boundTo());
    }
}
