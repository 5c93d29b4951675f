package io.azoth.engine;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that has ended.
 *
 * @param sql the text that was sent
 * @param parameters the values that were bound, in order; they may be secrets
 * @param rows how many rows it gave, or changed
 * @param time from sending it to its last reply
 * @param error why it failed, null where it did not
 */
public record StatementEvent(
        String sql,
        List<@Nullable Object> parameters,
        long rows,
        Duration time,
        @Nullable Throwable error) {
    /** Leaves the values out: they may be secrets. */
    @Override
    public String toString() {
        return "StatementEvent[" + sql + ", " + parameters.size() + " parameters, " + rows + " rows, " + time
                + (error == null ? "]" : ", " + error + "]");
    }
}
