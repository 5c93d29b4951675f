package io.azoth.dialect.postgres;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.compile.Compilation;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.Cast;
import io.azoth.sql.DatePart;
import io.azoth.sql.DateShift;
import io.azoth.sql.Expression;
import io.azoth.sql.Extract;
import io.azoth.sql.Function;
import io.azoth.sql.InList;
import io.azoth.sql.JsonPath;
import io.azoth.sql.Operator;
import io.azoth.sql.TextBytes;
import io.azoth.sql.Tuple;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** IN with a list is a comparison with one array, whatever its length; EXTRACT gives fractions. */
final class PostgresExpressions extends ExpressionRenderer {
    /** They are there for numbers with fractions alone, as which they take and give whole ones too. */
    private static final Set<String> OF_FRACTIONS = Set.of("sign", "floor", "ceil");

    private static final Set<SqlKind> WHOLE = EnumSet.of(SqlKind.SMALLINT, SqlKind.INTEGER, SqlKind.BIGINT);

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

    @Override
    protected SqlWriter call(Function<?> function) {
        List<Expression<?>> arguments = function.arguments();
        return switch (function.name()) {
            case "hex" -> around("encode(", arguments.get(0), ", 'hex')");
            case TextBytes.BYTES -> around("convert_to(", arguments.get(0), ", 'UTF8')");
            case TextBytes.ENCODING -> out.sql("'UTF-8'");
            case "json_each" -> around("json_array_elements_text(CAST(", arguments.get(0), " AS JSON))");
            case "json_array_length" -> around("json_array_length(CAST(", arguments.get(0), " AS JSON))");
            case "json_contains" -> {
                around("(CAST(", arguments.get(0), " AS JSONB)");
                yield around(" @> CAST(", arguments.get(1), " AS JSONB))");
            }
            case "days_between" -> {
                around("(CAST(", arguments.get(1), " AS DATE)");
                yield around(" - CAST(", arguments.get(0), " AS DATE))");
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

    /** A date and an interval are a timestamp. */
    @Override
    public SqlWriter dateShift(DateShift<?> shift) {
        boolean date = shift.type().kind() == SqlKind.DATE;
        out.sql(date ? "CAST(" : "");
        super.dateShift(shift);
        return out.sql(date ? " AS DATE)" : "");
    }

    @Override
    public SqlWriter extract(Extract<?> extract) {
        boolean fraction = extract.part() == DatePart.SECOND || extract.part() == DatePart.EPOCH;
        out.sql(fraction ? "CAST(floor(EXTRACT(" : "CAST(EXTRACT(")
                .sql(name(extract.part()))
                .sql(" FROM ");
        compilation.expression(extract.source());
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
