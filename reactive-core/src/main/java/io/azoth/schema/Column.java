package io.azoth.schema;

import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Services;
import io.azoth.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table. Immutable; the same object for the life of its table.
 *
 * @param <T> the Java class of its values
 */
public final class Column<T> implements ColumnExpression<T> {
    private final Table table;
    private final ColumnSpec<T> spec;

    Column(Table table, ColumnSpec<T> spec) {
        this.table = table;
        this.spec = spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public SqlType<T> type() {
        return spec.type();
    }

    @Override
    public Table source() {
        return table;
    }

    /** The table that it is in. */
    public Table table() {
        return table;
    }

    /** Whether it is part of the primary key. */
    public boolean isPrimaryKey() {
        return table.primaryKeyColumns().contains(this);
    }

    /** Whether it may be NULL; a key column may not. */
    public boolean isNullable() {
        return !isPrimaryKey() && !spec.has(ColumnOption.NotNull.class);
    }

    /** Whether its values are unique by a constraint of its own. */
    public boolean isUnique() {
        return spec.has(ColumnOption.Unique.class) || table.hasUnique(List.of(name()));
    }

    /**
     * The column that it refers to by a foreign key of its own, or null.
     *
     * @throws io.azoth.error.DefinitionException if what it refers to by name is not in the metadata
     */
    public @Nullable Column<?> references() {
        Reference reference = spec.reference();
        return reference != null ? reference.resolve(table, name()) : table.referenceOf(name());
    }

    ColumnSpec<T> spec() {
        return spec;
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
