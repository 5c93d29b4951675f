package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code CASE}: of conditions, or of values that an operand is compared with. It is an expression at any time; without
 * {@link #otherwise} it is NULL where nothing fits.
 *
 * @param operand what is compared with each {@code when}, or null where these are conditions
 * @param branches the branches in order; at least one
 * @param fallback ELSE, or null
 * @param type the type of the whole
 */
public record Case<T>(
        @Nullable Expression<?> operand,
        List<Branch> branches,
        @Nullable Expression<?> fallback,
        SqlType<T> type) implements Expression<T> {
    /**
     * One branch.
     *
     * @param when the condition, or the value to compare with
     * @param then the value of the whole where it fits
     */
    public record Branch(Expression<?> when, Expression<?> then) {}

    public Case {
        branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new DefinitionException(ErrorCode.INVALID_STATEMENT, "A CASE has at least one WHEN");
        }
    }

    /** A further branch. */
    public Case<T> when(Expression<Boolean> condition, T value) {
        return with(condition, Bind.value("param", type, value));
    }

    /** A further branch. */
    public Case<T> when(Expression<Boolean> condition, Expression<? extends T> value) {
        return with(condition, value);
    }

    /** ELSE. */
    public Case<T> otherwise(T value) {
        return new Case<>(operand, branches, Bind.value("param", type, value), type);
    }

    /** ELSE. */
    public Case<T> otherwise(Expression<? extends T> value) {
        return new Case<>(operand, branches, value, type);
    }

    Case<T> with(Expression<?> when, Expression<?> then) {
        List<Branch> all = new ArrayList<>(branches);
        all.add(new Branch(when, then));
        return new Case<>(operand, all, fallback, type);
    }

    @Override
    public List<? extends ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>();
        Mapped.add(children, operand);
        for (Branch branch : branches) {
            children.add(branch.when);
            children.add(branch.then);
        }
        Mapped.add(children, fallback);
        return children;
    }

    @Override
    public Case<T> mapChildren(UnaryOperator<ClauseElement> f) {
        List<Branch> mapped = new ArrayList<>();
        branches.forEach(branch -> mapped.add(new Branch(Mapped.one(f, branch.when), Mapped.one(f, branch.then))));
        return new Case<>(Mapped.maybe(f, operand), mapped, Mapped.maybe(f, fallback), type);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.cases(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
