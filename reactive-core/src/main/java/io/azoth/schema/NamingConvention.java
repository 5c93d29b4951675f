package io.azoth.schema;

import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.NameLength;
import io.azoth.schema.ddl.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How constraints are named that were given no name, so that a migration knows what to drop. In each pattern {@code
 * {table}} stands for the table, {@code {columns}} for the columns joined by underscores, {@code {target}} for the table
 * that a foreign key refers to, and {@code {number}} for the place among the checks of the table, from 1.
 *
 * <p>A name that comes to more than 63 bytes, the most that PostgreSQL takes, is cut and ends in a number that is made from the
 * whole of it, always the same one.
 *
 * @param primaryKey of primary keys, or null where the database names them
 * @param unique of unique constraints, or null
 * @param foreignKey of foreign keys, or null
 * @param check of checks, or null
 */
public record NamingConvention(
        @Nullable String primaryKey,
        @Nullable String unique,
        @Nullable String foreignKey,
        @Nullable String check) {

    /** The database names what was given no name. */
    public static final NamingConvention NONE = new NamingConvention(null, null, null, null);

    /** {@code pk_orders}, {@code uq_orders_number}, {@code fk_orders_user_id_users}, {@code ck_orders_1}. */
    public static final NamingConvention STANDARD = new NamingConvention(
            "pk_{table}", "uq_{table}_{columns}", "fk_{table}_{columns}_{target}", "ck_{table}_{number}");

    TableDefinition name(TableDefinition table) {
        KeyDefinition key = table.primaryKey();
        String of = table.name().name();
        List<CheckDefinition> checks = new ArrayList<>();
        for (CheckDefinition condition : table.checks()) {
            String number = String.valueOf(checks.size() + 1);
            checks.add(new CheckDefinition(
                    named(condition.name(), check, new Filling(of, List.of(), "", number)), condition.condition()));
        }
        return new TableDefinition(
                table.name(),
                table.columns(),
                key == null ? null : named(key, primaryKey, of),
                table.foreignKeys().stream().map(foreign -> named(foreign, of)).toList(),
                table.uniqueKeys().stream().map(each -> named(each, unique, of)).toList(),
                checks,
                table.indexes(),
                table.comment(),
                table.temporary());
    }

    private static KeyDefinition named(KeyDefinition key, @Nullable String pattern, String table) {
        return new KeyDefinition(named(key.name(), pattern, new Filling(table, key.columns(), "", "")), key.columns());
    }

    private ForeignKeyDefinition named(ForeignKeyDefinition key, String table) {
        String name = named(
                key.name(),
                foreignKey,
                new Filling(table, key.columns(), key.target().name(), ""));
        return new ForeignKeyDefinition(name, key.columns(), key.target(), key.targetColumns(), key.rules());
    }

    private static @Nullable String named(@Nullable String given, @Nullable String pattern, Filling filling) {
        if (given != null || pattern == null) {
            return given;
        }
        return NameLength.fitting(pattern.replace("{table}", filling.table)
                .replace("{columns}", String.join("_", filling.columns))
                .replace("{target}", filling.target)
                .replace("{number}", filling.number));
    }

    private record Filling(String table, List<String> columns, String target, String number) {}
}
