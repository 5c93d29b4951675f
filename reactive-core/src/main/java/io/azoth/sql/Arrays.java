package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;

/** Arrays: how they are made, taken apart and compared; meant for static import. */
public final class Arrays {
    /** One element of an array, by its position from 1. */
    public static final String ELEMENT = ".element";

    private Arrays() {}

    /** An array of values of one type. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Function<T[]> array(Expression<T> first, Expression<? extends T>... others) {
        return Function.of("array", SqlTypes.array(first.type()), Numbers.all(first, others));
    }

    /**
     * One element, NULL where there is none at the position.
     *
     * @param array the array
     * @param position its position, from 1
     */
    @SuppressWarnings("unchecked")
    public static <T> Expression<T> at(Expression<T[]> array, int position) {
        return (Expression<T>)
                Function.of(ELEMENT, element(array), array, Bind.value("position", SqlTypes.INTEGER, position));
    }

    /** The number of elements. */
    public static Function<Integer> length(Expression<?> array) {
        return Function.of("cardinality", SqlTypes.INTEGER, array);
    }

    /** Whether an array has an element of this value. */
    @SuppressWarnings("unchecked")
    public static <T> Expression<Boolean> contains(Expression<T[]> array, T value) {
        SqlType<T> type = (SqlType<T>) element(array);
        return Binary.condition(Bind.value("element", type, value), Operator.EQ, Sql.any(array));
    }

    /**
     * The elements as the rows of a table.
     *
     * @param array the array
     * @param name the name of the table
     * @param column the name of its column
     */
    public static TableFunction unnest(Expression<?> array, String name, String column) {
        SqlType<?> element = element(array);
        return TableFunction.of(Function.of("unnest", element, array), name).column(column, element);
    }

    /** The type of an array's elements. */
    static SqlType<?> element(Expression<?> array) {
        SqlType<?> element = array.type().shape().element();
        if (element == null) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE, array + " is " + array.type() + " and no array; give an array");
        }
        return element;
    }
}
