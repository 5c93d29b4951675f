package io.azoth.sql;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result: a tuple that is also addressed by name and by the expression that was selected.
 *
 * <p>It is detached from its connection, immutable, and may be kept.
 */
public final class Row {
    private final RowShape shape;
    private final @Nullable Object[] values;

    Row(RowShape shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** The value at a position from 0, or null. */
    public @Nullable Object get(int index) {
        return values[checked(index)];
    }

    /**
     * The value at a position, in the class that it is expected to have.
     *
     * @throws ResultException if it is of another class; numbers are converted where nothing is lost
     */
    public <T> @Nullable T get(int index, Class<T> type) {
        return Conversions.to(type, values[checked(index)], shape.column(index).name());
    }

    /**
     * The value of a name, or null; upper and lower case are alike.
     *
     * @throws ResultException if no column has the name, or two have
     */
    public @Nullable Object get(String name) {
        return values[shape.indexOf(name)];
    }

    /** The value of a name, in the class that it is expected to have. */
    public <T> @Nullable T get(String name, Class<T> type) {
        return Conversions.to(type, values[shape.indexOf(name)], name);
    }

    /**
     * The value of an expression that was selected, most often a column.
     *
     * @throws ResultException if it was not selected
     */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(Expression<T> expression) {
        return (T) values[shape.indexOf(expression)];
    }

    /** The value of an expression that was selected, empty for NULL: for use inside {@code map}, which takes no null. */
    public <T> Optional<T> find(Expression<T> expression) {
        return Optional.ofNullable(get(expression));
    }

    /**
     * The row as a Java record: each component takes the column of its name, {@code userName} that of {@code
     * user_name}.
     *
     * @throws ResultException if a component has no column, or its class does not fit
     */
    public <R> R as(Class<R> recordType) {
        return shape.recordReader(recordType).read(values);
    }

    /** Names and values in order; a name that stands there twice is an error. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            String name = shape.column(i).name();
            if (map.containsKey(name)) {
                throw new ResultException(
                        ErrorCode.AMBIGUOUS_COLUMN,
                        "The row has more than one column '" + name + "'; give one of them a label");
            }
            map.put(name, values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    /** The number of columns. */
    public int size() {
        return values.length;
    }

    /** The names of the columns in order. */
    public List<String> names() {
        return shape.names();
    }

    /** The values in order, unmodifiable; a value may be null. */
    public List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    /** What the columns are. */
    public RowShape shape() {
        return shape;
    }

    private int checked(int index) {
        if (index < 0 || index >= values.length) {
            throw new ResultException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "The row has " + values.length + " columns, from 0; there is none at " + index);
        }
        return index;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row that
                && Arrays.deepEquals(values, that.values)
                && shape.names().equals(that.shape.names());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    /** The row as a tuple: {@code (1, Mary, secure)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            text.append(i == 0 ? "" : ", ")
                    .append(value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value));
        }
        return text.append(')').toString();
    }
}
