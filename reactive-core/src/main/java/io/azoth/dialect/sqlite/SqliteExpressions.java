package io.azoth.dialect.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.compile.Compilation;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.rewrite.PickPercentile;
import io.azoth.compile.rewrite.SearchQuantified;
import io.azoth.sql.Between;
import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Case;
import io.azoth.sql.Cast;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.DateDifference;
import io.azoth.sql.DateShift;
import io.azoth.sql.Dates;
import io.azoth.sql.Expression;
import io.azoth.sql.Extract;
import io.azoth.sql.Function;
import io.azoth.sql.InList;
import io.azoth.sql.InQuery;
import io.azoth.sql.JsonPath;
import io.azoth.sql.Junction;
import io.azoth.sql.Literal;
import io.azoth.sql.Multiset;
import io.azoth.sql.Operator;
import io.azoth.sql.Over;
import io.azoth.sql.Quantified;
import io.azoth.sql.TableFunction;
import io.azoth.sql.TextBytes;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** No exclusive or, no ANY and ALL, and dates are text that is taken apart by format. */
final class SqliteExpressions extends ExpressionRenderer {
    /** Longer lists are one document, so that texts do not depend on their length. */
    private static final int LONG_LIST = 16;

    /** What the operator % would cut to whole numbers first. */
    private static final Set<SqlKind> FRACTIONS = EnumSet.of(SqlKind.DECIMAL, SqlKind.DOUBLE, SqlKind.REAL);

    private final SqliteDates dates;
    private static final Set<SqlKind> FLOATING = EnumSet.of(SqlKind.REAL, SqlKind.DOUBLE);

    private final SqliteArrays arrays;

    SqliteExpressions(Compilation compilation) {
        super(compilation);
        this.dates = new SqliteDates(compilation);
        this.arrays = new SqliteArrays(compilation);
    }

