package io.azoth.schema;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.CommentOn;
import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.DropIndex;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.RenameIndex;
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

    /**
     * ADD COLUMN, with its unique constraint, its foreign key and its comment where it has them.
     *
     * @throws DefinitionException if it is part of the primary key, or refers to what the metadata has not
     */
    public AlterTable addColumn(ColumnSpec<?> column) {
        if (column.has(ColumnOption.PrimaryKey.class)) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "Column '" + column.name() + "' is no key of the rows that '" + table
                            + "' has already; add it, fill it, " + "and make it the key by add(primaryKey(...))");
        }
        return change(Definitions.added(column, table));
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
                constraint + " is no constraint; an index is added by add(index(...)), a comment by comment(...)");
    }

    /** RENAME CONSTRAINT. */
    public AlterTable renameConstraint(String name, String newName) {
        return change(new TableChange.RenameConstraint(name, Names.check(newName, "constraint")));
    }

    /** The database numbers the rows from now on, from 1: {@link #restartIdentity} goes on behind those that are there. */
    public AlterTable setIdentity(String column) {
        return change(new TableChange.ChangeIdentity(column, true));
    }

    /** The database makes no more numbers for a column. */
    public AlterTable dropIdentity(String column) {
        return change(new TableChange.ChangeIdentity(column, false));
    }

    /** The next number that the database makes for a column, as after rows were copied with theirs. */
    public AlterTable restartIdentity(String column, long next) {
        return change(new TableChange.RestartIdentity(column, next));
    }

    /** CREATE INDEX on this table. */
    public CreateIndex add(TableOption.Index index) {
        return new CreateIndex(table.statementName(), index.index(), false, table.boundTo());
    }

    /** DROP INDEX of this table. */
    public DropIndex dropIndex(String name) {
        return new DropIndex(table.statementName(), name, false, table.boundTo());
    }

    /** ALTER INDEX ... RENAME TO. */
    public RenameIndex renameIndex(String name, String newName) {
        return new RenameIndex(table.statementName(), name, Names.check(newName, "index"), table.boundTo());
    }

    /** COMMENT ON this table; null takes it away. */
    public CommentOn comment(@Nullable String text) {
        return new CommentOn(table.statementName(), null, text, table.boundTo());
    }

    /** COMMENT ON a column of this table; null takes it away. */
    public CommentOn comment(String column, @Nullable String text) {
        return new CommentOn(table.statementName(), column, text, table.boundTo());
    }

    /** DROP CONSTRAINT, by its name. */
    public AlterTable dropConstraint(String name) {
        return change(new TableChange.DropConstraint(name, false));
    }

    private AlterTable change(TableChange change) {
        return new AlterTable(table.statementName(), change, table.boundTo());
    }
}
