package io.azoth.compile;

/** How a target writes the place of a bound value. */
public interface BindMarkers {
    /** {@code ?} */
    BindMarkers QUESTION_MARK = (text, position, name) -> text.append('?');

    /** {@code $1}, {@code $2} */
    BindMarkers DOLLAR_NUMBER = (text, position, name) -> text.append('$').append(position);

    /**
     * Appends the marker.
     *
     * @param text where to
     * @param position the position of the value among all binds, from 1
     * @param name the name of the parameter
     */
    void append(StringBuilder text, int position, String name);
}
