package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.compile.rewrite.NestRows;
import io.azoth.compile.rewrite.UniteGroupings;
import io.azoth.sql.Aggregation;
import io.azoth.sql.Arrays;
import io.azoth.sql.Between;
import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Case;
import io.azoth.sql.Cast;
import io.azoth.sql.Collate;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Cte;
import io.azoth.sql.CustomExpression;
import io.azoth.sql.DateDifference;
import io.azoth.sql.DateShift;
import io.azoth.sql.DateUnit;
import io.azoth.sql.Exists;
import io.azoth.sql.Expression;
import io.azoth.sql.ExpressionVisitor;
import io.azoth.sql.Extract;
import io.azoth.sql.Function;
import io.azoth.sql.Grouping;
import io.azoth.sql.InList;
import io.azoth.sql.InQuery;
import io.azoth.sql.JsonPath;
import io.azoth.sql.Junction;
import io.azoth.sql.Label;
import io.azoth.sql.Like;
import io.azoth.sql.Literal;
import io.azoth.sql.Multiset;
import io.azoth.sql.Operator;
import io.azoth.sql.Over;
import io.azoth.sql.Quantified;
import io.azoth.sql.Query;
import io.azoth.sql.ScalarQuery;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TextExpression;
import io.azoth.sql.TextTemplate;
import io.azoth.sql.Tuple;
import io.azoth.sql.Unary;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes expressions with as few parentheses as precedence allows; a dialect overrides what differs. */
public class ExpressionRenderer implements ExpressionVisitor<SqlWriter> {
    /** The types whose values have no fraction. */
    protected static final Set<SqlKind> WHOLE = EnumSet.of(SqlKind.SMALLINT, SqlKind.INTEGER, SqlKind.BIGINT);

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
            return compilation.expression(expression);
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
        check(operator);
        boolean ofNulls = Literal.isNull(binary.left()) && Literal.isNull(binary.right());
        operand(ofNulls ? typedNull(binary.left()) : binary.left(), Precedence.left(operator, binary.left()));
        out.sql(" ").sql(operator.token()).sql(" ");
        return operand(binary.right(), Precedence.right(operator, binary.right()));
    }

    /** Refuses an operator that the target would not read as one. */
    protected void check(Operator operator) {}

    /** The error for an operator that a target reads as something else. */
    protected final void checkFreeOf(String other, Operator operator) {
        if (operator.token().contains(other)) {
            throw compilation.unsupported(
                    "The operator " + operator.token() + ", in which " + other + " would be read as something else,",
                    "use a function: func(...)");
        }
    }

    @Override
    public SqlWriter unary(Unary<?> unary) {
        Operator operator = unary.operator();
        if (operator.position() == Operator.Position.POSTFIX) {
            operand(unary.operand(), operator.precedence() + 1);
            return out.sql(" ").sql(operator.token());
        }
        if (Literal.isNull(unary.operand())) {
            return unary(new Unary<>(operator, typedNull(unary.operand()), unary.type()));
        }
        out.sql(operator.token()).sql(operator.equals(Operator.NOT) ? " " : "");
        boolean isUnknown = operator.precedence() == Operator.OTHER_PRECEDENCE;
        return operand(unary.operand(), isUnknown ? Operator.ATOM_PRECEDENCE : operator.precedence() + 1);
    }

    private static <T> Expression<T> typedNull(Expression<T> none) {
        return new Cast<>(none, none.type());
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
        return compilation.syntax().likes(compilation).like(like);
    }

    @Override
    public SqlWriter inList(InList in) {
        return list(compilation.given(in));
    }

    /** Writes IN with values. */
    protected SqlWriter list(InList in) {
        if (in.values().isEmpty()) {
            return out.sql(in.negated() ? "TRUE" : "FALSE");
        }
        operand(in.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(in.negated() ? " NOT IN (" : " IN (");
        String name = Precedence.nameOf(in.operand());
        for (int i = 0; i < in.values().size(); i++) {
            out.sql(i == 0 ? "" : ", ");
            if (in.values().get(i) instanceof Tuple tuple) {
                compilation.expression(tuple);
            } else {
                out.bind(name, in.operand().type(), in.values().get(i));
            }
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
    public final SqlWriter function(Function<?> function) {
        return exactly(function, () -> call(function).sql(""));
    }

    /** Writes what a function gives, over a window too, in the type that the tree knows. */
    protected SqlWriter exactly(Function<?> function, Runnable call) {
        boolean widens = widens(function);
        out.sql(widens ? "CAST(" : "");
        call.run();
        return widens
                ? out.sql(" AS ")
                        .sql(compilation.syntax().types().base(exact(function)))
                        .sql(")")
                : out;
    }

    /** A sum may outgrow the type of its values, as long as it is only computed with. */
    private static SqlType<?> exact(Function<?> function) {
        return isSumOfLongs(function) ? SqlTypes.BIGINT : function.type();
    }

    /** Whether the target gives whole numbers as another kind of numbers, which divide otherwise. */
    protected boolean widens(Function<?> function) {
        return false;
    }

    /** Whether it is a sum that a target with no larger whole numbers gives as a decimal: of sums too, which are longs. */
    protected static boolean isSumOfLongs(Function<?> function) {
        return function.name().equals("sum")
                && WHOLE.contains(function.type().kind())
                && (function.arguments().get(0).type().kind() == SqlKind.BIGINT
                        || mayBeLong(function.arguments().get(0)));
    }

    private static boolean mayBeLong(Expression<?> whole) {
        boolean isOfQuery = whole instanceof ColumnExpression<?> column
                && (column.source() instanceof SubqueryAlias || column.source() instanceof Cte);
        return isOfQuery || UniteGroupings.aggregates(whole);
    }

    /** Writes a call. */
    protected SqlWriter call(Function<?> function) {
        if (function.name().equals(Multiset.CELL)) {
            return compilation.expression(function.arguments().get(0));
        }
        FunctionNames names = compilation.syntax().functions();
        String wayOut = names.missing().get(function.name());
        if (wayOut != null) {
            throw compilation.unsupported("The function " + function.name(), wayOut);
        }
        if (function.name().equals("array")) {
            return bracketed("ARRAY[", function, function.arguments());
        } else if (function.name().equals(Arrays.ELEMENT)) {
            return element(function);
        }
        out.sql(names.of(function.name())).sql(function.aggregation().distinct() ? "(DISTINCT " : "(");
        for (int i = 0; i < function.arguments().size(); i++) {
            out.sql(i == 0 ? "" : ", ");
            argument(function, function.arguments().get(i));
        }
        SelectRenderer select = compilation.syntax().select(compilation);
        select.orderBy(" ORDER BY ", function.aggregation().orderBy(), List.of());
        ending(function);
        return function.aggregation().isPlain() ? out : aggregation(function.aggregation());
    }

    /** Writes the end of a call. */
    protected void ending(Function<?> function) {
        out.sql(")");
    }

    /** Writes an element of an array. */
    protected SqlWriter element(Function<?> function) {
        out.sql("(");
        argument(function, function.arguments().get(0));
        return bracketed(")[", function, function.arguments().subList(1, 2));
    }

    private SqlWriter bracketed(String before, Function<?> function, List<Expression<?>> parts) {
        out.sql(before);
        for (int i = 0; i < parts.size(); i++) {
            out.sql(i == 0 ? "" : ", ");
            argument(function, parts.get(i));
        }
        return out.sql("]");
    }

    /** Writes one argument of a call. */
    protected void argument(Function<?> function, Expression<?> argument) {
        compilation.expression(argument);
    }

    private SqlWriter aggregation(Aggregation aggregation) {
        SelectRenderer select = compilation.syntax().select(compilation);
        if (!aggregation.withinGroup().isEmpty()) {
            select.orderBy(" WITHIN GROUP (ORDER BY ", aggregation.withinGroup(), List.of());
            out.sql(")");
        }
        if (aggregation.filter() != null) {
            out.sql(" FILTER (WHERE ");
            compilation.expression(aggregation.filter());
            out.sql(")");
        }
        return out;
    }

    @Override
    public SqlWriter over(Over<?> over) {
        return exactly(over.function(), () -> {
            call(over.function()).sql(" OVER ");
            String base = over.window().base();
            if (base != null && over.window().isNameOnly()) {
                out.name(base);
            } else {
                new WindowRenderer(compilation).window(over.window());
            }
        });
    }

    @Override
    public SqlWriter cases(Case<?> cases) {
        out.sql("CASE");
        if (cases.operand() != null) {
            out.sql(" ");
            compilation.expression(cases.operand());
        }
        for (Case.Branch branch : cases.branches()) {
            out.sql(" WHEN ");
            compilation.expression(branch.when());
            out.sql(" THEN ");
            result(branch.then());
        }
        if (cases.fallback() != null) {
            out.sql(" ELSE ");
            result(cases.fallback());
        }
        return out.sql(" END");
    }

    /** Writes what a CASE gives. */
    protected void result(Expression<?> result) {
        compilation.expression(result);
    }

    @Override
    public SqlWriter tuple(Tuple tuple) {
        for (int i = 0; i < tuple.parts().size(); i++) {
            out.sql(i == 0 ? "(" : ", ");
            compilation.expression(tuple.parts().get(i));
        }
        return out.sql(")");
    }

    @Override
    public SqlWriter quantified(Quantified<?> quantified) {
        out.sql(quantified.kind().name());
        if (quantified.values() instanceof Query query) {
            return subquery(query);
        }
        out.sql("(");
        compilation.expression((Expression<?>) quantified.values());
        return out.sql(")");
    }

    @Override
    public SqlWriter extract(Extract<?> extract) {
        out.sql("EXTRACT(").sql(extract.part().name()).sql(" FROM ");
        compilation.expression(extract.source());
        return out.sql(")");
    }

    @Override
    public SqlWriter collate(Collate<?> collate) {
        operand(collate.operand(), Operator.ATOM_PRECEDENCE);
        return out.sql(" COLLATE ").name(collate.collation());
    }

    @Override
    public SqlWriter grouping(Grouping grouping) {
        out.sql(grouping.kind().words()).sql(" (");
        for (int i = 0; i < grouping.sets().size(); i++) {
            out.sql(i == 0 ? "" : ", ");
            List<Expression<?>> set = grouping.sets().get(i);
            if (set.size() == 1) {
                compilation.expression(set.get(0));
            } else {
                list(set);
            }
        }
        return out.sql(")");
    }

    @Override
    public SqlWriter jsonPath(JsonPath<?> path) {
        operand(path.document(), Operator.ATOM_PRECEDENCE);
        List<Bind<?>> steps = path.binds();
        for (int i = 0; i < steps.size(); i++) {
            out.sql(path.asText() && i == steps.size() - 1 ? " ->> " : " -> ");
            compilation.bind(steps.get(i));
        }
        return out;
    }

    @CanIgnoreReturnValue
    @Override
    public SqlWriter dateShift(DateShift<?> shift) {
        operand(shift.date(), Operator.ATOM_PRECEDENCE);
        out.sql(" + ");
        operand(shift.amount(), Operator.ATOM_PRECEDENCE);
        return out.sql(" * INTERVAL '1 ").sql(shift.unit().name()).sql("'");
    }

    /** The amount of time between, or whole units of it. */
    @Override
    public SqlWriter dateDifference(DateDifference<?> difference) {
        out.sql("(");
        operand(difference.to(), Operator.SUBTRACT.precedence());
        out.sql(" - ");
        operand(difference.from(), Operator.SUBTRACT.precedence() + 1);
        DateUnit unit = difference.unit();
        return out.sql(unit == null ? ")" : ") " + unit.name());
    }

    @CanIgnoreReturnValue
    @Override
    public SqlWriter multiset(Multiset<?> multiset) {
        return compilation.expression(NestRows.in(multiset));
    }

    @Override
    public SqlWriter custom(CustomExpression<?> expression) {
        expression.write(compilation.syntax().name(), new CustomParts(compilation));
        return out;
    }

    private void list(List<Expression<?>> expressions) {
        out.sql("(");
        for (int i = 0; i < expressions.size(); i++) {
            out.sql(i == 0 ? "" : ", ");
            compilation.expression(expressions.get(i));
        }
        out.sql(")");
    }

    /** The name alone: where it is used, not where it is given. */
    @Override
    public SqlWriter label(Label<?> label) {
        return compilation.expression(label.expression());
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
    protected final SqlWriter subquery(Query query) {
        out.sql("(");
        compilation.query(query);
        return out.sql(")");
    }
}
