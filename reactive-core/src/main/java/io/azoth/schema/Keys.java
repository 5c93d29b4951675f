package io.azoth.schema;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.sql.TableItem.KeyLink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the keys of a table among its columns and its options. */
final class Keys {
    private Keys() {}

    /** The primary key: as an option of the table says, else the columns that say so, in order. */
    static @Nullable KeyDefinition primary(Table table) {
        for (TableOption option : table.options()) {
            if (option instanceof TableOption.PrimaryKey key) {
                return key.key();
            }
        }
        List<String> columns = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            if (column.spec().has(ColumnOption.PrimaryKey.class)) {
                columns.add(column.name());
            }
        }
        return columns.isEmpty() ? null : new KeyDefinition(null, columns);
    }

    /** The foreign keys, resolved: those of single columns first. */
    static List<ForeignKey> foreign(Table table) {
        List<ForeignKey> keys = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            ColumnOption.ForeignKey option = column.spec().find(ColumnOption.ForeignKey.class);
            if (option != null) {
                Column<?> target = option.reference().resolve(table, column.name());
                KeyLink link = new KeyLink(List.of(column), target.table(), List.of(target));
                keys.add(new ForeignKey(null, link, option.rules()));
            }
        }
        for (TableOption option : table.options()) {
            if (option instanceof TableOption.ForeignKey key) {
                keys.add(resolve(table, key));
            }
        }
        return keys;
    }

    private static ForeignKey resolve(Table table, TableOption.ForeignKey key) {
        if (key.columns().isEmpty()
                || key.columns().size() != key.targetColumns().size()) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_REFERENCE,
                    "The foreign key of '" + table + "' has columns " + key.columns() + " for " + key.targetColumns()
                            + " of '" + key.target() + "'; give one for one");
        }
        List<Column<?>> columns = new ArrayList<>();
        List<Column<?>> targets = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String name = key.columns().get(i);
            columns.add(table.c(name));
            targets.add(Reference.find(
                    table, name, key.target(), key.targetColumns().get(i)));
        }
        return new ForeignKey(key.name(), new KeyLink(columns, targets.get(0).table(), targets), key.rules());
    }

    /**
     * A foreign key whose columns were found.
     *
     * @param name its name, or null
     * @param link what it links
     * @param rules its rules
     */
    record ForeignKey(@Nullable String name, KeyLink link, Rules rules) {}
}
