package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.sql.Between;
import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Cast;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Exists;
import io.azoth.sql.Expression;
import io.azoth.sql.ExpressionVisitor;
import io.azoth.sql.Function;
import io.azoth.sql.InList;
import io.azoth.sql.InQuery;
import io.azoth.sql.Junction;
import io.azoth.sql.Label;
import io.azoth.sql.Like;
import io.azoth.sql.Literal;
import io.azoth.sql.Operator;
import io.azoth.sql.ScalarQuery;
import io.azoth.sql.Select;
import io.azoth.sql.TextExpression;
import io.azoth.sql.TextTemplate;
import io.azoth.sql.Unary;
import java.util.List;

/** Writes expressions with as few parentheses as precedence allows; a dialect overrides what differs. */
public class ExpressionRenderer implements ExpressionVisitor<SqlWriter> {
    /** Where the compilation stands. */
    protected final Compilation compilation;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into a compilation. */
    public ExpressionRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    /** Writes an expression, in parentheses where it binds less strongly than this. */
    @CanIgnoreReturnValue
    SqlWriter operand(Expression<?> expression, int precedence) {
        if (Precedence.of(expression) >= precedence) {
            return expression.accept(this);
        }
        out.sql("(");
        compilation.expression(expression);
        return out.sql(")");
    }

    @Override
    public SqlWriter column(ColumnExpression<?> column) {
        compilation.qualifier(column.source());
        return out.name(column.name());
    }

    @Override
    public SqlWriter bind(Bind<?> bind) {
        return compilation.bind(bind);
    }

    @Override
    public SqlWriter literal(Literal<?> literal) {
        return out.sql(literal.token());
    }

    @Override
    public SqlWriter binary(Binary<?> binary) {
        Operator operator = binary.operator();
        operand(binary.left(), Precedence.left(operator, binary.left()));
        out.sql(" ").sql(operator.token()).sql(" ");
        return operand(binary.right(), Precedence.right(operator, binary.right()));
    }

    @Override
    public SqlWriter unary(Unary<?> unary) {
        Operator operator = unary.operator();
        if (operator.position() == Operator.Position.POSTFIX) {
            operand(unary.operand(), operator.precedence() + 1);
            return out.sql(" ").sql(operator.token());
        }
        out.sql(operator.token()).sql(operator.equals(Operator.NEGATE) ? "" : " ");
        return operand(unary.operand(), operator.precedence() + 1);
    }

    @Override
    public SqlWriter junction(Junction junction) {
        boolean and = junction.kind() == Junction.Kind.AND;
        List<Expression<Boolean>> terms = junction.terms();
        if (terms.isEmpty()) {
            return out.sql(and ? "TRUE" : "FALSE");
        }
        int precedence = and ? Operator.AND_PRECEDENCE : Operator.OR_PRECEDENCE;
        for (int i = 0; i < terms.size(); i++) {
            out.sql(i == 0 ? "" : and ? " AND " : " OR ");
            operand(terms.get(i), precedence + 1);
        }
        return out;
    }

    @Override
    public SqlWriter between(Between between) {
        operand(between.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(between.negated() ? " NOT BETWEEN " : " BETWEEN ");
        operand(between.low(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(" AND ");
        return operand(between.high(), Operator.COMPARISON_PRECEDENCE + 1);
    }

    @Override
    public SqlWriter like(Like like) {
        operand(like.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(like.negated() ? " NOT LIKE " : " LIKE ");
        operand(like.pattern(), Operator.COMPARISON_PRECEDENCE + 1);
        return like.escapes() ? out.sql(" ESCAPE '!'") : out;
    }

    @Override
    public SqlWriter inList(InList in) {
        if (in.values().isEmpty()) {
            return out.sql(in.negated() ? "TRUE" : "FALSE");
        }
        operand(in.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(in.negated() ? " NOT IN (" : " IN (");
        String name = Precedence.nameOf(in.operand());
        for (int i = 0; i < in.values().size(); i++) {
            out.sql(i == 0 ? "" : ", ");
            out.bind(name, in.operand().type(), in.values().get(i));
        }
        return out.sql(")");
    }

    @Override
    public SqlWriter inQuery(InQuery in) {
        operand(in.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(in.negated() ? " NOT IN " : " IN ");
        return subquery(in.query());
    }

    @Override
    public SqlWriter exists(Exists exists) {
        out.sql(exists.negated() ? "NOT EXISTS " : "EXISTS ");
        return subquery(exists.query());
    }

    @Override
    public SqlWriter scalarQuery(ScalarQuery<?> query) {
        return subquery(query.query());
    }

    @Override
    public SqlWriter cast(Cast<?> cast) {
        out.sql("CAST(");
        compilation.expression(cast.operand());
        return out.sql(" AS ")
                .sql(compilation.syntax().types().column(cast.type()))
                .sql(")");
    }

    @Override
    public SqlWriter function(Function<?> function) {
        out.sql(function.name()).sql("(");
        for (int i = 0; i < function.arguments().size(); i++) {
            out.sql(i == 0 ? "" : ", ");
            compilation.expression(function.arguments().get(i));
        }
        return out.sql(")");
    }

    /** The name alone: where it is used, not where it is given. */
    @Override
    public SqlWriter label(Label<?> label) {
        return label.expression().accept(this);
    }

    @Override
    public SqlWriter text(TextExpression<?> text) {
        return template(text.template());
    }

    /** Writes text by hand, with markers for its binds. */
    @CanIgnoreReturnValue
    SqlWriter template(TextTemplate template) {
        out.sql(template.fragments().get(0));
        for (int i = 0; i < template.binds().size(); i++) {
            compilation.bind(template.binds().get(i));
            out.sql(template.fragments().get(i + 1));
        }
        return out;
    }

    /** Writes a query in parentheses. */
    @CanIgnoreReturnValue
    protected final SqlWriter subquery(Select query) {
        out.sql("(");
        compilation.select(query);
        return out.sql(")");
    }
}
