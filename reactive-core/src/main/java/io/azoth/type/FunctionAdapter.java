package io.azoth.type;

import java.util.function.Function;

/**
 * A conversion by two functions.
 *
 * @param javaType the class that the program sees
 * @param to to what is stored
 * @param from back from it
 */
record FunctionAdapter<J, S>(Class<J> javaType, Function<J, S> to, Function<S, J> from) implements TypeAdapter<J, S> {
    @Override
    public S toStored(J value) {
        return to.apply(value);
    }

    @Override
    public J fromStored(S stored) {
        return from.apply(stored);
    }
}
