package io.azoth.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that has ended.
 *
 * @param sql the text that was sent, the comment with its tags included
 * @param parameters the values that were bound, in order; they may be secrets
 * @param rows how many rows it gave, or changed, before it ended
 * @param time from sending it to its last reply
 * @param outcome how it ended
 * @param error why it failed, null where it did not
 * @param tags the tags that it carried
 */
public record StatementEvent(
        String sql,
        List<@Nullable Object> parameters,
        long rows,
        Duration time,
        StatementOutcome outcome,
        @Nullable Throwable error,
        Map<String, String> tags) {
    /** Leaves the values out: they may be secrets. */
    @Override
    public String toString() {
        return "StatementEvent[" + sql + ", " + parameters.size() + " parameters, " + rows + " rows, " + time + ", "
                + outcome + (error == null ? "]" : ", " + error + "]");
    }
}
