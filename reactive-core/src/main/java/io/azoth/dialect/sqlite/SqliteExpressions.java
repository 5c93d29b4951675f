package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.Binary;
import io.azoth.sql.DatePart;
import io.azoth.sql.Extract;
import io.azoth.sql.InQuery;
import io.azoth.sql.Operator;
import io.azoth.sql.Quantified;
import io.azoth.sql.Query;

/** No exclusive or, no ANY and ALL, and dates are text that is taken apart by format. */
final class SqliteExpressions extends ExpressionRenderer {
    SqliteExpressions(Compilation compilation) {
        super(compilation);
    }

    @Override
    public SqlWriter binary(Binary<?> binary) {
        if (binary.operator().equals(Operator.BIT_XOR)) {
            return exclusiveOr(binary);
        }
        return binary.right() instanceof Quantified<?> quantified
                ? inQuery(membership(binary, quantified))
                : super.binary(binary);
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

    /** Equal to any is IN, different from all is NOT IN. */
    private InQuery membership(Binary<?> binary, Quantified<?> quantified) {
        boolean any =
                quantified.kind() == Quantified.Kind.ANY && binary.operator().equals(Operator.EQ);
        boolean none =
                quantified.kind() == Quantified.Kind.ALL && binary.operator().equals(Operator.NE);
        if (quantified.values() instanceof Query query && (any || none)) {
            return new InQuery(binary.left(), query, none);
        }
        throw compilation.unsupported(
                "The comparison " + binary.operator().token() + " " + quantified.kind(),
                quantified.values() instanceof Query
                        ? "compare with a scalar subquery of min(...) or max(...)"
                        : "use in(...) with the values");
    }

    @Override
    public SqlWriter quantified(Quantified<?> quantified) {
        throw compilation.unsupported(quantified.kind().name(), "use in(...)");
    }

    @Override
    public SqlWriter extract(Extract<?> extract) {
        if (extract.part() == DatePart.QUARTER) {
            out.sql("((CAST(strftime('%m', ");
            compilation.expression(extract.source());
            return out.sql(") AS INTEGER) + 2) / 3)");
        }
        out.sql("CAST(strftime('").sql(format(extract.part())).sql("', ");
        compilation.expression(extract.source());
        return out.sql(") AS INTEGER)");
    }

    private static String format(DatePart part) {
        return switch (part) {
            case YEAR -> "%Y";
            case QUARTER, MONTH -> "%m";
            case WEEK -> "%V";
            case DAY -> "%d";
            case DAY_OF_YEAR -> "%j";
            case DAY_OF_WEEK -> "%u";
            case HOUR -> "%H";
            case MINUTE -> "%M";
            case SECOND -> "%S";
            case EPOCH -> "%s";
        };
    }
}
