package io.azoth.dialect.postgres;

import io.azoth.compile.Compilation;
import io.azoth.compile.SelectRenderer;
import io.azoth.sql.Bind;
import io.azoth.sql.Expression;
import io.azoth.sql.InList;
import io.azoth.sql.Junction;
import io.azoth.sql.Label;
import io.azoth.sql.Literal;
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

    /** A constant alone is refused there. */
    @Override
    protected void key(Expression<?> key) {
        Expression<?> bare = key instanceof Label<?> label ? label.expression() : key;
        boolean isConstant = isConstant(bare);
        out.sql(isConstant ? "CAST(" : "");
        super.key(key);
        if (isConstant) {
            out.sql(" AS ").sql(compilation.syntax().types().base(bare.type())).sql(")");
        }
    }

    private boolean isConstant(Expression<?> key) {
        return key instanceof Literal
                || (key instanceof InList in && compilation.given(in).values().isEmpty())
                || (key instanceof Junction junction && junction.terms().isEmpty())
                || (key instanceof Bind<?> bind
                        && bind.type().kind() == SqlKind.BOOLEAN
                        && compilation.isLiteral(bind));
    }

    /** Whether it is a document whose type nothing tells but a cast. */
    static boolean isDocument(Expression<?> expression) {
        return expression instanceof Bind && expression.type().kind() == SqlKind.JSON;
    }
}
