package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;

/**
 * The frame of a window: {@code ROWS BETWEEN start AND end}.
 *
 * @param unit what the distances count
 * @param start where it begins
 * @param end where it ends
 * @param exclusion which rows it leaves out
 */
public record Frame(Unit unit, Bound start, Bound end, Exclusion exclusion) {
    static final Frame UP_TO_CURRENT = new Frame(
            Unit.RANGE, new Bound(Side.UNBOUNDED_PRECEDING, 0), new Bound(Side.CURRENT_ROW, 0), Exclusion.NO_OTHERS);

    public Frame {
        if (start.side == Side.UNBOUNDED_FOLLOWING || end.side == Side.UNBOUNDED_PRECEDING) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "A frame begins before it ends, not from " + start + " to " + end);
        }
    }

    /** What distances count. */
    public enum Unit {
        /** Rows. */
        ROWS,
        /** Values of what the window is ordered by. */
        RANGE,
        /** Groups of rows that are equal in what the window is ordered by. */
        GROUPS
    }

    /** Rows that a frame leaves out. */
    public enum Exclusion {
        /** None. */
        NO_OTHERS,
        /** The current row. */
        CURRENT_ROW,
        /** The current row and those that are equal to it in the order. */
        GROUP,
        /** Those that are equal to the current row in the order, but not itself. */
        TIES
    }

    /** Where a bound lies to the current row. */
    public enum Side {
        UNBOUNDED_PRECEDING("UNBOUNDED PRECEDING"),
        PRECEDING("PRECEDING"),
        CURRENT_ROW("CURRENT ROW"),
        FOLLOWING("FOLLOWING"),
        UNBOUNDED_FOLLOWING("UNBOUNDED FOLLOWING");

        private final String words;

        Side(String words) {
            this.words = words;
        }

        /** The words of SQL. */
        public String words() {
            return words;
        }

        /** Whether a distance stands before the words. */
        public boolean hasDistance() {
            return this == PRECEDING || this == FOLLOWING;
        }
    }

    /**
     * One end of a frame.
     *
     * @param side where it lies
     * @param distance how far, 0 where the side has no distance
     */
    public record Bound(Side side, long distance) {
        public Bound {
            if (distance < 0) {
                throw new DefinitionException(
                        ErrorCode.INVALID_STATEMENT, "The distance of a frame is 0 or more, not " + distance);
            }
        }

        @Override
        public String toString() {
            return side.hasDistance() ? distance + " " + side.words : side.words;
        }
    }
}
