package io.azoth.orm.mapping;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes one field of any visibility, through handles that are made once. Immutable, for any thread. */
public final class Property {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, Object.class);

    private final Field field;
    private final MethodHandle getter;
    private final @Nullable MethodHandle setter;

    private Property(Field field, MethodHandle getter, @Nullable MethodHandle setter) {
        this.field = field;
        this.getter = getter;
        this.setter = setter;
    }

    static Property readOnly(Field field) {
        return new Property(field, getter(field), null);
    }

    static Property of(Field field) {
        try {
            return new Property(
                    field, getter(field), lookup(field).unreflectSetter(field).asType(SETTER));
        } catch (IllegalAccessException e) {
            throw closed(field.getDeclaringClass(), e);
        }
    }

    private static MethodHandle getter(Field field) {
        try {
            return lookup(field).unreflectGetter(field).asType(GETTER);
        } catch (IllegalAccessException e) {
            throw closed(field.getDeclaringClass(), e);
        }
    }

    private static MethodHandles.Lookup lookup(Field field) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup());
    }

    static OrmException closed(Class<?> type, IllegalAccessException cause) {
        return new OrmException(
                ErrorCode.INVALID_MAPPING,
                "Class " + type.getName() + " does not let the mapper in; its module must open the package '"
                        + type.getPackageName() + "' to io.azoth.orm",
                cause);
    }

    /** The value of the field. */
    public @Nullable Object get(Object object) {
        try {
            return (Object) getter.invokeExact(object);
        } catch (Throwable e) {
            throw failed("read", e);
        }
    }

    /**
     * Sets the field.
     *
     * @throws OrmException if the value does not fit, as null into a primitive
     */
    public void set(Object object, @Nullable Object value) {
        MethodHandle to = setter;
        if (to == null || (value == null && isPrimitive())) {
            throw new OrmException(
                    ErrorCode.VALUE_CONVERSION,
                    this + " is " + field.getType().getSimpleName() + " and cannot hold NULL; declare it as "
                            + MethodType.methodType(field.getType())
                                    .wrap()
                                    .returnType()
                                    .getSimpleName());
        }
        try {
            to.invokeExact(object, value);
        } catch (Throwable e) {
            throw failed("set", e);
        }
    }

    MethodHandle getter() {
        return getter;
    }

    /** For a field that can be set. */
    MethodHandle setter() {
        return Objects.requireNonNull(setter);
    }

    private OrmException failed(String what, Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return new OrmException(
                ErrorCode.VALUE_CONVERSION, this + " could not be " + what + ": " + cause.getMessage(), cause);
    }

    /** The name of the field. */
    public String name() {
        return field.getName();
    }

    /** Whether it has a primitive type, and so no null. */
    public boolean isPrimitive() {
        return field.getType().isPrimitive();
    }

    /** Class and field, as {@code User.userName}. */
    @Override
    public String toString() {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }
}
