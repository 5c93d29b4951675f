package io.azoth.dialect.sqlite;

import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.rewrite.UniteGroupings;
import io.azoth.sql.Bind;
import io.azoth.sql.Cast;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.Operator;
import io.azoth.sql.Over;
import io.azoth.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A decimal as the text that its type has for it, whatever it was computed from: with all the digits behind the point, or none
 * that can be left out. Text with fewer digits gets the others, exactly; a number is rounded, its halves away from zero, as one
 * of 15 digits: a double is a little less or more than the half that is meant.
 */
final class DecimalText {
    private final Compilation compilation;
    private final SqlWriter out;

    DecimalText(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    /** A given value with the digits of its type, as other databases round it when they store it; null where it has no more. */
    static @Nullable BigDecimal rounded(SqlType<?> type, @Nullable Object stored) {
        int scale = type.shape().scale();
        return type.shape().length() > 0 && stored instanceof BigDecimal decimal && decimal.scale() > scale
                ? decimal.setScale(scale, RoundingMode.HALF_UP)
                : null;
    }

    /** A decimal of any scale without zeros at its end, so that equal ones are one text; any other value as it is. */
    static Object bare(SqlType<?> type, Object stored) {
        return stored instanceof BigDecimal decimal && type.shape().length() == 0
                ? decimal.stripTrailingZeros()
                : stored;
    }

    /** What is written more than once is named in a subquery, where that leaves its meaning: it would hide the rows. */
    SqlWriter cast(Cast<?> cast) {
        Expression<?> operand = cast.operand();
        boolean isShort = operand instanceof ColumnExpression || operand instanceof Bind;
        if (isShort || Over.isIn(operand) || UniteGroupings.aggregates(operand)) {
            return text(cast.type(), () -> compilation.operand(operand, Operator.ATOM_PRECEDENCE));
        }
        out.sql("(SELECT ");
        text(cast.type(), () -> out.sql("d")).sql(" FROM (SELECT ");
        compilation.expression(operand);
        return out.sql(" AS d))");
    }

    private SqlWriter text(SqlType<?> type, Runnable number) {
        int scale = type.shape().scale();
        String zeros = "0".repeat(scale);
        String point = scale == 0 ? "" : ".";
        write("CASE WHEN instr(", number, ", '.') = 0 THEN ", number, " || '" + point + zeros + "'");
        if (type.shape().length() == 0) {
            write(" WHEN typeof(", number, ") = 'text' THEN rtrim(rtrim(", number, ", '0'), '.') WHEN ", number);
            write(" = 0 THEN '0' WHEN ", number, " IS NOT NULL THEN rtrim(rtrim(format('%.30f', ", number);
            return out.sql("), '0'), '.') END");
        }
        if (scale > 0) {
            write(" WHEN typeof(", number, ") = 'text' AND length(", number, ") - instr(", number);
            write(", '.') <= " + scale + " THEN ", number, " || substr('" + zeros + "', 1 + length(", number);
            write(") - instr(", number, ", '.'))");
        }
        write(" WHEN ", number, " IS NOT NULL THEN replace(format('%." + scale + "f', ", number, " + ", number);
        write(" * 1e-15 * (abs(", number);
        return out.sql(") < 1e" + (14 - scale) + ")), '-0" + point + zeros + "', '0" + point + zeros + "') END");
    }

    /** Fixed text, and the number between its parts. */
    private void write(Object... parts) {
        for (Object part : parts) {
            if (part instanceof Runnable number) {
                number.run();
            } else {
                out.sql((String) part);
            }
        }
    }
}
