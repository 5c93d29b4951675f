package io.azoth.orm.mapping;

import io.azoth.schema.Column;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column of a mapped table, and the field that holds it. A foreign key column may have no field: then the session
 * keeps its value.
 *
 * <p>Immutable, for any thread.
 */
public final class Attribute {
    private final String name;
    private final Column<?> column;
    private final int index;
    private final @Nullable Property property;
    private final boolean array;

    Attribute(Column<?> column, int index, @Nullable Property property) {
        this.name = property == null ? column.name() : property.name();
        this.column = column;
        this.index = index;
        this.property = property;
        this.array = column.type().javaType().isArray();
    }

    /** The name of the field, or of the column where there is no field. */
    public String name() {
        return name;
    }

    /** The column. */
    public Column<?> column() {
        return column;
    }

    /** Its position among the attributes, and in a row. */
    public int index() {
        return index;
    }

    /** Whether a field holds it. */
    public boolean hasField() {
        return property != null;
    }

    @Nullable
    Property property() {
        return property;
    }

    boolean isArray() {
        return array;
    }

    /** The value of the field of an object; null where there is no field. */
    public @Nullable Object read(Object object) {
        return property == null ? null : property.get(object);
    }

    /** Sets the field of an object, where there is one. */
    public void write(Object object, @Nullable Object value) {
        if (property != null) {
            property.set(object, value);
        }
    }

    /** Clears the field of an object: null, or 0 where it is primitive. */
    public void clear(Object object) {
        if (property != null) {
            property.set(object, property.isPrimitive() ? zero() : null);
        }
    }

    private @Nullable Object zero() {
        Class<?> type = column.type().javaType();
        if (type == Short.class) {
            return (short) 0;
        }
        return type == Long.class ? (Object) 0L : (Object) 0;
    }

    /** Whether a value of a key stands for "none yet": null, or the 0 of a primitive field. */
    public boolean isUnset(@Nullable Object value) {
        return value == null
                || (property != null
                        && property.isPrimitive()
                        && value instanceof Number number
                        && number.longValue() == 0);
    }

    /** Whether two values are the same for the database. */
    public boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        return array ? Arrays.deepEquals(new Object[] {a}, new Object[] {b}) : a.equals(b);
    }

    /** A value to be kept, which later changes of the field's content do not reach. */
    public @Nullable Object keep(@Nullable Object value) {
        return array ? copy(value) : value;
    }

    private static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        } else if (value instanceof Object[] objects) {
            @Nullable Object[] copied = objects.clone();
            for (int i = 0; i < copied.length; i++) {
                copied[i] = copy(copied[i]);
            }
            return copied;
        }
        return value;
    }

    @Override
    public String toString() {
        return name;
    }
}
