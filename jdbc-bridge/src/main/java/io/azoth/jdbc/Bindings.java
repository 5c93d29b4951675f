package io.azoth.jdbc;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
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
    private final @Nullable Object[] unbound;
    private final int slots;
    private @Nullable Object[] current;
    private int missing;
    private boolean touched;
    private boolean streams;

    Bindings(Database database, Script script) {
        this.database = database;
        this.script = script;
        this.unbound = new Object[script.parameterCount()];
        int used = 0;
        for (int i = 0; i < unbound.length; i++) {
            if (script.used().get(i)) {
                unbound[i] = UNBOUND;
                used++;
            }
        }
        this.slots = used;
        this.missing = used;
        this.current = unbound.clone();
    }

    void bind(int index, Object value) {
        checkIndex(index);
        if (value == null) {
            throw new IllegalArgumentException("A value is null: use bindNull");
        }
        Class<?> type = value.getClass();
        if (type == String.class || type == Integer.class || type == Long.class) {
            set(index, database.encode(value)); // most values; asking them for interfaces costs more than binding them
        } else {
            bindOther(index, value);
        }
    }

    private void bindOther(int index, Object value) {
        Object encoded = value instanceof Parameter parameter ? unwrap(parameter) : database.encode(value);
        streams |= encoded instanceof Blob || encoded instanceof Clob;
        set(index, encoded);
    }

    /** Returns whether some value is a stream that must be read before it can be bound. */
    boolean streams() {
        return streams;
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
        if (current[index] == UNBOUND) {
            missing--;
        }
        current[index] = value;
        touched = true;
    }

    void add() {
        requireComplete();
        finished.add(current);
        current = unbound.clone();
        missing = slots;
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
        if (missing == 0) {
            return;
        }
        for (int i = 0; i < current.length; i++) {
            if (current[i] == UNBOUND) {
                throw new IllegalStateException(
                        "Parameter " + i + " of '" + script.sql() + "' has no value: bind it before it is executed");
            }
        }
    }
}
