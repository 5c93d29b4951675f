package io.azoth.sql;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result, shared by its rows: names, types, and the expressions that they came from.
 *
 * <p>Immutable but for its look-up tables, which are made when they are first needed; any thread may use it.
 */
public final class RowShape {
    /** The shape of a statement that gives no rows. */
    public static final RowShape EMPTY = new RowShape(List.of());

    /** The shape of rows whose columns only the database knows, as of text; the result brings its own. */
    public static final RowShape UNKNOWN = new RowShape(List.of());

    private static final int AMBIGUOUS = -1;

    /** Among so many columns, comparing references finds the very expression sooner than a hash table does. */
    private static final int FEW = 12;

    private final List<ResultColumn> columns;
    private final int few;
    private volatile @Nullable Map<String, Integer> byName;
    private volatile @Nullable Map<Object, Integer> byExpression;
    private volatile @Nullable RecordReader<?> recordReader;

    public RowShape(List<ResultColumn> columns) {
        this.columns = List.copyOf(columns);
        this.few = Math.min(FEW, columns.size());
    }

    /** The number of columns. */
    public int size() {
        return columns.size();
    }

    /** A column by position, from 0. */
    public ResultColumn column(int index) {
        return columns.get(index);
    }

    /** All columns in order. */
    public List<ResultColumn> columns() {
        return columns;
    }

    /** The names in order; a name may stand there twice. */
    public List<String> names() {
        List<String> names = new ArrayList<>(columns.size());
        columns.forEach(column -> names.add(column.name()));
        return names;
    }

    /** Wraps values that were read in this shape; the array is handed over, not copied. */
    public Row row(@Nullable Object[] values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        return new Row(this, values);
    }

    /**
     * The position of a name, upper and lower case alike.
     *
     * @throws ResultException if no column has it, or two have
     */
    int indexOf(String name) {
        Map<String, Integer> index = byName;
        if (index == null) {
            index = indexNames();
            byName = index;
        }
        Integer found = index.get(name.toLowerCase(Locale.ROOT));
        if (found == null) {
            throw new ResultException(
                    ErrorCode.UNKNOWN_COLUMN, "The row has no column '" + name + "'; it has " + names());
        }
        if (found == AMBIGUOUS) {
            throw new ResultException(
                    ErrorCode.AMBIGUOUS_COLUMN,
                    "The row has more than one column '" + name + "'; ask by Column, by position, or give one a label");
        }
        return found;
    }

    /**
     * The position of an expression that was selected.
     *
     * @throws ResultException if it was not selected
     */
    int indexOf(Expression<?> expression) {
        for (int i = 0; i < few; i++) {
            if (columns.get(i).expression() == expression) {
                return i;
            }
        }
        return indexOfEqual(expression);
    }

    private int indexOfEqual(Expression<?> expression) {
        Map<Object, Integer> index = byExpression;
        if (index == null) {
            index = indexExpressions();
            byExpression = index;
        }
        Integer found = index.get(expression);
        if (found == null && expression instanceof ColumnExpression<?> column) {
            found = sameNameAndSource(column);
        }
        if (found == null) {
            throw new ResultException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "The row has no column for " + expression + "; it was not selected, it has " + names());
        }
        return found;
    }

    <R> RecordReader<R> recordReader(Class<R> type) {
        RecordReader<?> reader = recordReader;
        if (reader == null || reader.type() != type) {
            reader = RecordReader.of(type, this);
            recordReader = reader;
        }
        @SuppressWarnings("unchecked")
        RecordReader<R> typed = (RecordReader<R>) reader;
        return typed;
    }

    private @Nullable Integer sameNameAndSource(ColumnExpression<?> wanted) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).expression() instanceof ColumnExpression<?> column
                    && column.name().equals(wanted.name())
                    && column.source() == wanted.source()) {
                return i;
            }
        }
        return null;
    }

    private Map<String, Integer> indexNames() {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            index.merge(columns.get(i).name().toLowerCase(Locale.ROOT), i, (a, b) -> AMBIGUOUS);
        }
        return index;
    }

    private Map<Object, Integer> indexExpressions() {
        Map<Object, Integer> index = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Expression<?> expression = columns.get(i).expression();
            if (expression != null) {
                index.putIfAbsent(expression, i);
            }
        }
        return index;
    }

    @Override
    public String toString() {
        return columns.toString();
    }

    /**
     * One column of a result.
     *
     * @param name the name or label
     * @param type its type; {@link io.azoth.type.SqlTypes#ANY} where only the database knows
     * @param expression what was selected, null where it is not known (text, generated keys by name)
     */
    public record ResultColumn(
            String name, SqlType<?> type, @Nullable Expression<?> expression) {
        @Override
        public String toString() {
            return name + " " + type;
        }
    }
}
