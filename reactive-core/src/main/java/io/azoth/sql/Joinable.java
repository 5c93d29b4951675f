package io.azoth.sql;

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
        return new Join((FromItem) this, Join.Kind.INNER, right, on);
    }

    /** A left outer join whose condition is found from the foreign keys between both sides. */
    default Join leftJoin(FromItem right) {
        return leftJoin(right, JoinCondition.between((FromItem) this, right));
    }

    /** A left outer join on a condition. */
    default Join leftJoin(FromItem right, Expression<Boolean> on) {
        return new Join((FromItem) this, Join.Kind.LEFT, right, on);
    }

    /** SELECT of all columns of this. */
    default Select select() {
        return Select.of((FromItem) this);
    }
}
