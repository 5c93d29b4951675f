package io.azoth.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two from-items joined.
 *
 * @param left the left side
 * @param kind which rows stay
 * @param right the right side
 * @param on the condition
 */
public record Join(FromItem left, Kind kind, FromItem right, Expression<Boolean> on) implements FromItem {
    /** Which rows stay. */
    public enum Kind {
        INNER("JOIN"),
        LEFT("LEFT JOIN");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The words between both sides. */
        public String words() {
            return words;
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
        return List.of(left, right, on);
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

    @Override
    public String toString() {
        return Services.text(this);
    }
}
