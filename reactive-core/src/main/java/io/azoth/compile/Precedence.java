package io.azoth.compile;

import io.azoth.sql.Between;
import io.azoth.sql.Binary;
import io.azoth.sql.Collate;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.DateShift;
import io.azoth.sql.Exists;
import io.azoth.sql.Expression;
import io.azoth.sql.InList;
import io.azoth.sql.InQuery;
import io.azoth.sql.JsonPath;
import io.azoth.sql.Junction;
import io.azoth.sql.Label;
import io.azoth.sql.Like;
import io.azoth.sql.Operator;
import io.azoth.sql.TextExpression;
import io.azoth.sql.Unary;

/** How strongly expressions bind, and how strongly operands must, to stand without parentheses. */
final class Precedence {
    private Precedence() {}

    static int of(Expression<?> expression) {
        if (expression instanceof Binary<?> binary) {
            return binary.operator().precedence();
        } else if (expression instanceof Unary<?> unary) {
            return unary.operator().precedence();
        } else if (expression instanceof Junction junction) {
            return of(junction);
        } else if (expression instanceof Between || expression instanceof Like || expression instanceof InQuery) {
            return Operator.COMPARISON_PRECEDENCE;
        } else if (expression instanceof InList in) {
            return in.values().isEmpty() && in.parameter() == null
                    ? Operator.ATOM_PRECEDENCE
                    : Operator.COMPARISON_PRECEDENCE;
        } else if (expression instanceof Exists exists) {
            return exists.negated() ? Operator.NOT_PRECEDENCE : Operator.ATOM_PRECEDENCE;
        } else if (expression instanceof Label<?> label) {
            return of(label.expression());
        } else if (expression instanceof JsonPath || expression instanceof DateShift) {
            return Operator.OTHER_PRECEDENCE;
        } else if (expression instanceof Collate) {
            return Operator.ATOM_PRECEDENCE - 1;
        }
        return expression instanceof TextExpression<?> ? 0 : Operator.ATOM_PRECEDENCE;
    }

    private static int of(Junction junction) {
        if (junction.terms().isEmpty()) {
            return Operator.ATOM_PRECEDENCE;
        }
        return junction.kind() == Junction.Kind.AND ? Operator.AND_PRECEDENCE : Operator.OR_PRECEDENCE;
    }

    /** Comparisons do not chain, and databases disagree about || and its like; the rest reads from the left. */
    static int left(Operator operator, Expression<?> operand) {
        if (operator.precedence() == Operator.WORDS_PRECEDENCE) {
            return Operator.ATOM_PRECEDENCE;
        }
        if (isSame(operator, operand) && operator.precedence() != Operator.COMPARISON_PRECEDENCE) {
            return operator.precedence();
        }
        if (operator.precedence() == Operator.OTHER_PRECEDENCE) {
            return Operator.ATOM_PRECEDENCE;
        }
        return operator.precedence() == Operator.COMPARISON_PRECEDENCE
                ? operator.precedence() + 1
                : operator.precedence();
    }

    static int right(Operator operator, Expression<?> operand) {
        if (operator.associative() && isSame(operator, operand)) {
            return operator.precedence();
        }
        boolean isUnknown = operator.precedence() == Operator.OTHER_PRECEDENCE
                || operator.precedence() == Operator.WORDS_PRECEDENCE;
        return isUnknown ? Operator.ATOM_PRECEDENCE : operator.precedence() + 1;
    }

    /** A name for the binds that stand beside an expression. */
    static String nameOf(Expression<?> expression) {
        return expression instanceof ColumnExpression<?> column ? column.name() : "param";
    }

    private static boolean isSame(Operator operator, Expression<?> operand) {
        return operand instanceof Binary<?> binary && binary.operator().equals(operator);
    }
}
