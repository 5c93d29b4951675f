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
public record ColumnSpec<T>(String name, SqlType<T> type, List<ColumnOption> options) implements TablePart {
    public ColumnSpec {
        options = List.copyOf(options);
    }

    boolean has(Class<? extends ColumnOption> option) {
        return find(option) != null;
    }

    /** The option of a kind, or null where it has none. */
    <O extends ColumnOption> @Nullable O find(Class<O> option) {
        return options.stream()
                .filter(option::isInstance)
                .map(option::cast)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Reference reference() {
        ColumnOption.ForeignKey key = find(ColumnOption.ForeignKey.class);
        return key == null ? null : key.reference();
    }
}