    @Override
    protected SqlWriter list(InList in) {
        if (Decimals.is(in.operand()) && !Decimals.isStored(in.operand())) {
            return compilation.operand(oneByOne(in), Operator.COMPARISON_PRECEDENCE);
        }
        if (in.values().size() <= LONG_LIST || !JsonList.fits(in.operand().type())) {
            return super.list(in);
        }
        compilation.operand(in.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(in.negated() ? " NOT IN" : " IN").sql(" (SELECT value FROM json_each(");
        out.bind("list", SqlTypes.JSON, JsonList.of(in.operand().type(), in.values()));
        return out.sql("))");
    }

    /** The elements of a document are in a column of its own name, as values of their own types. */
    @Override
    public SqlWriter column(ColumnExpression<?> column) {
        if (!(column.source() instanceof TableFunction function)) {
            return super.column(column);
        }
        return switch (function.call().name()) {
            case "unnest" -> arrays.rowOf(function.name(), column.type());
            case "json_each" -> element(function);
            default ->
                SqliteFroms.isSeriesOfColumns(function)
                        ? out.name(function.name()).sql(".value")
                        : super.column(column);
        };
    }

    private SqlWriter element(TableFunction document) {
        out.sql("CASE WHEN ").name(document.name()).sql(".type IN ('true', 'false') THEN ");
        out.name(document.name()).sql(".type ELSE CAST(").name(document.name());
        return out.sql(".value AS TEXT) END");
    }

    /** A question mark is the place of a bind. */
    @Override
    protected void check(Operator operator) {
        checkFreeOf("?", operator);
    }

    /** A number that was computed is equal to no text; around, it is one comparison like IN. */
    @SuppressWarnings("unchecked")
    private static Junction oneByOne(InList in) {
        List<Expression<Boolean>> terms = new ArrayList<>();
        for (Object value : in.values()) {
            Operator operator = in.negated() ? Operator.NE : Operator.EQ;
            Expression<?> bind =
                    new Bind<>("param", (SqlType<Object>) in.operand().type(), value, false, false);
            terms.add(new Binary<>(in.operand(), operator, bind, SqlTypes.BOOLEAN));
        }
        return new Junction(in.negated() ? Junction.Kind.AND : Junction.Kind.OR, terms);
    }

    @Override
    public SqlWriter binary(Binary<?> binary) {
        if (Dates.isMoved(binary)) {
            return dates.moved(binary);
        } else if (binary.operator().equals(Operator.BIT_XOR)) {
            return exclusiveOr(binary);
        } else if (binary.operator().equals(Operator.CONCAT) && binary.type().kind() == SqlKind.BINARY) {
            return joinedBytes(binary);
        } else if (binary.operator().equals(Operator.MODULO)
                && FRACTIONS.contains(binary.type().kind())) {
            return super.call(new Function<>("mod", List.of(binary.left(), binary.right()), binary.type()));
        }
        return binary.right() instanceof Quantified<?> quantified
                ? compared(binary, quantified)
                : super.binary(Decimals.in(binary));
    }

    private SqlWriter compared(Binary<?> binary, Quantified<?> values) {
        if (!SearchQuantified.exists(binary)) {
            throw compilation.unsupported(
                    "The comparison " + binary.operator().token() + " of an aggregate or a window with "
                            + values.kind(),
                    "aggregate in a subquery, and compare its column");
        }
        return compilation.expression(SearchQuantified.in(binary, values));
    }

    @Override
    public SqlWriter inQuery(InQuery in) {
        return super.inQuery(Decimals.in(in));
    }

    @Override
    public SqlWriter between(Between between) {
        return super.between(
                Decimals.is(between.operand())
                        ? new Between(
                                Decimals.number(between.operand()),
                                Decimals.number(between.low()),
                                Decimals.number(between.high()),
                                between.negated())
                        : between);
    }

    /**
     * Bytes behind bytes are text, of the same bytes where the database's text is UTF-8. Text of UTF-16 has no odd number of
     * bytes, so there they are joined as digits: X'0A' and X'0B' without what stands around them.
     */
    private SqlWriter joinedBytes(Binary<?> binary) {
        joined("CASE octet_length('x') WHEN 1 THEN CAST(", binary, " || ", " AS BLOB) ELSE ");
        return joined("unhex(quote(", binary, ") || quote(", "), 'X''') END");
    }

    @CanIgnoreReturnValue
    private SqlWriter joined(String before, Binary<?> binary, String between, String behind) {
        out.sql(before);
        compilation.operand(binary.left(), Operator.CONCAT.precedence());
        out.sql(between);
        compilation.operand(binary.right(), Operator.CONCAT.precedence());
        return out.sql(behind);
    }

    private SqlWriter exclusiveOr(Binary<?> binary) {
        out.sql("((");
        compilation.operand(binary.left(), Operator.ATOM_PRECEDENCE);
        out.sql(" | ");
        compilation.operand(binary.right(), Operator.ATOM_PRECEDENCE);
        out.sql(") - (");
        compilation.operand(binary.left(), Operator.ATOM_PRECEDENCE);
        out.sql(" & ");
        compilation.operand(binary.right(), Operator.ATOM_PRECEDENCE);
        return out.sql("))");
    }

    @Override
    public SqlWriter quantified(Quantified<?> quantified) {
        throw compilation.unsupported(quantified.kind().name(), "use in(...)");
    }

    @Override
    protected SqlWriter call(Function<?> function) {
        if (Decimals.picks(function)) {
            return call(Decimals.in(function));
        }
        return switch (function.name()) {
            case Dates.MICROSECONDS -> alone(function);
            case Dates.DAYS_BETWEEN -> daysBetween(function);
            case TextBytes.HEX -> hex(function.arguments().get(0));
            case TextBytes.BYTES -> bytes(function.arguments().get(0));
            case TextBytes.ENCODING -> out.sql("(SELECT encoding FROM pragma_encoding)");
            case "array" -> arrays.array(function);
            case "coalesce" -> super.call(MixedDecimals.in(function));
            case "nullif" -> nullIf(function);
            case "percentile_cont" -> percentile(function);
            case "percentile_disc" -> compilation.expression(PickPercentile.in(function));
            case "stddev_samp", "var_samp" -> compilation.expression(SqliteAggregates.spread(function));
            case "string_agg" -> function.aggregation().distinct() ? differentTexts(function) : super.call(function);
            case "greatest", "least" -> function.arguments().size() == 1 ? alone(function) : super.call(function);
            default -> super.call(function);
        };
    }

    private SqlWriter nullIf(Function<?> function) {
        Expression<?> decided = MixedDecimals.ofNullIf(function);
        return decided == function ? super.call(function) : compilation.expression(decided);
    }

    @Override
    public SqlWriter cases(Case<?> cases) {
        return super.cases(MixedDecimals.in(cases));
    }

    private SqlWriter percentile(Function<?> function) {
        Function<?> percentile = SqliteAggregates.percentile(function);
        if (percentile == null) {
            throw compilation.unsupported(
                    "A " + function.name() + " of anything but numbers",
                    "number the rows by row_number() and pick the one at the fraction");
        }
        return super.call(percentile);
    }

    @Override
    public SqlWriter over(Over<?> over) {
        if (SqliteAggregates.isSpread(over.function()) || over.function().name().equals("percentile_disc")) {
            throw compilation.unsupported(
                    "The function " + over.function().name() + " over a window",
                    "aggregate in a subquery, and join it");
        }
        return super.over(over);
    }

    /** Its one argument, which it is. */
    private SqlWriter alone(Function<?> function) {
        return compilation.operand(function.arguments().get(0), Operator.ATOM_PRECEDENCE);
    }

    private SqlWriter bytes(Expression<?> text) {
        out.sql("CAST(");
        compilation.expression(text);
        return out.sql(" AS BLOB)");
    }

    private SqlWriter daysBetween(Function<?> function) {
        out.sql("CAST(julianday(date(");
        compilation.expression(function.arguments().get(1));
        out.sql(")) - julianday(date(");
        compilation.expression(function.arguments().get(0));
        return out.sql(")) AS INTEGER)");
    }

    @Override
    protected SqlWriter element(Function<?> function) {
        return arrays.at(function);
    }

    /** What is aggregated to an array goes into it as an element. */
    @Override
    protected void argument(Function<?> function, Expression<?> argument) {
        if (function.name().equals("array_agg")) {
            arrays.element(argument);
        } else {
            super.argument(function, argument);
        }
    }

    /** Of no row it would be an empty array. */
    @Override
    protected SqlWriter exactly(Function<?> function, Runnable call) {
        if (!function.name().equals("array_agg")) {
            return super.exactly(function, call);
        }
        out.sql("nullif(");
        call.run();
        return out.sql(", '[]')");
    }

    /** An aggregate of different values takes these alone: they are collected first and joined then. */
    private SqlWriter differentTexts(Function<?> function) {
        out.sql("(SELECT string_agg(value, ");
        compilation.expression(function.arguments().get(1));
        out.sql(" ORDER BY key) FROM json_each(");
        Function<String> different = new Function<>(
                "json_array_agg", function.arguments().subList(0, 1), SqlTypes.JSON, function.aggregation());
        return super.call(different).sql("))");
    }

    /** Of NULL it would be empty. */
    private SqlWriter hex(Expression<?> bytes) {
        out.sql("CASE WHEN ");
        compilation.operand(bytes, Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(" IS NOT NULL THEN hex(");
        compilation.expression(bytes);
        return out.sql(") END");
    }

    /** Text that begins with a dollar or a bracket would be taken as a path. */
    @Override
    public SqlWriter jsonPath(JsonPath<?> path) {
        for (Object step : path.steps()) {
            String key = step.toString();
            boolean isPath = key.startsWith("$") || key.startsWith("[");
            if (isPath || key.isEmpty() || key.indexOf('"') >= 0 || key.indexOf('\\') >= 0) {
                throw compilation.unsupported(
                        "A step into JSON by a key that is empty, has quotes or backslashes, or begins with a dollar or bracket",
                        "read the document and take it apart in the program");
            }
        }
        return path.asText() ? text(path) : super.jsonPath(path);
    }

    /** A number would not be equal to its text, and a truth value would be a number. */
    private SqlWriter text(JsonPath<?> path) {
        JsonPath<String> part = new JsonPath<>(path.document(), path.steps(), false, SqlTypes.JSON);
        out.sql("CASE json_type(");
        super.jsonPath(part).sql(") WHEN 'text' THEN ");
        super.jsonPath(path).sql(" WHEN 'null' THEN NULL ELSE ");
        return super.jsonPath(part).sql(" || '' END"); // text that is no document any more where it becomes an element
    }

    /** Kept as JSON through a scalar query. */
    @Override
    public SqlWriter multiset(Multiset<?> multiset) {
        out.sql("json(");
        super.multiset(multiset);
        return out.sql(")");
    }

    /** A cast to the name of a type that is text here would make the number of it that it begins with. */
    @Override
    public SqlWriter cast(Cast<?> cast) {
        return switch (cast.type().kind()) {
            case DATE, TIME, TIMESTAMP, TIMESTAMP_TZ -> dates.cast(cast);
            case UUID -> super.cast(new Cast<>(cast.operand(), SqlTypes.TEXT));
            case DECIMAL -> new DecimalText(compilation).cast(cast);
            case SMALLINT, INTEGER, BIGINT -> hasFraction(cast.operand()) ? rounded(cast) : super.cast(cast);
            default -> super.cast(cast);
        };
    }

    private static boolean hasFraction(Expression<?> number) {
        boolean isWhole = number instanceof Function<?> function
                && (function.name().equals("ceil") || function.name().equals("floor"));
        return !isWhole
                && (FLOATING.contains(number.type().kind())
                        || (Decimals.is(number)
                                && (mayBeLong(number) || number.type().shape().scale() > 0)));
    }

    /** Of a decimal of any scale it is not known whether it is whole. */
    private static boolean mayBeLong(Expression<?> decimal) {
        return Decimals.is(decimal)
                && (Decimals.isStored(decimal) || decimal.type().shape().length() == 0);
    }

    /** A cast alone would leave the fraction out, and round() all digits but 15. */
    private SqlWriter rounded(Cast<?> cast) {
        Expression<?> number = cast.operand();
        String end = ") AS " + compilation.syntax().types().column(cast.type()) + ")";
        if (!mayBeLong(number)) {
            out.sql("CAST(round(");
            compilation.expression(number);
            return out.sql(end);
        }
        out.sql("(");
        super.cast(cast).sql(" + CAST(round(");
        compilation.operand(number, Operator.ATOM_PRECEDENCE).sql(" - ");
        return super.cast(cast).sql(end).sql(")");
    }

    @Override
    public SqlWriter dateShift(DateShift<?> shift) {
        return dates.shift(shift);
    }

    @Override
    public SqlWriter dateDifference(DateDifference<?> difference) {
        return dates.difference(difference);
    }

    @Override
    public SqlWriter literal(Literal<?> literal) {
        return literal.token().equals("CURRENT_TIMESTAMP")
                ? out.sql("strftime('%Y-%m-%d %H:%M:%f000+00:00', 'now')")
                : super.literal(literal);
    }

    @Override
    public SqlWriter extract(Extract<?> extract) {
        return dates.extract(extract);
    }
}
