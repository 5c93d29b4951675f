package io.azoth.dialect.postgres;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.compile.Compilation;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.Bind;
import io.azoth.sql.Cast;
import io.azoth.sql.DateDifference;
import io.azoth.sql.DatePart;
import io.azoth.sql.DateShift;
import io.azoth.sql.DateUnit;
import io.azoth.sql.Dates;
import io.azoth.sql.Expression;
import io.azoth.sql.Extract;
import io.azoth.sql.Function;
import io.azoth.sql.InList;
import io.azoth.sql.JsonPath;
import io.azoth.sql.Operator;
import io.azoth.sql.Over;
import io.azoth.sql.TextBytes;
import io.azoth.sql.Tuple;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.Set;

/** IN with a list is a comparison with one array, whatever its length; EXTRACT gives fractions. */
final class PostgresExpressions extends ExpressionRenderer {
    /** They are there for numbers with fractions alone, as which they take and give whole ones too. */
    private static final Set<String> OF_FRACTIONS = Set.of("sign", "floor", "ceil");

    PostgresExpressions(Compilation compilation) {
        super(compilation);
    }

    @Override
    protected SqlWriter list(InList in) {
        SqlType<?> type = in.operand().type();
        if (in.values().isEmpty() || in.operand() instanceof Tuple || !ArrayBinds.fit(type)) {
            return super.list(in);
        }
        compilation.operand(in.operand(), Operator.COMPARISON_PRECEDENCE + 1);
        out.sql(in.negated() ? " <> ALL(" : " = ANY(");
        out.bind("list", ArrayTypes.arrayOf(type), ArrayBinds.list(type, in.values()));
        return out.sql(")");
    }

    @Override
    protected boolean widens(Function<?> function) {
        return isSumOfLongs(function)
                || (OF_FRACTIONS.contains(function.name())
                        && WHOLE.contains(function.type().kind()));
    }

    /** What is in an array of arrays is a box: its part of one row, which is an array of one dimension less. */
    @Override
    protected SqlWriter element(Function<?> function) {
        SqlType<?> inner = function.type().shape().element();
        if (inner == null) {
            return super.element(function);
        } else if (inner.kind() == SqlKind.ARRAY) {
            throw compilation.unsupported(
                    "An element of an array of more than two dimensions",
                    "read the array and take it apart in the program");
        }
        Expression<?> array = function.arguments().get(0);
        Expression<?> position = function.arguments().get(1);
        out.sql("(SELECT array_agg(e_.e_ ORDER BY e_.n_) FROM unnest((");
        compilation.expression(array instanceof Bind ? array.cast(array.type()) : array); // sent as text
        out.sql(")[");
        compilation.expression(position);
        out.sql(":");
        compilation.expression(position);
        return out.sql("]) WITH ORDINALITY AS e_(e_, n_))");
    }

    @Override
    protected SqlWriter call(Function<?> function) {
        List<Expression<?>> arguments = function.arguments();
        return switch (function.name()) {
            case TextBytes.HEX -> around("encode(", arguments.get(0), ", 'hex')");
            case TextBytes.BYTES -> around("convert_to(", arguments.get(0), ", 'UTF8')");
            case TextBytes.ENCODING -> out.sql("'UTF-8'");
            case "json_each" -> around("json_array_elements_text(CAST(", arguments.get(0), " AS JSON))");
            case "json_array_length" -> around("json_array_length(CAST(", arguments.get(0), " AS JSON))");
            case "json_contains" -> {
                around("(CAST(", arguments.get(0), " AS JSONB)");
                yield around(" @> CAST(", arguments.get(1), " AS JSONB))");
            }
            case Dates.MICROSECONDS -> {
                around("CAST(EXTRACT(EPOCH FROM ", arguments.get(0), ") * 1000000 AS BIGINT)");
                yield out;
            }
            case Dates.DAYS_BETWEEN -> {
                day("(", arguments.get(1));
                day(" - ", arguments.get(0));
                yield out.sql(")");
            }
            default -> super.call(function);
        };
    }

    @CanIgnoreReturnValue
    private SqlWriter around(String before, Expression<?> expression, String behind) {
        out.sql(before);
        compilation.expression(expression);
        return out.sql(behind);
    }

    @Override
    public SqlWriter jsonPath(JsonPath<?> path) {
        Expression<?> document = path.document();
        return PostgresSelect.isDocument(document)
                ? super.jsonPath(
                        new JsonPath<>(new Cast<>(document, SqlTypes.JSON), path.steps(), path.asText(), path.type()))
                : super.jsonPath(path);
    }

    /** A cast from or to a moment would be by the zone of the session. */
    @Override
    public SqlWriter cast(Cast<?> cast) {
        if (!Dates.crossesZones(cast)) {
            return super.cast(cast);
        }
        boolean toMoment = cast.type().kind() == SqlKind.TIMESTAMP_TZ;
        out.sql("CAST(");
        atUtc(cast.operand());
        return out.sql(toMoment ? " AT TIME ZONE 'UTC' AS " : " AS ")
                .sql(compilation.syntax().types().column(cast.type()))
                .sql(")");
    }

