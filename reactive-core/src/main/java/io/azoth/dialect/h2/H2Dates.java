package io.azoth.dialect.h2;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.sql.Binary;
import io.azoth.sql.Bind;
import io.azoth.sql.Cast;
import io.azoth.sql.DateDifference;
import io.azoth.sql.DateShift;
import io.azoth.sql.DateUnit;
import io.azoth.sql.Expression;
import io.azoth.sql.Literal;
import io.azoth.sql.Operator;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlTypes;

/** Dates and times on H2; moments are taken apart in UTC, whatever their offsets are. */
final class H2Dates {
    private static final String EPOCH = "TIMESTAMP '1970-01-01 00:00:00'";
    private static final String EPOCH_OF_UTC = "TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00'";

    private final Compilation compilation;
    private final SqlWriter out;

    H2Dates(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    SqlWriter shift(DateShift<?> shift) {
        out.sql("DATEADD(").sql(shift.unit().name()).sql(", ");
        compilation.expression(shift.amount());
        out.sql(", ");
        if (shift.unit().isOfTime()) {
            H2Expressions.typed(compilation, shift.date());
        } else {
            atUtc(shift.date());
        }
        return out.sql(")");
    }

    /** A time and an amount that moves it. */
    SqlWriter moved(Binary<?> binary) {
        boolean time = binary.type().kind() == SqlKind.TIME;
        if (time) { // which knows no other day, so it is one of today
            out.sql("CAST(");
            as("TIMESTAMP", binary.left());
        } else {
            operand(binary.left());
        }
        out.sql(" ").sql(binary.operator().token()).sql(" ");
        operand(binary.right());
        return out.sql(time ? " AS TIME(6))" : "");
    }

    SqlWriter difference(DateDifference<?> difference) {
        DateUnit unit = difference.unit();
        if (unit == null) {
            out.sql("CAST(");
            elapsed(difference);
            return out.sql(" AS ")
                    .sql(compilation.syntax().types().base(SqlTypes.INTERVAL))
                    .sql(")");
        } else if (unit == DateUnit.MONTH || unit == DateUnit.YEAR) {
            return months(difference, unit == DateUnit.MONTH ? 1 : 12);
        }
        out.sql("(CAST(EXTRACT(EPOCH FROM ");
        elapsed(difference);
        return out.sql(") * 1000000 AS BIGINT) / ").number(unit.micros()).sql(")");
    }

    SqlWriter micros(Expression<?> interval) {
        out.sql("CAST(EXTRACT(EPOCH FROM ");
        H2Expressions.typed(compilation, interval);
        return out.sql(") * 1000000 AS BIGINT)");
    }

    private void elapsed(DateDifference<?> difference) {
        out.sql("(");
        timestamp(difference.to());
        out.sql(" - ");
        timestamp(difference.from());
        out.sql(")");
    }

    /** As java.time counts: by the days of both, the later one a day less where its time of day is not reached. */
    private SqlWriter months(DateDifference<?> difference, int months) {
        out.sql("((DATEDIFF(MONTH, ");
        as("DATE", difference.from());
        out.sql(", ");
        end(difference);
        out.sql(") * 32 + EXTRACT(DAY FROM ");
        end(difference);
        out.sql(") - EXTRACT(DAY FROM ");
        as("DATE", difference.from());
        return out.sql(")) / ").number(32L * months).sql(")");
    }

    private void end(DateDifference<?> difference) {
        Expression<?> from = difference.from();
        Expression<?> to = difference.to();
        if (from.type().kind() == SqlKind.DATE && to.type().kind() == SqlKind.DATE) {
            as("DATE", to);
            return;
        }
        out.sql("DATEADD(DAY, CASE WHEN ");
        both(to, " > ", from, " < ");
        out.sql(" THEN -1 WHEN ");
        both(to, " < ", from, " > ");
        out.sql(" THEN 1 ELSE 0 END, ");
        as("DATE", to);
        out.sql(")");
    }

    private void both(Expression<?> left, String dates, Expression<?> right, String times) {
        as("DATE", left);
        out.sql(dates);
        as("DATE", right);
        out.sql(" AND ");
        timeOfDay(left);
        out.sql(times);
        timeOfDay(right);
    }

    private void timeOfDay(Expression<?> time) {
        if (time.type().kind() == SqlKind.DATE) {
            out.sql("TIME '00:00:00'");
        } else {
            as("TIME(6)", time);
        }
    }

    private void as(String type, Expression<?> time) {
        out.sql("CAST(");
        zoneless(time);
        out.sql(" AS ").sql(type).sql(")");
    }

    /** The time, without a zone where it is a moment: a cast of one that has a zone is by the zone of the session. */
    private void zoneless(Expression<?> time) {
        if (time.type().kind() == SqlKind.TIMESTAMP_TZ) {
            sinceEpoch(EPOCH, time, EPOCH_OF_UTC);
        } else {
            H2Expressions.typed(compilation, time);
        }
    }

    /** What lies between is exact, where a number of microseconds reaches for 292 years. */
    private void sinceEpoch(String epoch, Expression<?> time, String epochOfTime) {
        out.sql("(").sql(epoch).sql(" + (");
        if (time instanceof Literal) { // NULL has no type
            out.sql("CAST(");
            compilation.expression(time);
            out.sql(" AS ").sql(compilation.syntax().types().base(time.type())).sql(")");
        } else {
            timestamp(time);
        }
        out.sql(" - ").sql(epochOfTime).sql("))");
    }

    private void timestamp(Expression<?> time) {
        if (time.type().kind() == SqlKind.DATE) {
            as("TIMESTAMP", time);
        } else {
            operand(time);
        }
    }

    /** Between moments and times without a zone, which are of UTC. */
    SqlWriter cast(Cast<?> cast) {
        out.sql("CAST(");
        if (cast.type().kind() == SqlKind.TIMESTAMP_TZ) {
            sinceEpoch(EPOCH_OF_UTC, cast.operand(), EPOCH);
        } else {
            zoneless(cast.operand());
        }
        return out.sql(" AS ")
                .sql(compilation.syntax().types().column(cast.type()))
                .sql(")");
    }

    SqlWriter midnights(Expression<?> from, Expression<?> to) {
        out.sql("DATEDIFF(DAY, ");
        midnight(from);
        out.sql(", ");
        midnight(to);
        return out.sql(")");
    }

    private void midnight(Expression<?> time) {
        if (time.type().kind() == SqlKind.TIMESTAMP_TZ) {
            zoneless(time);
        } else {
            compilation.expression(time);
        }
    }

    /** The time, of UTC where it is a moment. */
    void atUtc(Expression<?> time) {
        if (time.type().kind() == SqlKind.TIMESTAMP_TZ) {
            out.sql("(");
            operand(time);
            out.sql(" AT TIME ZONE 'UTC')");
        } else {
            H2Expressions.typed(compilation, time);
        }
    }

    @CanIgnoreReturnValue
    private SqlWriter operand(Expression<?> operand) {
        if (operand instanceof Bind) {
            H2Expressions.typed(compilation, operand);
            return out;
        }
        return compilation.operand(operand, Operator.ATOM_PRECEDENCE);
    }
}
