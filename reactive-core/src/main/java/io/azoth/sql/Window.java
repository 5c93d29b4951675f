package io.azoth.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a window function sees: {@code Windows.partitionBy(x).orderBy(y).rows(preceding(1), currentRow())}.
 *
 * @param base the name of a window of the query's WINDOW clause that this one refines, or null
 * @param partitionBy rows that agree in these are seen together
 * @param orderBy the order among them
 * @param frame which of them, or null for the database's rule
 */
public record Window(
        @Nullable String base,
        List<Expression<?>> partitionBy,
        List<OrderTerm> orderBy,
        @Nullable Frame frame) {
    public Window {
        partitionBy = List.copyOf(partitionBy);
        orderBy = List.copyOf(orderBy);
    }

    static final Window ALL = new Window(null, List.of(), List.of(), null);

    /** The window of this name in the WINDOW clause of the query. */
    public static Window named(String name) {
        return new Window(name, List.of(), List.of(), null);
    }

    /** PARTITION BY; expressions given before stay in front. */
    public Window partitionBy(Expression<?>... expressions) {
        List<Expression<?>> all = new ArrayList<>(partitionBy);
        all.addAll(Arrays.asList(expressions));
        return new Window(base, all, orderBy, frame);
    }

    /** ORDER BY; terms given before stay in front. */
    public Window orderBy(SortKey... keys) {
        List<OrderTerm> all = new ArrayList<>(orderBy);
        all.addAll(OrderTerm.of(keys));
        return new Window(base, partitionBy, all, frame);
    }

    /** A frame of so many rows. */
    public Window rows(Frame.Bound start, Frame.Bound end) {
        return with(new Frame(Frame.Unit.ROWS, start, end, Frame.Exclusion.NO_OTHERS));
    }

    /** A frame of values at a distance, in the unit of the one ORDER BY term. */
    public Window range(Frame.Bound start, Frame.Bound end) {
        return with(new Frame(Frame.Unit.RANGE, start, end, Frame.Exclusion.NO_OTHERS));
    }

    /** A frame of so many groups of rows that are equal in ORDER BY. */
    public Window groups(Frame.Bound start, Frame.Bound end) {
        return with(new Frame(Frame.Unit.GROUPS, start, end, Frame.Exclusion.NO_OTHERS));
    }

    /** Rows that the frame leaves out; without a frame, of the one up to the current row. */
    public Window exclude(Frame.Exclusion exclusion) {
        Frame of = frame != null ? frame : Frame.UP_TO_CURRENT;
        return with(new Frame(of.unit(), of.start(), of.end(), exclusion));
    }

    /** Whether it is the named window and nothing else. */
    public boolean isNameOnly() {
        return base != null && partitionBy.isEmpty() && orderBy.isEmpty() && frame == null;
    }

    private Window with(Frame changed) {
        return new Window(base, partitionBy, orderBy, changed);
    }

    List<ClauseElement> with(ClauseElement function) {
        List<ClauseElement> children = new ArrayList<>();
        children.add(function);
        addTo(children);
        return children;
    }

    void addTo(List<ClauseElement> children) {
        children.addAll(partitionBy);
        Mapped.addTerms(children, orderBy);
    }

    /** The same with its parts mapped. */
    public Window map(UnaryOperator<ClauseElement> f) {
        return new Window(base, Mapped.all(f, partitionBy), Mapped.terms(f, orderBy), frame);
    }
}
