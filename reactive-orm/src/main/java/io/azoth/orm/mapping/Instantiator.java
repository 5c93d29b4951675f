package io.azoth.orm.mapping;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes objects of a mapped class: by its constructor without parameters, of any visibility, or by a factory. */
final class Instantiator {
    private final Class<?> type;
    private final @Nullable MethodHandle constructor;
    private final @Nullable Supplier<?> factory;

    private Instantiator(Class<?> type, @Nullable MethodHandle constructor, @Nullable Supplier<?> factory) {
        this.type = type;
        this.constructor = constructor;
        this.factory = factory;
    }

    static Instantiator of(Class<?> type, @Nullable Supplier<?> factory) {
        return factory != null
                ? new Instantiator(type, null, factory)
                : new Instantiator(type, constructor(type), null);
    }

    private static MethodHandle constructor(Class<?> type) {
        try {
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new NoSuchMethodException(type.getName() + " is abstract");
            }
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
        } catch (NoSuchMethodException e) {
            throw new OrmException(
                    ErrorCode.INVALID_MAPPING,
                    "Class " + type.getSimpleName() + " has no constructor without parameters; add one, of any "
                            + "visibility, or map it with a factory(..)",
                    e);
        } catch (IllegalAccessException e) {
            throw Property.closed(type, e);
        }
    }

    Object make() {
        Object made = null;
        try {
            made = constructor != null
                    ? (Object) constructor.invokeExact()
                    : java.util.Objects.requireNonNull(factory).get();
        } catch (Throwable e) {
            if (e instanceof Error error) {
                throw error;
            }
            throw new OrmException(
                    ErrorCode.INVALID_MAPPING, "Class " + type.getSimpleName() + " could not be made: " + e, e);
        }
        if (made == null || made.getClass() != type) {
            throw new OrmException(
                    ErrorCode.INVALID_MAPPING,
                    "The factory of " + type.getSimpleName() + " made "
                            + (made == null ? "null" : made.getClass().getName()));
        }
        return made;
    }
}