    /** A date and an interval are a timestamp; days and months of a moment are those of the session's zone unless told. */
    @Override
    public SqlWriter dateShift(DateShift<?> shift) {
        boolean date = shift.type().kind() == SqlKind.DATE;
        boolean zoned =
                shift.type().kind() == SqlKind.TIMESTAMP_TZ && !shift.unit().isOfTime();
        out.sql(date ? "CAST(" : zoned ? "((" : "");
        compilation.operand(shift.date(), Operator.ATOM_PRECEDENCE);
        out.sql(zoned ? " AT TIME ZONE 'UTC') + " : " + ");
        compilation.operand(shift.amount(), Operator.ATOM_PRECEDENCE);
        out.sql(" * INTERVAL '1 ").sql(shift.unit().name()).sql("'");
        return out.sql(date ? " AS DATE)" : zoned ? ") AT TIME ZONE 'UTC'" : "");
    }

    @Override
    public SqlWriter dateDifference(DateDifference<?> difference) {
        DateUnit unit = difference.unit();
        if (unit == DateUnit.YEAR || unit == DateUnit.MONTH) {
            return months(difference, unit == DateUnit.MONTH ? 1 : 12);
        }
        out.sql(unit == null ? "(" : "(CAST(EXTRACT(EPOCH FROM ");
        timestamp(difference.to());
        out.sql(" - ");
        timestamp(difference.from());
        return unit == null
                ? out.sql(")")
                : out.sql(") * 1000000 AS BIGINT) / ").number(unit.micros()).sql(")");
    }

    /** As java.time counts: by the days of both, the later one a day less where its time of day is not reached. */
    private SqlWriter months(DateDifference<?> difference, int months) {
        if (Over.isIn(difference)) { // within the subquery that names the two, it would see that one row
            throw compilation.unsupported(
                    "A number of months with a window function",
                    "select the window function in a subquery and use its column");
        }
        out.sql("(SELECT (")
                .sql(days("e"))
                .sql(" - ")
                .sql(days("a"))
                .sql(") / ")
                .number(32L * months);
        out.sql(" FROM (SELECT a, CAST(b AS DATE) + CASE ");
        out.sql("WHEN CAST(b AS DATE) > CAST(a AS DATE) AND CAST(b AS TIME) < CAST(a AS TIME) THEN -1 ");
        out.sql("WHEN CAST(b AS DATE) < CAST(a AS DATE) AND CAST(b AS TIME) > CAST(a AS TIME) THEN 1 ");
        out.sql("ELSE 0 END AS e FROM (SELECT ");
        atUtc(difference.from());
        out.sql(" AS a, ");
        atUtc(difference.to());
        return out.sql(" AS b) AS ends_) AS days_)");
    }

    /** Each month has room for 32 of them. */
    private static String days(String name) {
        return "CAST((EXTRACT(YEAR FROM " + name + ") * 12 + EXTRACT(MONTH FROM " + name + ")) * 32 + EXTRACT(DAY FROM "
                + name + ") AS BIGINT)";
    }

    private void day(String before, Expression<?> time) {
        out.sql(before).sql("CAST(");
        if (time.type().kind() == SqlKind.TIMESTAMP_TZ) {
            atUtc(time);
        } else {
            compilation.expression(time);
        }
        out.sql(" AS DATE)");
    }

    private void atUtc(Expression<?> time) {
        boolean zoned = time.type().kind() == SqlKind.TIMESTAMP_TZ;
        if (zoned) {
            compilation.operand(time, Operator.ATOM_PRECEDENCE);
            out.sql(" AT TIME ZONE 'UTC'");
        } else {
            timestamp(time);
        }
    }

    /** The difference of two dates would be a number. */
    private void timestamp(Expression<?> time) {
        boolean date = time.type().kind() == SqlKind.DATE;
        out.sql(date ? "CAST(" : "");
        compilation.operand(time, date ? 0 : Operator.ATOM_PRECEDENCE);
        out.sql(date ? " AS TIMESTAMP)" : "");
    }

    @Override
    public SqlWriter extract(Extract<?> extract) {
        boolean fraction = extract.part() == DatePart.SECOND || extract.part() == DatePart.EPOCH;
        out.sql(fraction ? "CAST(floor(EXTRACT(" : "CAST(EXTRACT(")
                .sql(name(extract.part()))
                .sql(" FROM ");
        if (extract.part() != DatePart.EPOCH && extract.source().type().kind() == SqlKind.TIMESTAMP_TZ) {
            atUtc(extract.source());
        } else {
            compilation.expression(extract.source());
        }
        return out.sql(fraction ? ")) AS " : ") AS ")
                .sql(compilation.syntax().types().base(extract.type()))
                .sql(")");
    }

    private static String name(DatePart part) {
        return switch (part) {
            case DAY_OF_YEAR -> "DOY";
            case DAY_OF_WEEK -> "ISODOW";
            default -> part.name();
        };
    }
}
