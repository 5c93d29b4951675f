package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.DdlRenderer;
import io.azoth.compile.FromRenderer;
import io.azoth.compile.Identifiers;
import io.azoth.compile.Literals;
import io.azoth.compile.SelectRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.Syntax;
import io.azoth.compile.TypeNames;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.ValuesTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL of SQLite. */
final class SqliteSyntax extends Syntax {
    private static final Identifiers IDENTIFIERS = reserving(
            "add alter autoincrement begin commit escape exists if index indexed isnull nothing notnull rollback "
                    + "savepoint");
    private static final TypeNames TYPES = new SqliteTypes();
    private static final Literals LITERALS = new SqliteTypes.Constants();

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Identifiers identifiers() {
        return IDENTIFIERS;
    }

    @Override
    public TypeNames types() {
        return TYPES;
    }

    @Override
    public FromRenderer froms(Compilation compilation) {
        return new SqliteFroms(compilation);
    }

    @Override
    public SelectRenderer select(Compilation compilation) {
        return new SqliteSelect(compilation);
    }

    @Override
    public DdlRenderer ddl(Compilation compilation) {
        return new SqliteDdl(compilation);
    }

    @Override
    public Literals literals() {
        return LITERALS;
    }

    /** SQLite names the columns of VALUES by itself. */
    private static final class SqliteFroms extends FromRenderer {
        SqliteFroms(Compilation compilation) {
            super(compilation);
        }

        @Override
        public SqlWriter values(ValuesTable values) {
            List<? extends ColumnExpression<?>> columns = values.columns();
            for (int i = 0; i < columns.size(); i++) {
                out.sql(i == 0 ? "(SELECT column" : ", column").number(i + 1L).sql(" AS ");
                out.name(columns.get(i).name());
            }
            out.sql(" FROM (VALUES ");
            rows(values, false);
            return out.sql(")) AS ").name(values.name());
        }
    }

    /** OFFSET stands behind a LIMIT only. */
    private static final class SqliteSelect extends SelectRenderer {
        SqliteSelect(Compilation compilation) {
            super(compilation);
        }

        @Override
        protected void limit(@Nullable Long limit, @Nullable Long offset) {
            if (limit == null && offset != null) {
                out.sql(" LIMIT -1");
            }
            super.limit(limit, offset);
        }
    }
}
