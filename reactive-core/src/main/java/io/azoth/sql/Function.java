package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.type.SqlType;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A call of a function. Functions are data: a new one needs no new class. Those that aggregate take DISTINCT, ORDER BY,
 * WITHIN GROUP and FILTER, and {@code over(...)} makes a window function of any.
 *
 * @param name the function's name; letters, digits, underscores and dots
 * @param arguments the arguments in order
 * @param type the type of its result
 * @param aggregation whether it is an aggregate, and what it takes besides
 */
public record Function<T>(String name, List<Expression<?>> arguments, SqlType<T> type, Aggregation aggregation)
        implements Expression<T> {
    public Function {
        arguments = List.copyOf(arguments);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(Character.isLetterOrDigit(c) || c == '_' || c == '.')) {
                throw new DefinitionException(
                        ErrorCode.INVALID_NAME,
                        "A function is named by letters, digits, underscores and dots, not \"" + name + "\"");
            }
        }
        if (name.isEmpty()) {
            throw new DefinitionException(ErrorCode.INVALID_NAME, "The name of a function is empty");
        }
    }

    /** A call with nothing besides its arguments: of an aggregate, if it is one by its name in SQL. */
    public Function(String name, List<Expression<?>> arguments, SqlType<T> type) {
        this(name, arguments, type, Aggregates.isNamed(name) ? Aggregation.PLAIN : Aggregation.NONE);
    }

    /** Names with a dot in front are what the language means by itself, on every database. */
    static void checkCalled(String name) {
        if (name.startsWith(".")) {
            throw new DefinitionException(
                    ErrorCode.INVALID_NAME, "The name of a function begins with a letter, not \"" + name + "\"");
        }
    }

    static <T> Function<T> of(String name, SqlType<T> type, Expression<?>... arguments) {
        return new Function<>(name, List.of(arguments), type);
    }

    /**
     * The same as an aggregate. Functions with the name of one of SQL's aggregates are that by themselves; an aggregate of
     * a database's or a user's own says so, since what sees the rows of a group and what sees its keys alone are treated
     * differently, as where grouping sets are written as one query each.
     */
    public Function<T> aggregate() {
        return isAggregate() ? this : with(Aggregation.PLAIN);
    }

    /** Whether it sees the rows of a group. */
    public boolean isAggregate() {
        return aggregation.overRows();
    }

    /** Each value once: {@code count(DISTINCT x)}. */
    public Function<T> distinct() {
        return with(
                new Aggregation(true, true, aggregation.orderBy(), aggregation.withinGroup(), aggregation.filter()));
    }

    /** The order in which the values are taken: {@code array_agg(x ORDER BY y)}. */
    public Function<T> orderBy(SortKey... keys) {
        return with(new Aggregation(
                true, aggregation.distinct(), OrderTerm.of(keys), aggregation.withinGroup(), aggregation.filter()));
    }

    /** The order that the function is about: {@code percentile_cont(0.5) WITHIN GROUP (ORDER BY x)}. */
    public Function<T> withinGroup(SortKey... keys) {
        return with(new Aggregation(
                true, aggregation.distinct(), aggregation.orderBy(), OrderTerm.of(keys), aggregation.filter()));
    }

    /** Which rows are taken; a condition given before is kept, joined by AND. */
    public Function<T> filter(Expression<Boolean> condition) {
        return with(new Aggregation(
                true,
                aggregation.distinct(),
                aggregation.orderBy(),
                aggregation.withinGroup(),
                Conditions.and(aggregation.filter(), condition)));
    }

    /** Over the rows of a window. */
    public Over<T> over(Window window) {
        return new Over<>(this, window);
    }

    /** Over the rows of a window that the WINDOW clause of the query names. */
    public Over<T> over(String window) {
        return new Over<>(this, Window.named(window));
    }

    private Function<T> with(Aggregation changed) {
        return new Function<>(name, arguments, type, changed);
    }

    @Override
    public List<? extends ClauseElement> children() {
        return aggregation.isPlain() ? arguments : aggregation.with(arguments);
    }

    @Override
    public Function<T> mapChildren(UnaryOperator<ClauseElement> f) {
        return new Function<>(name, Mapped.all(f, arguments), type, aggregation.map(f));
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.function(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
