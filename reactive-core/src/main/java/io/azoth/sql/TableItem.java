package io.azoth.sql;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A table as statements see it. */
public non-sealed interface TableItem extends FromItem {
    /** Its name, unquoted. */
    String name();

    /** The schema that it is in, unquoted, or null for the connection's own. */
    @Nullable
    String schemaName();

    /** Whether it is seen by one connection alone, so that it is in no schema that another one could stand for. */
    default boolean isTemporary() {
        return false;
    }

    /** The column whose value the database makes where none is given, or null. */
    @Nullable
    ColumnExpression<?> generatedKey();

    /** What makes the values of columns that an INSERT gives none to, one call a row; in order of the columns. */
    default Map<ColumnExpression<?>, Supplier<?>> madeOnInsert() {
        return Map.of();
    }

    /** What makes the values of columns that an UPDATE does not set, one call a statement; in order of the columns. */
    default Map<ColumnExpression<?>, Supplier<?>> madeOnUpdate() {
        return Map.of();
    }

    /** Its foreign keys, resolved to the columns that they refer to. */
    List<KeyLink> foreignKeys();

    /**
     * A column by name.
     *
     * @throws io.azoth.error.DefinitionException if it has none of the name
     */
    ColumnExpression<Object> c(String name);

    @Override
    default List<? extends ClauseElement> children() {
        return List.of();
    }

    @Override
    default TableItem mapChildren(UnaryOperator<ClauseElement> f) {
        return this;
    }

    @Override
    default <R> R accept(FromItemVisitor<R> visitor) {
        return visitor.table(this);
    }

    /**
     * A foreign key: columns here that refer to columns there.
     *
     * @param columns the referring columns
     * @param target the table that they refer to
     * @param targetColumns the columns there, in the same order
     */
    record KeyLink(
            List<? extends ColumnExpression<?>> columns,
            TableItem target,
            List<? extends ColumnExpression<?>> targetColumns) {}
}
