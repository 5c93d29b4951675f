package io.azoth.dialect.h2;

import io.azoth.compile.Compilation;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Collate;
import io.azoth.sql.DatePart;
import io.azoth.sql.Expression;
import io.azoth.sql.Extract;
import io.azoth.sql.Function;
import io.azoth.sql.Operator;
import io.azoth.sql.Unary;
import java.util.Map;
import java.util.Set;

/** Operations on bits are functions, and H2 cannot tell the type of a bind that stands beside nothing but binds. */
final class H2Expressions extends ExpressionRenderer {
    private static final Map<Operator, String> FUNCTIONS = Map.of(
            Operator.BIT_AND, "bitand",
            Operator.BIT_OR, "bitor",
            Operator.BIT_XOR, "bitxor",
            Operator.SHIFT_LEFT, "lshift",
            Operator.SHIFT_RIGHT, "rshift");
    private static final Set<String> OF_ONE_TYPE = Set.of("coalesce", "nullif", "greatest", "least", "lag", "lead");

    H2Expressions(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter binary(Binary<?> binary) {
        String function = FUNCTIONS.get(binary.operator());
        if (function == null) {
            return super.binary(binary);
        }
        out.sql(function).sql("(");
        result(binary.left());
        out.sql(", ");
        result(binary.right());
        return out.sql(")");
    }

    @Override
    public SqlWriter unary(Unary<?> unary) {
        if (!unary.operator().equals(Operator.BIT_NOT)) {
            return super.unary(unary);
        }
        out.sql("bitnot(");
        compilation.expression(unary.operand());
        return out.sql(")");
    }

    @Override
    protected void argument(Function<?> function, Expression<?> argument) {
        if (OF_ONE_TYPE.contains(function.name()) && argument.type().equals(function.type())) {
            result(argument);
        } else {
            super.argument(function, argument);
        }
    }

    @Override
    protected void result(Expression<?> result) {
        boolean isBind = result instanceof Bind;
        out.sql(isBind ? "CAST(" : "");
        compilation.expression(result);
        if (isBind) {
            out.sql(" AS ")
                    .sql(compilation.syntax().types().base(result.type()))
                    .sql(")");
        }
    }

    @Override
    public SqlWriter extract(Extract<?> extract) {
        if (extract.part() == DatePart.EPOCH) {
            out.sql("CAST(floor(EXTRACT(EPOCH FROM ");
            compilation.expression(extract.source());
            return out.sql(")) AS BIGINT)");
        }
        out.sql("EXTRACT(").sql(name(extract.part())).sql(" FROM ");
        compilation.expression(extract.source());
        return out.sql(")");
    }

    private static String name(DatePart part) {
        return switch (part) {
            case DAY_OF_WEEK -> "ISO_DAY_OF_WEEK";
            case WEEK -> "ISO_WEEK";
            default -> part.name();
        };
    }

    @Override
    public SqlWriter collate(Collate<?> collate) {
        throw compilation.unsupported(
                "COLLATE in an expression", "give the column a collation, or compare lower(...) of both sides");
    }
}
