package io.azoth.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import java.lang.reflect.Type;

/**
 * JSON by Jackson, which is on the class path of those who use this class: {@code json(Address.class, new
 * JacksonMapper(new ObjectMapper()))}.
 */
public final class JacksonMapper implements JsonMapper {
    private final ObjectMapper mapper;

    /**
     * Uses a mapper as it is set up.
     *
     * @param mapper the mapper; not to be changed afterwards
     */
    public JacksonMapper(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String write(Object value, Type type) {
        try {
            return mapper.writerFor(javaType(type)).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AzothException(
                    ErrorCode.VALUE_CONVERSION,
                    type.getTypeName() + " does not become JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    @Override
    public Object read(String json, Type type) {
        try {
            return mapper.readValue(json, javaType(type));
        } catch (JsonProcessingException e) {
            throw new AzothException(
                    ErrorCode.VALUE_CONVERSION,
                    "The JSON does not become " + type.getTypeName() + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    private JavaType javaType(Type type) {
        return mapper.constructType(type);
    }
}
