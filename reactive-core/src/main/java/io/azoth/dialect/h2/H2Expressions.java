package io.azoth.dialect.h2;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.compile.Compilation;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.rewrite.NestRows;
import io.azoth.compile.rewrite.PickPercentile;
import io.azoth.dialect.StoredValues;
import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Cast;
import io.azoth.sql.Collate;
import io.azoth.sql.DateDifference;
import io.azoth.sql.DatePart;
import io.azoth.sql.DateShift;
import io.azoth.sql.Dates;
import io.azoth.sql.Expression;
import io.azoth.sql.Extract;
import io.azoth.sql.Function;
import io.azoth.sql.InList;
import io.azoth.sql.JsonPath;
import io.azoth.sql.Literal;
import io.azoth.sql.Multiset;
import io.azoth.sql.Operator;
import io.azoth.sql.Over;
import io.azoth.sql.Quantified;
import io.azoth.sql.Sql;
import io.azoth.sql.TextBytes;
import io.azoth.sql.Tuple;
import io.azoth.sql.Unary;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
    private static final SqlType<Object[]> ARRAY = SqlTypes.array(SqlTypes.ANY);
    private static final Set<String> OF_ONE_TYPE = Set.of("coalesce", "nullif", "greatest", "least", "lag", "lead");

    private static final Set<SqlKind> IN_ARRAYS =
            EnumSet.of(SqlKind.SMALLINT, SqlKind.INTEGER, SqlKind.BIGINT, SqlKind.VARCHAR, SqlKind.TEXT, SqlKind.UUID);

    /** Longer lists are one array, so that texts do not depend on their length. */
    private static final int LONG_LIST = 16;

    private final H2Dates dates;

    H2Expressions(Compilation compilation) {
        super(compilation);
        this.dates = new H2Dates(compilation);
    }

    @Override
    protected SqlWriter list(InList in) {
        SqlType<?> type = in.operand().type();
        if (in.values().size() <= LONG_LIST || in.operand() instanceof Tuple || !IN_ARRAYS.contains(type.kind())) {
            return super.list(in);
        }
        compilation.operand(in.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        Object[] values = new Object[in.values().size()];
        Arrays.setAll(values, i -> type.toStored(in.values().get(i)));
        out.sql(in.negated() ? " <> ALL(CAST(" : " = ANY(CAST(");
        out.bind("list", ARRAY, values);
        return out.sql(" AS ").sql(compilation.syntax().types().base(type)).sql(" ARRAY))");
    }

    /** A question mark is the place of a bind, and two strokes begin a comment. */
    @Override
    protected void check(Operator operator) {
        checkFreeOf("?", operator);
        checkFreeOf("//", operator);
    }

    @Override
    public SqlWriter binary(Binary<?> binary) {
        if (Dates.isMoved(binary)) {
            return dates.moved(binary);
        } else if (binary.operator().equals(Operator.EQ)
                && binary.right() instanceof Quantified<?> values
                && values.kind() == Quantified.Kind.ALL) {
            return compilation.expression(differsFromNone(binary, values));
        }
        String function = FUNCTIONS.get(binary.operator());
        if (function == null && isUntyped(binary.left()) && isUntyped(binary.right()) && isValue(binary)) {
            operand(binary.left());
            out.sql(" ").sql(binary.operator().token()).sql(" ");
            return compilation.expression(binary.right());
        } else if (function == null && needsType(binary)) {
            compilation.operand(binary.left(), binary.operator().precedence());
            out.sql(" ").sql(binary.operator().token()).sql(" ");
            result(binary.right());
            return out;
        } else if (function == null) {
            return super.binary(binary);
        }
        out.sql(function).sql("(");
        result(binary.left());
        out.sql(", ");
        result(binary.right());
        return out.sql(")");
    }

    /** H2 looks for a column that is equal to all values as for one of them in an index, and of no values finds none. */
    private static Expression<Boolean> differsFromNone(Binary<?> binary, Quantified<?> values) {
        Quantified<?> any = new Quantified<>(Quantified.Kind.ANY, values.values(), values.type());
        return Sql.not(new Binary<>(binary.left(), Operator.NE, any, SqlTypes.BOOLEAN));
    }

    @Override
    public SqlWriter unary(Unary<?> unary) {
        boolean isBitNot = unary.operator().equals(Operator.BIT_NOT);
        if (isBitNot || (isUntyped(unary.operand()) && unary.operator().equals(Operator.NEGATE))) {
            out.sql(isBitNot ? "bitnot(" : "-");
            operand(unary.operand());
            return out.sql(isBitNot ? ")" : "");
        }
        return super.unary(unary);
    }

    /** A bind beside || is text unless told, and one beside an interval is nothing at all. */
    private static boolean needsType(Binary<?> binary) {
        boolean joinsBytes =
                binary.operator().equals(Operator.CONCAT) && binary.type().kind() == SqlKind.BINARY;
        return binary.right() instanceof Bind && (joinsBytes || binary.type().kind() == SqlKind.INTERVAL);
    }

    private static boolean isValue(Binary<?> binary) {
        return binary.type().kind() != SqlKind.BOOLEAN;
    }

    /** An aggregate to JSON is made of an array where it has an order, which H2 forgets in the text that it keeps of a view. */
    @Override
    protected boolean widens(Function<?> function) {
        return isSumOfLongs(function) || isOrderedJson(function);
    }

    private static boolean isOrderedJson(Function<?> function) {
        return function.name().equals("json_array_agg")
                && !function.aggregation().orderBy().isEmpty();
    }

    @Override
    protected SqlWriter call(Function<?> function) {
        List<Expression<?>> arguments = function.arguments();
        if (isOrderedJson(function)) {
            return super.call(new Function<>("array_agg", arguments, function.type(), function.aggregation()));
        } else if (function.name().equals("percentile_disc")) { // its own rounds the place to the nearest
            return compilation.expression(PickPercentile.in(function));
        } else if (function.name().equals(Dates.MICROSECONDS)) {
            return dates.micros(arguments.get(0));
        } else if (function.name().equals(Dates.DAYS_BETWEEN)) {
            return dates.midnights(arguments.get(0), arguments.get(1));
        } else if (function.name().equals(Multiset.CELL)) {
            out.sql("CAST("); // JSON has no NaN
            compilation.expression(arguments.get(0));
            return out.sql(" AS VARCHAR)");
        } else if (function.name().equals(TextBytes.BYTES)) {
            out.sql("CAST(");
            compilation.expression(arguments.get(0));
            return out.sql(" AS VARBINARY)");
        } else if (function.name().equals(TextBytes.ENCODING)) {
            return out.sql("'UTF-8'");
        } else if (function.name().equals("json_object")) {
            for (int i = 0; i < arguments.size(); i += 2) {
                pair(i == 0 ? "json_object(KEY " : ", KEY ", arguments.subList(i, i + 2));
            }
            return out.sql(")");
        } else if (function.name().equals("json_object_agg")) {
            pair("json_objectagg(KEY ", arguments);
            return out.sql(")");
        }
        return super.call(function);
    }

    @Override
    public SqlWriter over(Over<?> over) {
        if (over.function().name().equals("percentile_disc")) {
            throw compilation.unsupported(
                    "The function percentile_disc over a window", "aggregate in a subquery, and join it");
        }
        return super.over(over);
    }

    private void pair(String before, List<Expression<?>> keyAndValue) {
        out.sql(before);
        result(keyAndValue.get(0));
        out.sql(" VALUE ");
        result(keyAndValue.get(1));
    }

    /** NULLs are left out unless told. */
    @Override
    protected void ending(Function<?> function) {
        boolean array =
                function.name().equals("json_array") && !function.arguments().isEmpty();
        out.sql(array || function.name().equals("json_array_agg") ? " NULL ON NULL)" : ")");
    }

    /** Steps are names and numbers; text comes in quotes, with escapes. */
    @Override
    public SqlWriter jsonPath(JsonPath<?> path) {
        if (!path.asText()) {
            return steps(path);
        }
        text("CASE LEFT(CAST(", path, " AS VARCHAR), 1) WHEN '\"' THEN ");
        text("STRINGDECODE(SUBSTRING(CAST(", path, " AS VARCHAR), 2, ");
        text("CHAR_LENGTH(CAST(", path, " AS VARCHAR)) - 2)) ");
        return text("ELSE NULLIF(CAST(", path, " AS VARCHAR), 'null') END");
    }

    @CanIgnoreReturnValue
    private SqlWriter text(String before, JsonPath<?> path, String behind) {
        out.sql(before);
        steps(path);
        return out.sql(behind);
    }

    @CanIgnoreReturnValue
    private SqlWriter steps(JsonPath<?> path) {
        out.sql("(");
        result(path.document());
        out.sql(")");
        for (Object step : path.steps()) {
            if (step instanceof Integer position) {
                out.sql("[").number(position + 1L).sql("]");
            } else if (step.toString().isEmpty()) {
                throw compilation.unsupported(
                        "A step into JSON by an empty key", "read the document and take it apart in the program");
            } else {
                out.sql(".").quotedName(step.toString());
            }
        }
        return out;
    }

    /** A query gives an array by itself, in its order, and may use the tables around it. */
    @Override
    public SqlWriter multiset(Multiset<?> multiset) {
        out.sql("json_array(");
        compilation.query(NestRows.each(multiset));
        return out.sql(" NULL ON NULL)");
    }

    @Override
    public SqlWriter cast(Cast<?> cast) {
        if (Dates.crossesZones(cast)) {
            return dates.cast(cast);
        }
        return super.cast(isOfBoundText(cast) ? new Cast<>(cast.operand().cast(SqlTypes.TEXT), cast.type()) : cast);
    }

    /** The driver sends text as a CLOB, which is cast to text and JSON alone. */
    private boolean isOfBoundText(Cast<?> cast) {
        return cast.operand() instanceof Bind<?> bind
                && !compilation.isLiteral(bind)
                && StoredValues.isText(bind.type().kind())
                && !StoredValues.isText(cast.type().kind())
                && cast.type().kind() != SqlKind.JSON;
    }

    @Override
    public SqlWriter dateShift(DateShift<?> shift) {
        return dates.shift(shift);
    }

    @Override
    public SqlWriter dateDifference(DateDifference<?> difference) {
        return dates.difference(difference);
    }

    /** Beyond the ends of an array is an error. */
    @Override
    protected SqlWriter element(Function<?> function) {
        if (!(function.arguments().get(1) instanceof Bind<?> bind)) {
            return super.element(function);
        } else if (!(bind.value() instanceof Integer position) || position < 1) {
            return out.sql("NULL");
        }
        out.sql("CASE WHEN cardinality(");
        argument(function, function.arguments().get(0));
        out.sql(") >= ");
        compilation.bind(bind);
        out.sql(" THEN ");
        return super.element(function).sql(" END");
    }

    @Override
    protected void argument(Function<?> function, Expression<?> argument) {
        boolean decidesTheType = argument == function.arguments().get(0)
                || (OF_ONE_TYPE.contains(function.name()) && argument.type().equals(function.type()));
        if (decidesTheType) {
            result(argument);
        } else if (function.name().startsWith("json_array")
                || function.name().equals("array")
                || function.name().equals("unnest")) {
            result(argument);
        } else {
            super.argument(function, argument);
        }
    }

    @Override
    protected void result(Expression<?> result) {
        typed(compilation, result);
    }

    private static boolean isUntyped(Expression<?> expression) {
        return expression instanceof Bind || Literal.isNull(expression);
    }

    /** Writes an operand that has a type, even where it is a bind or NULL. */
    private void operand(Expression<?> operand) {
        if (Literal.isNull(operand)) {
            compilation.expression(new Cast<>(operand, operand.type()));
        } else {
            result(operand);
        }
    }

    /** Writes an expression; a bind with its type, which H2 cannot tell where nothing else does. */
    static void typed(Compilation compilation, Expression<?> expression) {
        boolean isBind = expression instanceof Bind<?> bind && !compilation.isLiteral(bind);
        compilation.out().sql(isBind ? "CAST(" : "");
        compilation.expression(expression);
        if (isBind) {
            compilation
                    .out()
                    .sql(" AS ")
                    .sql(compilation.syntax().types().base(expression.type()))
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
        dates.atUtc(extract.source());
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
