package io.azoth.jdbc;

import io.r2dbc.spi.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The parameter values that a statement collects, one row per {@code add()}. Not thread-safe. */
final class Bindings {

    /** Stands for a parameter without a value, since null is a value. */
    private static final Object UNBOUND = new Object();

    private final Database database;
    private final Script script;
    private final List<@Nullable Object[]> finished = new ArrayList<>();
    private @Nullable Object[] current;
    private boolean touched;

    Bindings(Database database, Script script) {
        this.database = database;
        this.script = script;
        this.current = empty();
    }

    void bind(int index, Object value) {
        checkIndex(index);
        if (value == null) {
            throw new IllegalArgumentException("A value is null: use bindNull");
        }
        set(index, value instanceof Parameter parameter ? unwrap(parameter) : database.encode(value));
    }

    private @Nullable Object unwrap(Parameter parameter) {
        if (parameter instanceof Parameter.Out) {
            throw new IllegalArgumentException(database.name() + " has no stored procedures, so no out parameters");
        }
        Object value = parameter.getValue();
        return value == null ? null : database.encode(value);
    }

    void bindNull(int index, Class<?> type) {
        checkIndex(index);
        if (type == null) {
            throw new IllegalArgumentException("The type of a null is null");
        }
        set(index, null);
    }

    int index(String name) {
        if (name == null) {
            throw new IllegalArgumentException("The name of a parameter is null");
        }
        Integer index = script.names().get(name);
        if (index == null) {
            throw new NoSuchElementException("No parameter is named '" + name + "' in '" + script.sql() + "'");
        }
        return index;
    }

    private void checkIndex(int index) {
        if (index < 0 || index >= script.parameterCount()) {
            throw new IndexOutOfBoundsException("Parameter index " + index + " is out of range: '" + script.sql()
                    + "' has " + script.parameterCount() + " parameters");
        }
    }

    private void set(int index, @Nullable Object value) {
        current[index] = value;
        touched = true;
    }

    void add() {
        requireComplete();
        finished.add(current);
        current = empty();
        touched = false;
    }

    /** Returns every row of values, and leaves them in place so that a statement can be executed again. */
    List<@Nullable Object[]> complete() {
        if (!finished.isEmpty() && !touched) {
            throw new IllegalStateException(
                    "A row of values was added and no value bound after it: " + "the last row takes no add()");
        }
        requireComplete();
        List<@Nullable Object[]> all = new ArrayList<>(finished);
        all.add(current.clone());
        return all;
    }

    private void requireComplete() {
        for (int i = 0; i < current.length; i++) {
            if (current[i] == UNBOUND && script.used().get(i)) {
                throw new IllegalStateException(
                        "Parameter " + i + " of '" + script.sql() + "' has no value: bind it before it is executed");
            }
        }
    }

    private @Nullable Object[] empty() {
        @Nullable Object[] row = new Object[script.parameterCount()];
        for (int i = 0; i < row.length; i++) {
            row[i] = script.used().get(i) ? UNBOUND : null;
        }
        return row;
    }
}
