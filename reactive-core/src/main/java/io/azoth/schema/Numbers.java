package io.azoth.schema;

import io.azoth.type.SqlType;
import java.math.BigDecimal;

/** Numbers as the columns that they are defaults of store them. */
final class Numbers {
    private Numbers() {}

    /**
     * The same number in the class of a type.
     *
     * @throws io.azoth.error.DefinitionException if the type stores no numbers, or not this one
     */
    static Object to(SqlType<?> type, Number number, String where) {
        BigDecimal exact = new BigDecimal(number.toString());
        try {
            return switch (type.kind()) {
                case SMALLINT -> exact.shortValueExact();
                case INTEGER -> exact.intValueExact();
                case BIGINT -> exact.longValueExact();
                case REAL -> exact.floatValue();
                case DOUBLE -> exact.doubleValue();
                case DECIMAL -> exact;
                default -> checked(type, number, where);
            };
        } catch (ArithmeticException e) {
            return checked(type, number, where);
        }
    }

    private static Number checked(SqlType<?> type, Number number, String where) {
        type.check(number, where);
        return number;
    }
}
