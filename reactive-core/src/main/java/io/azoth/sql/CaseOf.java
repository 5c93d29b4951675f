package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;

/**
 * The beginning of a CASE that compares one operand with values: {@code caseOf(users.status).when(1, "new").when(2,
 * "old").otherwise("?")}.
 *
 * @param <V> the Java class of the operand
 */
public final class CaseOf<V> {
    private final Expression<V> operand;

    CaseOf(Expression<V> operand) {
        this.operand = operand;
    }

    /** The first branch, which decides the type of the whole. */
    @SuppressWarnings("unchecked")
    public <T> Branches<V, T> when(V value, T result) {
        SqlType<T> type = (SqlType<T>) SqlTypes.forValue(result);
        return when(value, Bind.value("param", type, result));
    }

    /** The first branch, which decides the type of the whole. */
    public <T> Branches<V, T> when(V value, Expression<T> result) {
        Case.Branch first = new Case.Branch(Operands.operand(operand, value), result);
        return new Branches<>(operand, new Case<>(operand, List.of(first), null, result.type()));
    }

    /**
     * The branches so far.
     *
     * @param <V> the Java class of the operand
     * @param <T> the Java class of the whole
     */
    public static final class Branches<V, T> {
        private final Expression<V> operand;
        private final Case<T> cases;

        private Branches(Expression<V> operand, Case<T> cases) {
            this.operand = operand;
            this.cases = cases;
        }

        /** A further branch. */
        public Branches<V, T> when(V value, T result) {
            return when(value, Bind.value("param", cases.type(), result));
        }

        /** A further branch. */
        public Branches<V, T> when(V value, Expression<? extends T> result) {
            return new Branches<>(operand, cases.with(Operands.operand(operand, value), result));
        }

        /** The whole, with ELSE. */
        public Case<T> otherwise(T result) {
            return cases.otherwise(result);
        }

        /** The whole, with ELSE. */
        public Case<T> otherwise(Expression<? extends T> result) {
            return cases.otherwise(result);
        }

        /** The whole: NULL where no branch fits. */
        public Case<T> end() {
            return cases;
        }
    }
}
