package io.azoth.schema;

import io.azoth.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that is not in a table yet.
 *
 * @param name its name, unquoted
 * @param type its type
 * @param options what it has besides
 * @param <T> the Java class of its values
 */
public record ColumnSpec<T>(String name, SqlType<T> type, List<ColumnOption> options) {
    public ColumnSpec {
        options = List.copyOf(options);
    }

    boolean has(Class<? extends ColumnOption> option) {
        return options.stream().anyMatch(option::isInstance);
    }

    @Nullable
    Reference reference() {
        return options.stream()
                .filter(ColumnOption.ForeignKey.class::isInstance)
                .map(option -> ((ColumnOption.ForeignKey) option).reference())
                .findFirst()
                .orElse(null);
    }
}
