package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Two from-items joined.
 *
 * @param left the left side
 * @param kind which rows stay
 * @param right the right side
 * @param on the condition, or null
 * @param using the names of columns of both sides that are equal, empty where there is a condition or none is wanted
 */
public record Join(
        FromItem left, Kind kind, FromItem right, @Nullable Expression<Boolean> on, List<String> using)
        implements FromItem {
    /** Which rows stay. */
    public enum Kind {
        INNER("JOIN"),
        LEFT("LEFT JOIN"),
        RIGHT("RIGHT JOIN"),
        FULL("FULL JOIN"),
        CROSS("CROSS JOIN");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The words between both sides. */
        public String words() {
            return words;
        }
    }

    public Join {
        using = List.copyOf(using);
    }

    static Join on(FromItem left, Kind kind, FromItem right, Expression<Boolean> on) {
        return new Join(left, kind, right, on, List.of());
    }

    static Join using(FromItem left, Kind kind, FromItem right, List<String> names) {
        for (String name : names) {
            requireColumn(left, name);
            requireColumn(right, name);
        }
        return new Join(left, kind, right, null, names);
    }

    private static void requireColumn(FromItem item, String name) {
        if (item.columns().stream().noneMatch(column -> column.name().equals(name))) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "USING (" + name + ") needs the column on both sides; " + item + " has none");
        }
    }

    @Override
    public List<? extends ColumnExpression<?>> columns() {
        List<ColumnExpression<?>> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        return columns;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return on == null ? List.of(left, right) : List.of(left, right, on);
    }

    @Override
    public Join mapChildren(UnaryOperator<ClauseElement> f) {
        FromItem first = Mapped.one(f, left);
        FromItem second = Mapped.one(f, right);
        Expression<Boolean> condition = Mapped.maybe(f, on);
        boolean same = first == left && second == right && Objects.equals(condition, on);
        return same ? this : new Join(first, kind, second, condition, using);
    }

    @Override
    public <R> R accept(FromItemVisitor<R> visitor) {
        return visitor.join(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        Executor bound = left.boundTo();
        return bound != null ? bound : right.boundTo();
    }

    /** By identity: joins are kept in sets while statements are compiled, and a deep comparison would be half of that. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
