package io.azoth.dialect.postgres;

import io.azoth.compile.Compilation;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.InList;
import io.azoth.sql.Operator;
import io.azoth.type.SqlType;

/** IN with a list is a comparison with one array, whatever its length. */
final class PostgresExpressions extends ExpressionRenderer {
    PostgresExpressions(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter inList(InList in) {
        SqlType<?> type = in.operand().type();
        if (in.values().isEmpty() || !ArrayBinds.fit(type)) {
            return super.inList(in);
        }
        compilation.operand(in.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(in.negated() ? " <> ALL(" : " = ANY(");
        out.bind("list", ArrayTypes.arrayOf(type), ArrayBinds.list(type, in.values()));
        return out.sql(")");
    }
}
