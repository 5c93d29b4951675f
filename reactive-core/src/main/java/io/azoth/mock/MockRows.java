package io.azoth.mock;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows as the answer of a mock database. Immutable. */
public final class MockRows implements MockAnswer {
    private final List<String> names;
    private final List<List<@Nullable Object>> values;

    MockRows(List<String> names, List<List<@Nullable Object>> values) {
        this.names = names;
        this.values = values;
    }

    /**
     * The same with one row more.
     *
     * @param row a value for each column, of the Java class of its type, or null
     * @throws DefinitionException if there are more or fewer values than columns
     */
    public MockRows row(@Nullable Object... row) {
        if (row == null) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "A row is null; write row((Object) null) for a row of one NULL");
        }
        if (row.length != names.size()) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT,
                    "The rows have the columns " + names + ", and " + row.length + " values were given");
        }
        List<List<@Nullable Object>> more = new ArrayList<>(values);
        more.add(Collections.unmodifiableList(Arrays.asList(row.clone())));
        return new MockRows(names, Collections.unmodifiableList(more));
    }

    MockRows where(Predicate<List<@Nullable Object>> condition) {
        return new MockRows(names, values.stream().filter(condition).toList());
    }

    List<String> names() {
        return names;
    }

    List<List<@Nullable Object>> values() {
        return values;
    }
}
