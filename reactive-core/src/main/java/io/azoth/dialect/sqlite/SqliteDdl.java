package io.azoth.dialect.sqlite;

import io.azoth.compile.AlterRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.DdlRenderer;
import io.azoth.compile.IndexRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.CommentOn;
import io.azoth.schema.ddl.CreateSchema;
import io.azoth.schema.ddl.CreateSequence;
import io.azoth.schema.ddl.DropSchema;
import io.azoth.schema.ddl.DropSequence;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.RenameIndex;
import io.azoth.schema.ddl.RenameSchema;
import io.azoth.schema.ddl.RenameSequence;
import io.azoth.schema.ddl.RestartSequence;
import io.azoth.schema.ddl.TableChange;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.DdlStatement;

/** CREATE, ALTER and DROP on SQLite. */
final class SqliteDdl extends DdlRenderer {
    SqliteDdl(Compilation compilation) {
        super(compilation);
    }

    /** Only a column of exactly this type is an alias of the row's number, which SQLite makes. */
    @Override
    protected String type(ColumnDefinition column, boolean singleKey) {
        if (column.generated() && !singleKey) {
            throw unsupported("sqlite makes the numbers of an integer primary key alone, not of '" + column.name()
                    + "'; make it the key, or give the numbers");
        }
        return column.generated() ? "INTEGER" : super.type(column, singleKey);
    }

    @Override
    protected void expressionDefault(String sql) {
        out.sql("(").sql(sql).sql(")");
    }

    @Override
    protected void nextOf(TableName sequence) {
        throw unsupported("sqlite has no sequences, so '" + sequence
                + "' has no next value; let the database make an integer primary key");
    }

    /** A key refers to a table in its own database. */
    @Override
    protected void target(TableName target, TableName from) {
        out.name(target.name());
    }

    @Override
    protected IndexRenderer indexes() {
        return new IndexRenderer(this) {
            @Override
            protected void nulls(IndexDefinition.Term term) {
                throw unsupported("sqlite sorts NULL before everything in an index (" + term.text() + "); leave NULLS "
                        + term.nulls() + " out");
            }

            @Override
            protected void indexName(TableName table, String index) {
                table(new TableName(table.schema(), index));
            }

            @Override
            protected void indexed(TableName table) {
                out.name(table.name());
            }
        };
    }

    @Override
    protected SqlWriter comment(CommentOn comment) {
        throw unsupported("sqlite keeps no comments on tables and columns (" + comment.table() + ")");
    }

    @Override
    protected SqlWriter schema(DdlStatement statement) {
        if (statement instanceof RenameIndex rename) {
            throw unsupported("sqlite renames no indexes (" + rename.index()
                    + "); create it under the new name, and drop " + "the old one");
        } else if (statement instanceof CreateSequence
                || statement instanceof DropSequence
                || statement instanceof RenameSequence
                || statement instanceof RestartSequence) {
            throw unsupported("sqlite has no sequences; let the database make an integer primary key");
        } else if (statement instanceof CreateSchema
                || statement instanceof DropSchema
                || statement instanceof RenameSchema) {
            throw unsupported("sqlite has no schemas; a database file that is attached is one");
        } else if (statement instanceof DeferForeignKeys) {
            return out.sql("PRAGMA defer_foreign_keys = ON");
        }
        return super.schema(statement);
    }

    @Override
    protected AlterRenderer alterations() {
        return new AlterRenderer(this) {
            @Override
            public SqlWriter alter(AlterTable alter) {
                TableChange change = alter.change();
                boolean can = change instanceof TableChange.AddColumn
                        || change instanceof TableChange.DropColumn
                        || change instanceof TableChange.RenameColumn
                        || change instanceof TableChange.RenameTable;
                if (!can) {
                    throw unsupported(what(change));
                }
                if (!(change instanceof TableChange.AddColumn add)) {
                    return super.alter(alter);
                } else if (add.unique() != null) {
                    throw SqliteDdl.unsupported("sqlite adds no column with a constraint that makes it unique ("
                            + add.column().name() + "); add the column, and create a unique index on it");
                }
                SqlWriter written = super.alter(alter);
                if (add.key() != null) {
                    ownKey(add.key(), alter.table());
                }
                return written;
            }
        };
    }

    private static String what(TableChange change) {
        if (change instanceof TableChange.DropConstraint) {
            return "drop a constraint";
        } else if (change instanceof TableChange.RenameConstraint) {
            return "rename a constraint";
        } else if (change instanceof TableChange.ChangeIdentity || change instanceof TableChange.RestartIdentity) {
            return "change how a column is numbered";
        } else if (change instanceof TableChange.ChangeType) {
            return "change the type of a column";
        } else if (change instanceof TableChange.ChangeNullable) {
            return "change whether a column may be NULL";
        }
        return change instanceof TableChange.ChangeDefault ? "change the default of a column" : "add a constraint";
    }
}
