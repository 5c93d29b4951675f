package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Several groupings in one GROUP BY; what a grouping leaves out is NULL in its rows.
 *
 * @param kind how the groupings follow from the sets
 * @param sets lists of expressions
 */
public record Grouping(Kind kind, List<List<Expression<?>>> sets) implements Expression<Object> {
    /** How the groupings follow from the sets. */
    public enum Kind {
        /** The sets themselves. */
        SETS("GROUPING SETS"),
        /** All sets, all but the last, and so on down to none. */
        ROLLUP("ROLLUP"),
        /** Each choice of the sets. */
        CUBE("CUBE");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The words of SQL. */
        public String words() {
            return words;
        }
    }

    public Grouping {
        List<List<Expression<?>>> copy = new ArrayList<>();
        sets.forEach(set -> copy.add(List.copyOf(set)));
        sets = List.copyOf(copy);
    }

    static Grouping ofEach(Kind kind, Expression<?>... expressions) {
        List<List<Expression<?>>> sets = new ArrayList<>();
        for (Expression<?> expression : expressions) {
            sets.add(List.of(expression));
        }
        return new Grouping(kind, sets);
    }

    /** The groupings one by one. */
    public List<List<Expression<?>>> groupings() {
        if (kind == Kind.SETS) {
            return sets;
        }
        List<List<Expression<?>>> all = new ArrayList<>();
        if (kind == Kind.ROLLUP) {
            for (int n = sets.size(); n >= 0; n--) {
                all.add(joined((1 << n) - 1));
            }
        } else {
            for (int choice = (1 << sets.size()) - 1; choice >= 0; choice--) {
                all.add(joined(choice));
            }
        }
        return all;
    }

    private List<Expression<?>> joined(int choice) {
        List<Expression<?>> expressions = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            if ((choice & (1 << i)) != 0) {
                expressions.addAll(sets.get(i));
            }
        }
        return expressions;
    }

    @Override
    public SqlType<Object> type() {
        return SqlTypes.ANY;
    }

    @Override
    public List<? extends ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>();
        sets.forEach(children::addAll);
        return children;
    }

    @Override
    public Grouping mapChildren(UnaryOperator<ClauseElement> f) {
        List<List<Expression<?>>> mapped = new ArrayList<>();
        sets.forEach(set -> mapped.add(Mapped.all(f, set)));
        return new Grouping(kind, mapped);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.grouping(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
