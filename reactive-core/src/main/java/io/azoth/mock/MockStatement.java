package io.azoth.mock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was sent to a mock database.
 *
 * @param sql its text
 * @param parameters the values that were bound, in order; a value may be null
 */
public record MockStatement(String sql, List<@Nullable Object> parameters) {
    public MockStatement {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /** Text and values, for assertions: {@code DELETE FROM users WHERE users.user_id = $1 <- [7]}. */
    @Override
    public String toString() {
        return parameters.isEmpty() ? sql : sql + " <- " + Arrays.deepToString(parameters.toArray());
    }
}
