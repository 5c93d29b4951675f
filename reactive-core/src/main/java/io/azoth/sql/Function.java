package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import java.util.List;

/**
 * A call of a function. Functions are data: a new one needs no new class.
 *
 * @param name the function's name; letters, digits, underscores and dots
 * @param arguments the arguments in order
 * @param type the type of its result
 */
public record Function<T>(String name, List<Expression<?>> arguments, SqlType<T> type) implements Expression<T> {
    public Function {
        arguments = List.copyOf(arguments);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(Character.isLetterOrDigit(c) || c == 95 || c == 46)) {
                throw new DefinitionException(
                        ErrorCode.INVALID_NAME,
                        "A function is named by letters, digits, underscores and dots, not \"" + name + "\"");
            }
        }
        if (name.isEmpty()) {
            throw new DefinitionException(ErrorCode.INVALID_NAME, "The name of a function is empty");
        }
    }

    @Override
    public List<? extends ClauseElement> children() {
        return arguments;
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.function(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
