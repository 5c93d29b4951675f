package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Several values as one: {@code (a, b)}. It compares with lists of values, {@code tuple(a, b).in(List.of(1, "x"))}, with
 * other tuples and with queries of as many columns.
 *
 * @param parts the values; at least one
 */
public record Tuple(List<Expression<?>> parts) implements Expression<List<?>> {
    public Tuple {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new DefinitionException(ErrorCode.INVALID_STATEMENT, "A row of values has at least one value");
        }
    }

    /** A method, because the compiler of JDK 25 warns of a field's cast wherever it is read first. */
    @SuppressWarnings("unchecked")
    static SqlType<List<?>> rowType() {
        return (SqlType<List<?>>) (SqlType<?>) SqlTypes.ANY;
    }

    /** A list of values, or of expressions, each as an operand beside its part here. */
    Tuple beside(Object values) {
        if (!(values instanceof List<?> list) || list.size() != parts.size()) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    this + " has " + parts.size() + " values and compares with a List of as many, not with " + values);
        }
        List<Expression<?>> operands = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            operands.add(operand(parts.get(i), list.get(i)));
        }
        return new Tuple(operands);
    }

    private static Expression<?> operand(Expression<?> part, @Nullable Object value) {
        return value == null ? Bind.value("param", part.type(), null) : Operands.operand(part, value);
    }

    @Override
    public SqlType<List<?>> type() {
        return rowType();
    }

    @Override
    public List<? extends ClauseElement> children() {
        return parts;
    }

    @Override
    public Tuple mapChildren(UnaryOperator<ClauseElement> f) {
        return new Tuple(Mapped.all(f, parts));
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.tuple(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
