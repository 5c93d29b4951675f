package io.azoth.schema;

import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ColumnDefinition.Computed;
import io.azoth.schema.ddl.DefaultValue;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.IndexDefinition.Term;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What tables are built from; meant for static import. */
public final class Schema {
    private Schema() {}

    /**
     * A column.
     *
     * @param name its name, unquoted; quoted in SQL where the target needs it
     * @param type its type
     * @param options what it has besides, such as {@link #primaryKey()}
     */
    public static <T> ColumnSpec<T> column(String name, SqlType<T> type, ColumnOption... options) {
        return new ColumnSpec<>(name, type, List.of(options));
    }

    /** Part of the primary key. A single key column of an integer type that refers to nothing is made by the database. */
    public static ColumnOption primaryKey() {
        return new ColumnOption.PrimaryKey();
    }

    /** Never NULL. */
    public static ColumnOption notNull() {
        return new ColumnOption.NotNull();
    }

    /** No two rows with the same value. */
    public static ColumnOption unique() {
        return new ColumnOption.Unique();
    }

    /** The program gives the key: the database makes none. */
    public static ColumnOption assigned() {
        return new ColumnOption.Assigned();
    }

    /** The database makes the value, as it does for a single integer key; for columns that are no key. */
    public static ColumnOption identity() {
        return new ColumnOption.Identity();
    }

    /**
     * A constant where no value is given.
     *
     * @param value a value of the column's class; a whole number fits every column of numbers
     */
    public static ColumnOption.Default defaultValue(Object value) {
        return new ColumnOption.Default(new DefaultValue.Constant(value));
    }

    /**
     * An expression of the database where no value is given.
     *
     * @param sql its SQL, such as {@code CURRENT_TIMESTAMP}; never build it from input
     */
    public static ColumnOption.Default defaultSql(String sql) {
        return new ColumnOption.Default(new DefaultValue.Sql(sql));
    }

    /** The next value of a sequence where no value is given. */
    public static ColumnOption.Default defaultNext(Sequence sequence) {
        return new ColumnOption.Default(
                new DefaultValue.NextOf(sequence.definition().name()));
    }

    /**
     * A value that the program makes for each row that an INSERT gives none: {@code madeOnInsert(Instant::now)}. The
     * database knows nothing of it, and an INSERT of the rows of a query goes without.
     *
     * @param supplier gives values of the column's class, or null; called by any thread when the statement is compiled,
     *     so it must not block, as the JVM's source of secure random numbers may
     */
    public static ColumnOption madeOnInsert(Supplier<?> supplier) {
        return new ColumnOption.MadeOnInsert(supplier);
    }

    /**
     * A value that the program makes for each UPDATE that does not set the column: {@code madeOnUpdate(Instant::now)}.
     *
     * @param supplier gives values of the column's class, or null; called by any thread when the statement is compiled,
     *     so it must not block
     */
    public static ColumnOption madeOnUpdate(Supplier<?> supplier) {
        return new ColumnOption.MadeOnUpdate(supplier);
    }

    /**
     * Computed by the database from other columns, and stored.
     *
     * @param sql the expression; never build it from input
     */
    public static ColumnOption computed(String sql) {
        return new ColumnOption.ComputedFrom(new Computed(sql, true));
    }

    /**
     * Computed by the database from other columns whenever it is read, and not stored: on PostgreSQL from version 18 on, and
     * on SQLite.
     *
     * @param sql the expression; never build it from input
     */
    public static ColumnOption computedWhenRead(String sql) {
        return new ColumnOption.ComputedFrom(new Computed(sql, false));
    }

    /** What its designer says of a column. */
    public static ColumnOption comment(String text) {
        return new ColumnOption.Comment(text);
    }

    /**
     * Refers to a column of a table in the same metadata, which may be defined later.
     *
     * @param path {@code "table.column"}
     */
    public static ColumnOption.ForeignKey foreignKey(String path) {
        return new ColumnOption.ForeignKey(Reference.to(path), Rules.PLAIN);
    }

    /** Refers to a column. */
    public static ColumnOption.ForeignKey foreignKey(Column<?> column) {
        return new ColumnOption.ForeignKey(Reference.to(column), Rules.PLAIN);
    }

    /** Columns that refer to as many columns of a table in the same metadata, which may be defined later. */
    public static TableOption.ForeignKey foreignKey(List<String> columns, String table, List<String> targetColumns) {
        return new TableOption.ForeignKey(null, columns, Names.table(table), targetColumns, Rules.PLAIN);
    }

    /** The primary key of a table, where its order or its name matters. */
    public static TableOption.PrimaryKey primaryKey(String... columns) {
        return new TableOption.PrimaryKey(new KeyDefinition(null, List.of(columns)));
    }

    /** No two rows with the same values in these columns. */
    public static TableOption.Unique unique(String... columns) {
        return new TableOption.Unique(new KeyDefinition(null, List.of(columns)));
    }

    /**
     * A condition that every row meets.
     *
     * @param sql the condition; never build it from input
     */
    public static TableOption.Condition check(String sql) {
        return new TableOption.Condition(new CheckDefinition(null, sql));
    }

    /** An index on columns. */
    public static TableOption.Index index(String name, String... columns) {
        List<Term> terms = Stream.of(columns).map(Term::column).toList();
        return new TableOption.Index(new IndexDefinition(name, terms, false, null, null));
    }

    /** What its designer says of a table. */
    public static TableOption.Comment tableComment(String text) {
        return new TableOption.Comment(text);
    }

    /** A table that one connection sees alone and that is gone with it. */
    public static TableOption.Temporary temporary() {
        return new TableOption.Temporary();
    }
}
