package io.azoth.dialect;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a catalog says of one table, statement by statement. Used by one subscription, one signal at a time. */
public final class TableParts {
    private final TableName name;
    private final @Nullable String comment;
    private final boolean temporary;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<ForeignKeyDefinition> foreignKeys = new ArrayList<>();
    private final List<KeyDefinition> uniqueKeys = new ArrayList<>();
    private final List<CheckDefinition> checks = new ArrayList<>();
    private final List<IndexDefinition> indexes = new ArrayList<>();
    private @Nullable KeyDefinition primaryKey;

    /** A table of which nothing else is known. */
    public TableParts(TableName name, @Nullable String comment, boolean temporary) {
        this.name = name;
        this.comment = comment;
        this.temporary = temporary;
    }

    /** The next column. */
    @CanIgnoreReturnValue
    public TableParts add(ColumnDefinition column) {
        columns.add(column);
        return this;
    }

    /** A foreign key. */
    @CanIgnoreReturnValue
    public TableParts add(ForeignKeyDefinition key) {
        foreignKeys.add(key);
        return this;
    }

    /** A check. */
    @CanIgnoreReturnValue
    public TableParts add(CheckDefinition check) {
        checks.add(check);
        return this;
    }

    /** An index. */
    @CanIgnoreReturnValue
    public TableParts add(IndexDefinition index) {
        indexes.add(index);
        return this;
    }

    /** A unique constraint. */
    @CanIgnoreReturnValue
    public TableParts unique(KeyDefinition key) {
        uniqueKeys.add(key);
        return this;
    }

    /** The primary key. */
    @CanIgnoreReturnValue
    public TableParts primaryKey(KeyDefinition key) {
        primaryKey = key;
        return this;
    }

    /** The table. */
    public TableDefinition build() {
        return new TableDefinition(
                name, columns, primaryKey, foreignKeys, uniqueKeys, checks, indexes, comment, temporary);
    }
}
