package io.azoth.type;

/**
 * A user's conversion around a base type: what the program sees, and what the database stores.
 *
 * @param <J> the class that the program sees
 * @param <S> the class that the base type stores
 */
public interface TypeAdapter<J, S> {
    /** The class that the program sees. */
    Class<J> javaType();

    /** The value to store; never called for null. */
    S toStored(J value);

    /** The value that the program sees; never called for null. */
    J fromStored(S stored);
}
