package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.TableChange;
import io.azoth.schema.ddl.TableChange.AddCheck;
import io.azoth.schema.ddl.TableChange.AddColumn;
import io.azoth.schema.ddl.TableChange.AddForeignKey;
import io.azoth.schema.ddl.TableChange.AddPrimaryKey;
import io.azoth.schema.ddl.TableChange.AddUnique;
import io.azoth.schema.ddl.TableChange.ChangeDefault;
import io.azoth.schema.ddl.TableChange.ChangeNullable;
import io.azoth.schema.ddl.TableChange.ChangeType;
import io.azoth.schema.ddl.TableChange.DropColumn;
import io.azoth.schema.ddl.TableChange.DropConstraint;
import io.azoth.schema.ddl.TableChange.RenameColumn;
import io.azoth.schema.ddl.TableChange.RenameTable;

/** Writes ALTER TABLE; a dialect overrides what differs. */
public class AlterRenderer {
    /** Writes the parts that CREATE TABLE has too. */
    protected final DdlRenderer ddl;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into the compilation of another renderer. */
    public AlterRenderer(DdlRenderer ddl) {
        this.ddl = ddl;
        this.out = ddl.compilation.out();
    }

    /** ALTER TABLE. */
    public SqlWriter alter(AlterTable alter) {
        TableChange change = alter.change();
        boolean ifExists = change instanceof DropConstraint drop && drop.ifExists();
        out.sql(ifExists ? "ALTER TABLE IF EXISTS " : "ALTER TABLE ");
        ddl.table(alter.table()).sql(" ");
        if (change instanceof AddColumn add) {
            out.sql("ADD COLUMN ");
            ddl.column(add.column(), false);
        } else if (change instanceof DropColumn drop) {
            out.sql("DROP COLUMN ").name(drop.column());
        } else if (change instanceof RenameColumn rename) {
            renameColumn(rename);
        } else if (change instanceof RenameTable rename) {
            out.sql("RENAME TO ").name(rename.newName());
        } else if (change instanceof DropConstraint drop) {
            out.sql(drop.ifExists() ? "DROP CONSTRAINT IF EXISTS " : "DROP CONSTRAINT ")
                    .name(drop.name());
        } else {
            addConstraint(change, alter);
        }
        return out;
    }

    private void addConstraint(TableChange change, AlterTable alter) {
        if (change instanceof AddPrimaryKey add) {
            out.sql("ADD ");
            ddl.key("PRIMARY KEY ", add.key());
        } else if (change instanceof AddUnique add) {
            out.sql("ADD ");
            ddl.key("UNIQUE ", add.key());
        } else if (change instanceof AddCheck add) {
            out.sql("ADD ");
            ddl.check(add.check());
        } else if (change instanceof AddForeignKey add) {
            out.sql("ADD ");
            ddl.foreignKey(add.key(), alter.table());
        } else {
            column(change);
        }
    }

    private void column(TableChange change) {
        if (change instanceof ChangeType type) {
            alterColumn(type.column());
            changeType(type);
        } else if (change instanceof ChangeNullable nullable) {
            alterColumn(nullable.column());
            out.sql(nullable.nullable() ? "DROP NOT NULL" : "SET NOT NULL");
        } else if (change instanceof ChangeDefault value) {
            alterColumn(value.column());
            changeDefault(value);
        }
    }

    private void alterColumn(String column) {
        out.sql("ALTER COLUMN ").name(column).sql(" ");
    }

    private void changeDefault(ChangeDefault change) {
        DefaultValue value = change.value();
        if (value == null) {
            out.sql("DROP DEFAULT");
        } else {
            out.sql("SET DEFAULT ");
            ddl.defaultValue(ColumnDefinition.of(change.column(), change.type()), value);
        }
    }

    /** RENAME COLUMN. */
    protected void renameColumn(RenameColumn rename) {
        out.sql("RENAME COLUMN ").name(rename.column()).sql(" TO ").name(rename.newName());
    }

    /** What stands behind the column whose type changes. */
    protected void changeType(ChangeType change) {
        out.sql("SET DATA TYPE ").sql(ddl.compilation.syntax().types().column(change.type()));
        if (change.using() != null) {
            out.sql(" USING ").sql(change.using());
        }
    }

    /** The error for a change that the target cannot make to a table that exists. */
    protected final CompileException unsupported(String what) {
        return new CompileException(
                ErrorCode.UNSUPPORTED_BY_DIALECT,
                ddl.compilation.syntax().name() + " cannot " + what
                        + " in a table that exists; create a new table, copy the rows, drop the old one and rename the new "
                        + "one");
    }
}
