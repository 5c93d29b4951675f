package io.azoth.type;

import java.lang.reflect.Type;

/**
 * Between objects and JSON: how {@link SqlTypes#json} columns are mapped. Any thread may call it, several at a time.
 *
 * @see JacksonMapper
 */
public interface JsonMapper {
    /**
     * The JSON of an object.
     *
     * @param value the object, never null
     * @param type its type, which knows type arguments that its class does not
     */
    String write(Object value, Type type);

    /**
     * The object of a JSON document.
     *
     * @param json the document, never null
     * @param type what to make of it
     */
    Object read(String json, Type type);
}
