package io.azoth.compile;

/** How a target writes the place of a bound value. */
public interface BindMarkers {
    /** {@code ?} */
    BindMarkers QUESTION_MARK = (text, position, name) -> text.append('?');

    /** {@code $1}, {@code $2} */
    BindMarkers DOLLAR_NUMBER = new BindMarkers() {
        @Override
        public void append(StringBuilder text, int position, String name) {
            text.append('$').append(position);
        }

        @Override
        public boolean areNumbered() {
            return true;
        }
    };

    /**
     * Appends the marker.
     *
     * @param text where to
     * @param position the position of the value among all binds, from 1
     * @param name the name of the parameter
     */
    void append(StringBuilder text, int position, String name);

    /** Whether the same marker at two places is the same value. */
    default boolean areNumbered() {
        return false;
    }
}
