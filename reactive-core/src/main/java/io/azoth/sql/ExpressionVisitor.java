package io.azoth.sql;

/**
 * One method for each kind of expression and no defaults: a new kind makes the compiler name every place to change.
 *
 * @param <R> what a visit gives
 */
public interface ExpressionVisitor<R> {
    R column(ColumnExpression<?> column);

    R bind(Bind<?> bind);

    R literal(Literal<?> literal);

    R binary(Binary<?> binary);

    R unary(Unary<?> unary);

    R junction(Junction junction);

    R between(Between between);

    R like(Like like);

    R inList(InList in);

    R inQuery(InQuery in);

    R exists(Exists exists);

    R scalarQuery(ScalarQuery<?> query);

    R cast(Cast<?> cast);

    R function(Function<?> function);

    R over(Over<?> over);

    R cases(Case<?> cases);

    R tuple(Tuple tuple);

    R quantified(Quantified<?> quantified);

    R extract(Extract<?> extract);

    R collate(Collate<?> collate);

    R grouping(Grouping grouping);

    R jsonPath(JsonPath<?> path);

    R dateShift(DateShift<?> shift);

    R dateDifference(DateDifference<?> difference);

    R multiset(Multiset<?> multiset);

    R custom(CustomExpression<?> expression);

    R label(Label<?> label);

    R text(TextExpression<?> text);
}
