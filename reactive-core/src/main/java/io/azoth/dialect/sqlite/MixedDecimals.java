package io.azoth.dialect.sqlite;

import io.azoth.sql.Binary;
import io.azoth.sql.Case;
import io.azoth.sql.Expression;
import io.azoth.sql.Function;
import io.azoth.sql.Literal;
import io.azoth.sql.Operator;
import io.azoth.sql.Unary;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;

/**
 * Choices between decimals that are kept as text and such that are computed, which are numbers: where both may come out,
 * all of them are numbers, so that equal ones are one group.
 */
final class MixedDecimals {
    private MixedDecimals() {}

    /** The CASE whose results are in one form, and whose comparisons are of one. */
    static Case<?> in(Case<?> cases) {
        List<Expression<?>> compared = new ArrayList<>();
        List<Expression<?>> results = new ArrayList<>();
        if (cases.operand() != null) {
            compared.add(cases.operand());
        }
        for (Case.Branch branch : cases.branches()) {
            compared.add(branch.when());
            results.add(branch.then());
        }
        if (cases.fallback() != null) {
            results.add(cases.fallback());
        }
        boolean compares = cases.operand() != null && areMixed(compared);
        boolean gives = areMixed(results);
        return compares || gives ? numbers(cases, compares, gives) : cases;
    }

    private static <T> Case<T> numbers(Case<T> cases, boolean compares, boolean gives) {
        List<Case.Branch> branches = new ArrayList<>();
        for (Case.Branch branch : cases.branches()) {
            branches.add(new Case.Branch(number(branch.when(), compares), number(branch.then(), gives)));
        }
        Expression<?> operand = cases.operand();
        Expression<?> fallback = cases.fallback();
        return new Case<>(
                operand == null ? null : number(operand, compares),
                branches,
                fallback == null ? null : number(fallback, gives),
                cases.type());
    }

    /** The call whose arguments, one of which it gives, are in one form. */
    static Function<?> in(Function<?> function) {
        if (!areMixed(function.arguments())) {
            return function;
        }
        List<Expression<?>> numbers = new ArrayList<>();
        function.arguments().forEach(argument -> numbers.add(Decimals.number(argument)));
        return new Function<>(function.name(), numbers, function.type(), function.aggregation());
    }

    /** NULL where both are equal as numbers, where their texts may not be; else the call as it is. */
    static Expression<?> ofNullIf(Function<?> function) {
        Expression<?> first = function.arguments().get(0);
        Expression<?> second = function.arguments().get(1);
        if (!areMixed(List.of(first, second))) {
            return function;
        }
        Expression<Boolean> equal = new Binary<>(first, Operator.EQ, second, SqlTypes.BOOLEAN);
        Case.Branch branch = new Case.Branch(equal, new Literal<>(function.type(), "NULL"));
        return new Case<>(null, List.of(branch), first, function.type());
    }

    private static Expression<?> number(Expression<?> expression, boolean isAsked) {
        return isAsked ? Decimals.number(expression) : expression;
    }

    private static boolean areMixed(List<? extends Expression<?>> choices) {
        boolean texts = true;
        boolean numbers = true;
        for (Expression<?> choice : choices) {
            boolean matters = Decimals.is(choice) && !Literal.isNull(choice);
            texts &= !matters || isText(choice);
            numbers &= !matters || choice instanceof Binary || choice instanceof Unary;
        }
        return !texts && !numbers;
    }

    private static boolean isText(Expression<?> expression) {
        if (expression instanceof Case<?> cases) {
            boolean all = cases.fallback() == null || isText(cases.fallback());
            return all && cases.branches().stream().allMatch(branch -> isText(branch.then()));
        } else if (expression instanceof Function<?> function && function.name().equals("coalesce")) {
            return function.arguments().stream().allMatch(MixedDecimals::isText);
        }
        return Literal.isNull(expression) || Decimals.isStored(expression);
    }
}
