package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads rows of one shape into a record class; reflection happens once, when it is made. */
final class RecordReader<R> {
    private final Class<R> type;
    private final MethodHandle constructor;
    private final int[] positions;
    private final Class<?>[] classes;
    private final String[] names;
    private final boolean[] primitive;

    private RecordReader(Class<R> type, MethodHandle constructor, int[] positions, RecordComponent[] components) {
        this.type = type;
        this.constructor = constructor;
        this.positions = positions;
        this.classes = new Class<?>[components.length];
        this.names = new String[components.length];
        this.primitive = new boolean[components.length];
        for (int i = 0; i < components.length; i++) {
            classes[i] = MethodType.methodType(components[i].getType()).wrap().returnType();
            names[i] = components[i].getName();
            primitive[i] = components[i].getType().isPrimitive();
        }
    }

    static <R> RecordReader<R> of(Class<R> type, RowShape shape) {
        if (!type.isRecord()) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE, "Rows are read as records, and " + type.getName() + " is not a record");
        }
        RecordComponent[] components = type.getRecordComponents();
        int[] positions = new int[components.length];
        for (int i = 0; i < components.length; i++) {
            positions[i] = position(type, components[i].getName(), shape);
        }
        return new RecordReader<>(type, constructor(type, components), positions, components);
    }

    private static int position(Class<?> type, String component, RowShape shape) {
        int found = -1;
        for (int i = 0; i < shape.size(); i++) {
            if (plain(shape.column(i).name()).equals(plain(component))) {
                if (found >= 0) {
                    throw new ResultException(
                            ErrorCode.AMBIGUOUS_COLUMN,
                            "Two columns fit component '" + component + "' of record " + type.getSimpleName()
                                    + "; give one of them a label");
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new ResultException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "No column fits component '" + component + "' of record " + type.getSimpleName() + "; the row has "
                            + shape.names());
        }
        return found;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            Class<?>[] classes =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(classes);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asFixedArity()
                    .asType(MethodType.genericMethodType(components.length))
                    .asSpreader(Object[].class, components.length);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    "The constructor of record " + type.getName() + " cannot be reached; open its package",
                    e);
        }
    }

    Class<R> type() {
        return type;
    }

    @SuppressWarnings("unchecked")
    R read(@Nullable Object[] values) {
        @Nullable Object[] arguments = new Object[positions.length];
        for (int i = 0; i < positions.length; i++) {
            Object value = values[positions[i]];
            if (value == null && primitive[i]) {
                throw new ResultException(
                        ErrorCode.VALUE_CONVERSION,
                        "Component '" + names[i] + "' of record " + type.getSimpleName()
                                + " is primitive and its column is NULL; make it " + classes[i].getSimpleName());
            }
            arguments[i] = classes[i].isInstance(value) ? value : Conversions.to(classes[i], value, names[i]);
        }
        try {
            return (R) constructor.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ResultException(
                    ErrorCode.VALUE_CONVERSION, "The constructor of record " + type.getName() + " failed", e);
        }
    }
}
