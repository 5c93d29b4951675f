package io.azoth.orm.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All fields of an object in one call: handles composed of those of the fields, which the JIT compiles as it would compile
 * code that names the fields. Costs a millisecond or two to make. Immutable, for any thread.
 */
final class FieldsAtOnce {
    private static final MethodType FILL = MethodType.methodType(void.class, Object.class, Object[].class);
    private static final MethodType TEST = MethodType.methodType(boolean.class, Object.class, Object[].class);
    private static final MethodHandle ELEMENT = MethodHandles.arrayElementGetter(Object[].class);
    private static final MethodHandle KEEP = ofAttribute("keep", Object.class, Object.class);
    private static final MethodHandle SAME = ofAttribute("same", boolean.class, Object.class, Object.class);

    private final MethodHandle fill;
    private final MethodHandle test;

    FieldsAtOnce(Attribute[] attributes) {
        List<MethodHandle> setters = new ArrayList<>();
        List<MethodHandle> tests = new ArrayList<>();
        for (Attribute attribute : attributes) {
            Property property = attribute.property();
            if (property != null) {
                MethodHandle value = MethodHandles.insertArguments(ELEMENT, 1, attribute.index());
                MethodHandle kept =
                        attribute.isArray() ? MethodHandles.filterReturnValue(value, KEEP.bindTo(attribute)) : value;
                setters.add(MethodHandles.filterArguments(property.setter(), 1, kept));
                tests.add(MethodHandles.filterArguments(SAME.bindTo(attribute), 0, property.getter(), value));
            }
        }
        this.fill = setters.isEmpty() ? MethodHandles.empty(FILL) : inTurn(setters);
        this.test = tests.isEmpty()
                ? MethodHandles.dropArguments(MethodHandles.constant(boolean.class, true), 0, TEST.parameterList())
                : every(tests);
    }

    private static MethodHandle ofAttribute(String name, Class<?> result, Class<?>... parameters) {
        try {
            return MethodHandles.lookup().findVirtual(Attribute.class, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** As a tree and not as a chain, so that many fields do not nest deeply. */
    private static MethodHandle inTurn(List<MethodHandle> steps) {
        int half = steps.size() / 2;
        return half == 0
                ? steps.get(0)
                : MethodHandles.foldArguments(
                        inTurn(steps.subList(half, steps.size())), inTurn(steps.subList(0, half)));
    }

    private static MethodHandle every(List<MethodHandle> tests) {
        int half = tests.size() / 2;
        return half == 0
                ? tests.get(0)
                : MethodHandles.guardWithTest(
                        every(tests.subList(0, half)),
                        every(tests.subList(half, tests.size())),
                        MethodHandles.empty(TEST));
    }

    /** Sets all fields to the values of a row; fails with whatever a handle throws. */
    void fill(Object object, @Nullable Object[] row) throws Throwable {
        fill.invokeExact(object, row);
    }

    /** Whether all fields hold the values of a row. */
    boolean hold(Object object, @Nullable Object[] row) throws Throwable {
        return (boolean) test.invokeExact(object, row);
    }
}
