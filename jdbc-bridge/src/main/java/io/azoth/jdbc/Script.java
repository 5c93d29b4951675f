package io.azoth.jdbc;

import java.util.List;
import java.util.Map;

/**
 * A parsed SQL text: one or several statements that share their parameters.
 *
 * @param sql the text as the caller wrote it
 * @param commands its statements in order; empty for a text of nothing but comments
 * @param used for each parameter slot whether a statement uses it
 * @param names the slot of each parameter that has a name, under every spelling that a caller may bind it by
 */
public record Script(String sql, List<Command> commands, List<Boolean> used, Map<String, Integer> names) {

    /** Returns how many parameter slots there are. */
    public int parameterCount() {
        return used.size();
    }
}
