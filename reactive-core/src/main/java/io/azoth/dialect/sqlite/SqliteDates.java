package io.azoth.dialect.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.Binary;
import io.azoth.sql.Cast;
import io.azoth.sql.DateDifference;
import io.azoth.sql.DatePart;
import io.azoth.sql.DateShift;
import io.azoth.sql.DateUnit;
import io.azoth.sql.Expression;
import io.azoth.sql.Extract;
import io.azoth.sql.Operator;
import io.azoth.sql.Over;
import io.azoth.type.SqlKind;
import java.util.Locale;

/**
 * Dates and times that are text. SQLite's own functions know milliseconds and round to them, so they are given whole seconds,
 * and microseconds are counted beside them. What is used more than once is named once, in a subquery of its own.
 */
final class SqliteDates {
    private static final String WHOLE_DATE_TIME = "substr(t, 1, 19)";
    private static final String OFFSET = " || ltrim(substr(t, 20), '.0123456789')";

    private final Compilation compilation;
    private final SqlWriter out;

    SqliteDates(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    /** The part of the text that the other type has, or midnight behind a date, and the offset of UTC behind a moment. */
    SqlWriter cast(Cast<?> cast) {
        SqlKind to = cast.type().kind();
        SqlKind from = cast.operand().type().kind();
        boolean isMoment = from == SqlKind.TIMESTAMP || from == SqlKind.TIMESTAMP_TZ;
        String before = "";
        String behind = "";
        if (to == SqlKind.DATE && from != SqlKind.DATE) {
            before = "substr(";
            behind = ", 1, 10)";
        } else if (to == SqlKind.TIME && isMoment) {
            before = "substr(";
            behind = ", 12, 15)";
        } else if (to == SqlKind.TIMESTAMP && from == SqlKind.TIMESTAMP_TZ) {
            before = "substr(";
            behind = ", 1, 26)";
        } else if (to == SqlKind.TIMESTAMP && from == SqlKind.DATE) {
            before = "(";
            behind = " || ' 00:00:00.000000')";
        } else if (to == SqlKind.TIMESTAMP_TZ && from == SqlKind.TIMESTAMP) {
            before = "(";
            behind = " || '+00:00')";
        } else if (to == SqlKind.TIMESTAMP_TZ && from == SqlKind.DATE) {
            before = "(";
            behind = " || ' 00:00:00.000000+00:00')";
        }
        out.sql(before);
        compilation.operand(cast.operand(), Operator.ATOM_PRECEDENCE);
        return out.sql(behind);
    }

    /** Days and months change the date and leave the text of the time as it is. */
    SqlWriter shift(DateShift<?> shift) {
        SqlKind kind = shift.type().kind();
        if (kind == SqlKind.DATE) {
            out.sql("date(");
            compilation.expression(shift.date());
            return by(shift);
        }
        refuseWindows(shift);
        if (!shift.unit().isOfTime()) {
            out.sql("(SELECT date(substr(t, 1, 10)");
            by(shift).sql(" || substr(t, 11)");
            return named(shift.date(), "t").sql(")");
        }
        micros(opened(kind), shift.date());
        out.sql(" + ");
        compilation.operand(shift.amount(), Operator.ATOM_PRECEDENCE);
        return out.sql(" * ").number(shift.unit().micros()).sql(" AS m))");
    }

    @CanIgnoreReturnValue
    private SqlWriter by(DateShift<?> shift) {
        out.sql(", ");
        compilation.operand(shift.amount(), Operator.ATOM_PRECEDENCE);
        return out.sql(" || ' ")
                .sql(shift.unit().name().toLowerCase(Locale.ROOT))
                .sql("', 'floor')");
    }

    /** A time and an amount that moves it. */
    SqlWriter moved(Binary<?> binary) {
        refuseWindows(binary);
        micros(opened(binary.type().kind()), binary.left());
        out.sql(" ").sql(binary.operator().token()).sql(" ");
        compilation.operand(binary.right(), Operator.ATOM_PRECEDENCE);
        return out.sql(" AS m))");
    }

    /** From microseconds, which are to be written behind it under the name m, to the text of a time. */
    private static String opened(SqlKind kind) {
        String format = kind == SqlKind.TIME ? "%H:%M:%S" : "%Y-%m-%d %H:%M:%S";
        return "(SELECT strftime('" + format + "', m / 1000000 - (m % 1000000 < 0), 'unixepoch') || "
                + "format('.%06d', (m % 1000000 + 1000000) % 1000000)"
                + (kind == SqlKind.TIMESTAMP_TZ ? " || '+00:00'" : "") + " FROM (SELECT ";
    }

    SqlWriter difference(DateDifference<?> difference) {
        DateUnit unit = difference.unit();
        if (unit == DateUnit.MONTH || unit == DateUnit.YEAR) {
            return months(difference, unit == DateUnit.MONTH ? 1 : 12);
        } else if (difference.from().type().kind() != SqlKind.DATE
                || difference.to().type().kind() != SqlKind.DATE) {
            refuseWindows(difference);
        }
        out.sql(unit == null ? "" : "(");
        micros("(", difference.to());
        micros(" - ", difference.from());
        return unit == null
                ? out.sql(")")
                : out.sql(") / ").number(unit.micros()).sql(")");
    }

    /** As java.time counts: by the days of both, the later one a day less where its time of day is not reached. */
    private SqlWriter months(DateDifference<?> difference, int months) {
        refuseWindows(difference);
        out.sql("(SELECT (")
                .sql(days("e"))
                .sql(" - ")
                .sql(days("a"))
                .sql(") / ")
                .number(32L * months);
        out.sql(" FROM (SELECT a, date(substr(b, 1, 10), CASE ");
        out.sql("WHEN substr(b, 1, 10) > substr(a, 1, 10) AND substr(b, 12) < substr(a, 12) THEN '-1 day' ");
        out.sql("WHEN substr(b, 1, 10) < substr(a, 1, 10) AND substr(b, 12) > substr(a, 12) THEN '+1 day' ");
        calendar("ELSE '+0 days' END) AS e FROM (SELECT ", difference.from());
        calendar(" AS a, ", difference.to());
        return out.sql(" AS b)))");
    }

    /** Within the subquery that names it, it would see that one row. */
    private void refuseWindows(Expression<?> construct) {
        if (Over.isIn(construct)) {
            throw compilation.unsupported(
                    "Date arithmetic with a window function",
                    "select the window function in a subquery and use its column");
        }
    }

    /** Each month has room for 32 of them. */
    private static String days(String name) {
        return "((CAST(substr(" + name + ", 1, 4) AS INTEGER) * 12 + CAST(substr(" + name
                + ", 6, 2) AS INTEGER)) * 32 + CAST(substr(" + name + ", 9, 2) AS INTEGER))";
    }

    /** Text of one width for dates and timestamps. */
    private void calendar(String before, Expression<?> time) {
        out.sql(before);
        compilation.operand(time, Operator.ATOM_PRECEDENCE);
        out.sql(time.type().kind() == SqlKind.DATE ? " || ' 00:00:00.000000'" : "");
    }

    /** Microseconds since the beginning of 1970, of a time of day from some midnight on. */
    private void micros(String before, Expression<?> time) {
        out.sql(before);
        SqlKind kind = time.type().kind();
        if (kind == SqlKind.DATE) {
            out.sql("unixepoch(");
            compilation.expression(time);
            out.sql(") * 1000000");
            return;
        }
        int second = kind == SqlKind.TIME ? 8 : 19;
        out.sql("(SELECT unixepoch(").sql(whole(kind)).sql(") * 1000000 + CAST(round(CAST('0' || substr(t, ");
        out.number(second + 1L).sql(", 7) AS REAL) * 1000000) AS INTEGER)");
        named(time, "t").sql(")");
    }

    private static String whole(SqlKind kind) {
        if (kind == SqlKind.TIME) {
            return "substr(t, 1, 8)";
        }
        return kind == SqlKind.TIMESTAMP_TZ ? WHOLE_DATE_TIME + OFFSET : WHOLE_DATE_TIME;
    }

    @CanIgnoreReturnValue
    private SqlWriter named(Expression<?> time, String name) {
        out.sql(" FROM (SELECT ");
        compilation.expression(time);
        return out.sql(" AS ").sql(name).sql(")");
    }

    SqlWriter extract(Extract<?> extract) {
        boolean quarter = extract.part() == DatePart.QUARTER;
        out.sql(quarter ? "((CAST(strftime('" : "CAST(strftime('");
        out.sql(format(extract.part())).sql("', ");
        SqlKind kind = extract.source().type().kind();
        if (kind == SqlKind.TIMESTAMP_TZ) {
            refuseWindows(extract);
            out.sql("(SELECT ").sql(whole(kind));
            named(extract.source(), "t").sql(")");
        } else {
            boolean date = kind == SqlKind.DATE;
            out.sql(date ? "" : "substr(");
            compilation.expression(extract.source());
            out.sql(date ? "" : kind == SqlKind.TIME ? ", 1, 8)" : ", 1, 19)");
        }
        return out.sql(quarter ? ") AS INTEGER) + 2) / 3)" : ") AS INTEGER)");
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
