package io.azoth.dialect.postgres;

import io.azoth.compile.Compilation;
import io.azoth.compile.SelectRenderer;
import io.azoth.sql.Bind;
import io.azoth.sql.Expression;
import io.azoth.type.SqlKind;

/** A document that is bound and selected would be taken as text by what is around the query. */
final class PostgresSelect extends SelectRenderer {
    PostgresSelect(Compilation compilation) {
        super(compilation);
    }

    @Override
    protected void item(Expression<?> item) {
        boolean isDocument = isDocument(item);
        out.sql(isDocument ? "CAST(" : "");
        super.item(item);
        out.sql(isDocument ? " AS JSONB)" : "");
    }

    /** Whether it is a document whose type nothing tells but a cast. */
    static boolean isDocument(Expression<?> expression) {
        return expression instanceof Bind && expression.type().kind() == SqlKind.JSON;
    }
}
