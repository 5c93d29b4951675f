package io.azoth.sql;

import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/** JSON documents: how they are taken apart and made; meant for static import of some and for {@code Json.text(...)}. */
public final class Json {
    private Json() {}

    /**
     * A part of a document, as JSON; NULL where there is none.
     *
     * @param document the document
     * @param steps keys (String) and positions from 0 (Integer)
     */
    public static Expression<String> get(Expression<String> document, Object... steps) {
        return new JsonPath<>(document, List.of(steps), false, SqlTypes.JSON);
    }

    /**
     * A part of a document that is text or a number, as plain text; NULL where there is none.
     *
     * @param document the document
     * @param steps keys (String) and positions from 0 (Integer)
     */
    public static Expression<String> text(Expression<String> document, Object... steps) {
        return new JsonPath<>(document, List.of(steps), true, SqlTypes.TEXT);
    }

    /** Whether a document has all that another one has, at the same places. */
    public static Expression<Boolean> contains(Expression<String> document, String part) {
        return Function.of("json_contains", SqlTypes.BOOLEAN, document, Bind.value("part", SqlTypes.JSON, part));
    }

    /** The number of elements of an array. */
    public static Function<Integer> arrayLength(Expression<String> array) {
        return Function.of("json_array_length", SqlTypes.INTEGER, array);
    }

    /**
     * The elements of an array as the rows of a table, text without quotes.
     *
     * @param array the array; a column of what stands before it in FROM too
     * @param name the name of the table
     * @param column the name of its column
     */
    public static TableFunction each(Expression<String> array, String name, String column) {
        return TableFunction.of(Function.of("json_each", SqlTypes.TEXT, array), name)
                .column(column, SqlTypes.TEXT);
    }

    /** An array of values. */
    public static Function<String> array(Expression<?>... values) {
        return Function.of("json_array", SqlTypes.JSON, values);
    }

    /** An object of one key more by {@link ObjectOf#with}. */
    public static ObjectOf object(String key, Expression<?> value) {
        return new ObjectOf(List.of()).with(key, value);
    }

    /** The values as one array; give the order with {@code orderBy}. */
    public static Function<String> arrayAgg(Expression<?> value) {
        return Function.of("json_array_agg", SqlTypes.JSON, value);
    }

    /** Keys and values as one object. */
    public static Function<String> objectAgg(Expression<String> key, Expression<?> value) {
        return Function.of("json_object_agg", SqlTypes.JSON, key, value);
    }

    /** An object in the making; {@link #json} gives it as an expression. Immutable. */
    public static final class ObjectOf {
        private final List<Expression<?>> keysAndValues;

        private ObjectOf(List<Expression<?>> keysAndValues) {
            this.keysAndValues = keysAndValues;
        }

        /** One key more. */
        public ObjectOf with(String key, Expression<?> value) {
            List<Expression<?>> all = new ArrayList<>(keysAndValues);
            all.add(Bind.value("key", SqlTypes.TEXT, key));
            all.add(value);
            return new ObjectOf(all);
        }

        /** The object as an expression. */
        public Function<String> json() {
            return new Function<>("json_object", keysAndValues, SqlTypes.JSON);
        }
    }
}
