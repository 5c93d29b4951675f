package io.azoth.sql;

import java.util.List;

/** Joins, and the statements that begin with what is selected from. */
public sealed interface Joinable permits FromItem {
    /**
     * An inner join whose condition is found from the foreign keys between both sides.
     *
     * @throws io.azoth.error.DefinitionException if there is no foreign key between them, or more than one
     */
    default Join join(FromItem right) {
        return join(right, JoinCondition.between((FromItem) this, right));
    }

    /** An inner join on a condition. */
    default Join join(FromItem right, Expression<Boolean> on) {
        return Join.on((FromItem) this, Join.Kind.INNER, right, on);
    }

    /** A left outer join whose condition is found from the foreign keys between both sides. */
    default Join leftJoin(FromItem right) {
        return leftJoin(right, JoinCondition.between((FromItem) this, right));
    }

    /** A left outer join on a condition. */
    default Join leftJoin(FromItem right, Expression<Boolean> on) {
        return Join.on((FromItem) this, Join.Kind.LEFT, right, on);
    }

    /** A right outer join whose condition is found from the foreign keys between both sides. */
    default Join rightJoin(FromItem right) {
        return rightJoin(right, JoinCondition.between((FromItem) this, right));
    }

    /** A right outer join on a condition. */
    default Join rightJoin(FromItem right, Expression<Boolean> on) {
        return Join.on((FromItem) this, Join.Kind.RIGHT, right, on);
    }

    /** A full outer join whose condition is found from the foreign keys between both sides. */
    default Join fullJoin(FromItem right) {
        return fullJoin(right, JoinCondition.between((FromItem) this, right));
    }

    /** A full outer join on a condition. */
    default Join fullJoin(FromItem right, Expression<Boolean> on) {
        return Join.on((FromItem) this, Join.Kind.FULL, right, on);
    }

    /** Each row of this with each row of the other. */
    default Join crossJoin(FromItem right) {
        return new Join((FromItem) this, Join.Kind.CROSS, right, null, List.of());
    }

    /** A join of any kind but a cross join on equality of the columns of these names. */
    default Join joinUsing(FromItem right, Join.Kind kind, String... names) {
        return Join.using((FromItem) this, kind, right, List.of(names));
    }

    /** An inner join on equality of the columns of these names. */
    default Join joinUsing(FromItem right, String... names) {
        return joinUsing(right, Join.Kind.INNER, names);
    }

    /** SELECT of all columns of this. */
    default Select select() {
        return Select.of((FromItem) this);
    }
}
