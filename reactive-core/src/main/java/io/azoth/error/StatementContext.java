package io.azoth.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement that an error belongs to.
 *
 * @param sql the SQL text that was sent
 * @param dialect the name of the dialect that it was compiled for
 * @param parameters the bind values in order; carried for programs, kept out of messages
 */
public record StatementContext(String sql, String dialect, List<@Nullable Object> parameters) {
    private static final int SHOWN = 2_000;

    String describe() {
        String shown = sql.length() <= SHOWN ? sql : sql.substring(0, SHOWN) + "… (" + sql.length() + " characters)";
        return "\n  statement: " + shown + "\n  dialect: " + dialect;
    }

    /** Leaves the values out: they may be secrets. */
    @Override
    public String toString() {
        return "StatementContext[" + sql + ", " + dialect + ", " + parameters.size() + " parameters]";
    }
}
