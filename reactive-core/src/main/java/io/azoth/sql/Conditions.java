package io.azoth.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts conditions together. */
final class Conditions {
    private Conditions() {}

    /** Both, where there is a first one. */
    static Expression<Boolean> and(@Nullable Expression<Boolean> first, Expression<Boolean> second) {
        return first == null ? second : join(Junction.Kind.AND, new Expression<?>[] {first, second});
    }

    /** All of them; a junction of the same kind gives its terms instead of itself, so that no parentheses pile up. */
    static Expression<Boolean> join(Junction.Kind kind, Expression<?>[] conditions) {
        List<Expression<Boolean>> terms = new ArrayList<>(conditions.length);
        for (Expression<?> condition : conditions) {
            if (condition instanceof Junction junction && junction.kind() == kind) {
                terms.addAll(junction.terms());
            } else {
                terms.add(Operands.self(condition));
            }
        }
        return terms.size() == 1 ? terms.get(0) : new Junction(kind, terms);
    }
}
