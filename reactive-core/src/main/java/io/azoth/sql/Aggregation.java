package io.azoth.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether a function is an aggregate, which sees the rows of a group, and what it then takes beside its arguments.
 *
 * @param overRows whether it is one; with any of the others it always is
 * @param distinct each value once
 * @param orderBy the order in which the values are taken
 * @param withinGroup the order that the function itself is about, as of a percentile
 * @param filter which rows are taken, or null for all
 */
public record Aggregation(
        boolean overRows,
        boolean distinct,
        List<OrderTerm> orderBy,
        List<OrderTerm> withinGroup,
        @Nullable Expression<Boolean> filter) {
    /** Of a function that sees the values of one row. */
    public static final Aggregation NONE = new Aggregation(false, false, List.of(), List.of(), null);

    /** Of an aggregate that takes nothing besides. */
    public static final Aggregation PLAIN = new Aggregation(true, false, List.of(), List.of(), null);

    public Aggregation {
        overRows |= distinct || filter != null || !orderBy.isEmpty() || !withinGroup.isEmpty();
        orderBy = List.copyOf(orderBy);
        withinGroup = List.copyOf(withinGroup);
    }

    /** Whether there is nothing besides the arguments. */
    public boolean isPlain() {
        return !distinct && filter == null && orderBy.isEmpty() && withinGroup.isEmpty();
    }

    void addTo(List<ClauseElement> children) {
        Mapped.addTerms(children, orderBy);
        Mapped.addTerms(children, withinGroup);
        Mapped.add(children, filter);
    }

    Aggregation map(UnaryOperator<ClauseElement> f) {
        return isPlain()
                ? this
                : new Aggregation(
                        true,
                        distinct,
                        Mapped.terms(f, orderBy),
                        Mapped.terms(f, withinGroup),
                        Mapped.maybe(f, filter));
    }

    List<ClauseElement> with(List<? extends ClauseElement> arguments) {
        List<ClauseElement> children = new ArrayList<>(arguments);
        addTo(children);
        return children;
    }
}
