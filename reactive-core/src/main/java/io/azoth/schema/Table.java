package io.azoth.schema;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.DropTable;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.Alias;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.DdlStatement;
import io.azoth.sql.Delete;
import io.azoth.sql.Executor;
import io.azoth.sql.Insert;
import io.azoth.sql.TableItem;
import io.azoth.sql.Update;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A table: a name and columns, in a metadata collection. Either made by {@link #of}, or a class of its own whose fields
 * are its columns; both are the same kind of object.
 *
 * <p>It is put together by one thread and frozen at its first use; from then on any thread may use it.
 */
public class Table implements TableItem {
    private static final Set<SqlKind> INTEGERS = Set.of(SqlKind.SMALLINT, SqlKind.INTEGER, SqlKind.BIGINT);

    private static final TableOption TEMPORARY = new TableOption.Temporary();

    private final TableName name;
    private final MetaData metadata;
    private final Map<String, Column<?>> building = new LinkedHashMap<>();
    private volatile @Nullable List<Column<?>> frozen;
    private final List<TableOption> options = new ArrayList<>();
    private volatile @Nullable List<Column<?>> primaryKey;
    private volatile @Nullable Made made;
    private volatile @Nullable List<Keys.ForeignKey> foreignKeys;

    /**
     * For a class of its own: columns are added by {@link #column} in its fields.
     *
     * @param name the name of the table, with its schema before a dot where it is in one
     * @param metadata what it is put in
     */
    protected Table(String name, MetaData metadata) {
        this(Names.table(name), metadata);
        metadata.add(this);
    }

    /** A table that the metadata does not hold. */
    Table(TableName name, MetaData metadata) {
        this.name = name;
        this.metadata = metadata;
    }

    /**
     * A table.
     *
     * @param name its name, with its schema before a dot where it is in one
     * @param metadata what it is put in
     * @param parts its columns in order, at least one, and options of the table as a whole
     * @throws DefinitionException if the metadata has a table of the name, or a column stands there twice
     */
    public static Table of(String name, MetaData metadata, TablePart... parts) {
        return of(Names.table(name), metadata, parts);
    }

    /**
     * A table of any name, one with dots in it included.
     *
     * @param name its name and its schema
     * @param metadata what it is put in
     * @param parts its columns in order, at least one, and options of the table as a whole
     * @throws DefinitionException if the metadata has a table of the name, or a column stands there twice
     */
    public static Table of(TableName name, MetaData metadata, TablePart... parts) {
        Names.check(name.name(), "table");
        Table table = new Table(name, metadata);
        table.build(parts);
        metadata.add(table);
        return table;
    }

    final void build(TablePart... parts) {
        for (TablePart part : parts) {
            if (part instanceof ColumnSpec<?> column) {
                add(column);
            } else {
                options.add((TableOption) part);
            }
        }
        freeze();
    }

    /**
     * Reads a table from the database that the metadata is bound to, and puts it there, with the tables that its
     * foreign keys refer to. A table that the metadata has already is given as it is.
     *
     * @param name its name, with its schema before a dot where it is in one
     * @return the table; an error with code {@code UNKNOWN_TABLE} where the database has none of the name
     */
    public static Mono<Table> reflect(String name, MetaData metadata) {
        return Mono.defer(() -> Mono.just(metadata.bound())).flatMap(from -> reflect(name, metadata, from));
    }

    /** Reads a table from a database, through an engine, a connection or a transaction, and puts it in the metadata. */
    public static Mono<Table> reflect(String name, MetaData metadata, Executor from) {
        return Mono.defer(() -> Mono.just(Names.table(name))).flatMap(new LiveTable(metadata, from)::named);
    }

    /** Reads a table of any name, one with dots in it included, from a database, and puts it in the metadata. */
    public static Mono<Table> reflect(TableName name, MetaData metadata, Executor from) {
        return new LiveTable(metadata, from).named(name);
    }

    static Table of(TableDefinition definition, MetaData metadata) {
        return of(definition.name(), metadata, Definitions.parts(definition));
    }

    /** Adds a column; for the fields of a class of its own. */
    protected final <T> Column<T> column(String columnName, SqlType<T> type, ColumnOption... options) {
        return add(new ColumnSpec<>(columnName, type, List.of(options)));
    }

    /** Adds constraints, indexes or other options; for a class of its own, in its constructor or an initializer. */
    protected final void options(TableOption... more) {
        changing("options");
        options.addAll(List.of(more));
    }

    private void changing(String what) {
        if (frozen != null) {
            throw new DefinitionException(
                    ErrorCode.FROZEN_TABLE, "Table '" + name + "' is in use already; " + what + " cannot be added");
        }
    }

    @CanIgnoreReturnValue
    private <T> Column<T> add(ColumnSpec<T> spec) {
        Names.check(spec.name(), "column");
        changing("column '" + spec.name() + "'");
        Column<T> column = new Column<>(this, spec);
        if (building.putIfAbsent(spec.name(), column) != null) {
            throw new DefinitionException(
                    ErrorCode.DUPLICATE_COLUMN, "Table '" + name + "' has a column '" + spec.name() + "' already");
        }
        return column;
    }

    /** Its columns in order. The first call freezes the table. */
    @Override
    public final List<Column<?>> columns() {
        return freeze();
    }

    @CanIgnoreReturnValue
    private List<Column<?>> freeze() {
        List<Column<?>> columns = frozen;
        if (columns == null) {
            if (building.isEmpty()) {
                throw new DefinitionException(ErrorCode.UNKNOWN_COLUMN, "Table '" + name + "' has no columns");
            }
            columns = List.copyOf(building.values());
            frozen = columns;
        }
        return columns;
    }

    @Override
    public final Column<Object> c(String columnName) {
        return c(columnName, Object.class);
    }

    /**
     * A column by name, with its Java type.
     *
     * @throws DefinitionException if the table has none of the name, or its values are of another class
     */
    @SuppressWarnings("unchecked")
    public final <T> Column<T> c(String columnName, Class<T> type) {
        Column<?> found = find(columnName);
        if (found == null) {
            throw new DefinitionException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "Table '" + name + "' has no column '" + columnName + "'; it has " + columnNames());
        }
        if (!type.isAssignableFrom(found.type().javaType())) {
            throw new DefinitionException(
                    ErrorCode.WRONG_TYPE,
                    "Column " + name + "." + columnName + " is " + found.type() + " and holds "
                            + found.type().javaType().getSimpleName() + ", not " + type.getSimpleName());
        }
        return (Column<T>) found;
    }

    @Override
    public final String name() {
        return name.name();
    }

    @Override
    public final @Nullable String schemaName() {
        return name.schema();
    }

    /** The metadata that it is in. */
    public final MetaData metadata() {
        return metadata;
    }

    /** The columns of the primary key in order, empty where it has none. */
    public final List<Column<?>> primaryKeyColumns() {
        List<Column<?>> key = primaryKey;
        if (key == null) {
            KeyDefinition found = Keys.primary(this);
            key = new ArrayList<>();
            for (String columnName : found == null ? List.<String>of() : found.columns()) {
                key.add(c(columnName));
            }
            key = List.copyOf(key);
            primaryKey = key;
        }
        return key;
    }

    @Override
    public final @Nullable Column<?> generatedKey() {
        List<Column<?>> key = primaryKeyColumns();
        if (key.size() != 1) {
            return null;
        }
        Column<?> column = key.get(0);
        boolean made = INTEGERS.contains(column.type().kind())
                && column.spec().reference() == null
                && !hasForeignKey(List.of(column.name()))
                && !column.spec().has(ColumnOption.Assigned.class)
                && !column.spec().has(ColumnOption.MadeOnInsert.class)
                && !column.spec().has(ColumnOption.Default.class);
        return made ? column : null;
    }

    @Override
    public final Map<ColumnExpression<?>, Supplier<?>> madeOnInsert() {
        return made().onInsert();
    }

    @Override
    public final Map<ColumnExpression<?>, Supplier<?>> madeOnUpdate() {
        return made().onUpdate();
    }

    private Made made() {
        Made known = made;
        if (known == null) {
            known = Made.of(columns());
            made = known;
        }
        return known;
    }

    @Override
    public final List<KeyLink> foreignKeys() {
        return keys().stream().map(Keys.ForeignKey::link).toList();
    }

    List<Keys.ForeignKey> keys() {
        List<Keys.ForeignKey> keys = foreignKeys;
        if (keys == null) {
            keys = List.copyOf(Keys.foreign(this));
            foreignKeys = keys;
        }
        return keys;
    }

    List<TableOption> options() {
        freeze();
        return options;
    }

    boolean hasUnique(List<String> columnNames) {
        return options().stream()
                .anyMatch(option -> option instanceof TableOption.Unique unique
                        && unique.key().columns().equals(columnNames));
    }

    private boolean hasForeignKey(List<String> columnNames) {
        return options().stream()
                .anyMatch(option -> option instanceof TableOption.ForeignKey key
                        && key.columns().equals(columnNames));
    }

    @Nullable
    Column<?> referenceOf(String columnName) {
        for (TableOption option : options()) {
            if (option instanceof TableOption.ForeignKey key && key.columns().equals(List.of(columnName))) {
                return Reference.find(
                        this, columnName, key.target(), key.targetColumns().get(0));
            }
        }
        return null;
    }

    /** CREATE TABLE, on what the metadata is bound to; an error where the table exists. */
    public final Mono<Void> create() {
        return Mono.defer(() -> create(metadata.bound()));
    }

    /** CREATE TABLE on an engine, a connection or a transaction. */
    public final Mono<Void> create(Executor on) {
        return Mono.defer(() -> on.execute(creation(), List.of())).then();
    }

    /** DROP TABLE, on what the metadata is bound to; an error where the table does not exist. */
    public final Mono<Void> drop() {
        return Mono.defer(() -> drop(metadata.bound()));
    }

    /** DROP TABLE on an engine, a connection or a transaction. */
    public final Mono<Void> drop(Executor on) {
        return Mono.defer(() -> on.execute(dropping(), List.of())).then();
    }

    DdlStatement creation() {
        return createStatement();
    }

    DdlStatement dropping() {
        return new DropTable(statementName(), false, boundTo());
    }

    /** Refuses a statement about tables alone, where this is a view. */
    void checkIsTable(String statement, String wayOut) {}

    /**
     * The CREATE TABLE statement of this table.
     *
     * @throws DefinitionException if it is a view
     */
    public final CreateTable createStatement() {
        checkIsTable("CREATE TABLE", "use createView()");
        return new CreateTable(definition(), false, boundTo());
    }

    /**
     * The ALTER TABLE statements of this table.
     *
     * @throws DefinitionException if it is a view
     */
    public final TableAlteration alter() {
        checkIsTable("ALTER TABLE", "drop it, and create a view of another query");
        return new TableAlteration(this);
    }

    /** INSERT INTO this table. */
    public final Insert insert() {
        return Insert.into(this);
    }

    /** UPDATE of this table. */
    public final Update update() {
        return Update.of(this);
    }

    /** DELETE FROM this table. */
    public final Delete delete() {
        return Delete.from(this);
    }

    /** This table under another name. */
    public final Alias as(String aliasName) {
        return new Alias(this, aliasName);
    }

    /** The table as plain data, as DDL and reflection know it. */
    public final TableDefinition definition() {
        return Definitions.of(this);
    }

    @Override
    public final @Nullable Executor boundTo() {
        return metadata.executor();
    }

    TableName definitionName() {
        return name;
    }

    /** As {@link TableDefinition#statementName} says. */
    TableName statementName() {
        return isTemporary() && name.schema() == null ? new TableName("", name.name()) : name;
    }

    @Override
    public final boolean isTemporary() {
        return options().contains(TEMPORARY);
    }

    @Nullable
    Column<?> find(String columnName) {
        freeze();
        return building.get(columnName);
    }

    List<String> columnNames() {
        return columns().stream().map(ColumnExpression::name).toList();
    }

    /** The name, with its schema where it is in one. */
    @Override
    public final String toString() {
        return name.toString();
    }
}
