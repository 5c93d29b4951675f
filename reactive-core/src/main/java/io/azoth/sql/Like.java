package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;

/**
 * {@code operand LIKE pattern}.
 *
 * @param operand the text
 * @param pattern the pattern
 * @param escapes whether {@link #ESCAPE} in the pattern takes the meaning from the wildcard behind it
 * @param negated NOT LIKE
 */
public record Like(Expression<?> operand, Expression<String> pattern, boolean escapes, boolean negated)
        implements Expression<Boolean> {
    /** No backslash: some databases and settings give that one a meaning of its own. */
    public static final char ESCAPE = '!';

    static Like pattern(Expression<?> operand, String pattern, boolean negated) {
        return new Like(operand, Bind.value("pattern", SqlTypes.TEXT, pattern), false, negated);
    }

    static Like escaped(Expression<?> operand, String before, String text, String behind) {
        StringBuilder pattern = new StringBuilder(text.length() + 8).append(before);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '_' || c == ESCAPE) {
                pattern.append(ESCAPE);
            }
            pattern.append(c);
        }
        String whole = pattern.append(behind).toString();
        return new Like(operand, Bind.value("pattern", SqlTypes.TEXT, whole), true, false);
    }

    @Override
    public SqlType<Boolean> type() {
        return SqlTypes.BOOLEAN;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return List.of(operand, pattern);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.like(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
