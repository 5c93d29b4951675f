package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;

/** Arrays: how they are made, taken apart and compared; meant for static import. */
public final class Arrays {
    private Arrays() {}

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
