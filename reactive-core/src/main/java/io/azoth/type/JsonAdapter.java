package io.azoth.type;

/**
 * Objects as JSON documents.
 *
 * @param javaType the class that the program sees
 * @param mapper who maps them
 */
record JsonAdapter<J>(Class<J> javaType, JsonMapper mapper) implements TypeAdapter<J, String> {
    @Override
    public String toStored(J value) {
        return mapper.write(value, javaType);
    }

    @Override
    public J fromStored(String stored) {
        return javaType.cast(mapper.read(stored, javaType));
    }
}
