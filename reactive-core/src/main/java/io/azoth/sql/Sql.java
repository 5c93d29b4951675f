package io.azoth.sql;

import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entry points of the language; meant for static import. */
public final class Sql {
    private Sql() {}

    /**
     * SELECT of expressions, and of all columns of from-items: {@code select(users.userId, users.userName)}.
     *
     * @param items at least one
     */
    public static Select select(SelectItem... items) {
        return Select.of(items);
    }

    /** Names and values in turn: one row to insert, or the parameters of one execution. */
    public static Parameters row(@Nullable Object... namesAndValues) {
        return Parameters.alternating(namesAndValues);
    }

    /** All of these conditions; none at all is true. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Expression<Boolean> and(Expression<Boolean>... conditions) {
        return Conditions.join(Junction.Kind.AND, conditions);
    }

    /** At least one of these conditions; none at all is false. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Expression<Boolean> or(Expression<Boolean>... conditions) {
        return Conditions.join(Junction.Kind.OR, conditions);
    }

    /** The opposite of a condition. */
    public static Expression<Boolean> not(Expression<Boolean> condition) {
        return new Unary<>(Operator.NOT, condition, SqlTypes.BOOLEAN);
    }

    /** EXISTS: true where the query has a row. */
    public static Expression<Boolean> exists(Query query) {
        return new Exists(query, false);
    }

    /** NOT EXISTS: true where the query has no row. */
    public static Expression<Boolean> notExists(Query query) {
        return new Exists(query, true);
    }

    /** A join whose ON clause is found from the foreign keys. */
    public static Join join(FromItem left, FromItem right) {
        return left.join(right);
    }

    /** A join on a condition. */
    public static Join join(FromItem left, FromItem right, Expression<Boolean> on) {
        return left.join(right, on);
    }

    /** A value as an expression: a bind parameter of the type that stands for its class. */
    @SuppressWarnings("unchecked")
    public static <T> Expression<T> value(T value) {
        return Bind.value("param", (SqlType<T>) SqlTypes.forValue(value), value);
    }

    /** A value, or null, as a bind parameter of a type. */
    public static <T> Expression<T> value(@Nullable T value, SqlType<T> type) {
        return Bind.value("param", type, value);
    }

    /**
     * A value that is written into the text of the statement and not bound: for what the database shall know when it plans,
     * such as the constant of a partial index. Each value makes another text; quotes in it are doubled as the target asks.
     */
    @SuppressWarnings("unchecked")
    public static <T> Expression<T> literal(T value) {
        return literal(value, (SqlType<T>) SqlTypes.forValue(value));
    }

    /** A value, or null, that is written into the text of the statement and not bound. */
    public static <T> Expression<T> literal(@Nullable T value, SqlType<T> type) {
        return Bind.literal(type, value);
    }

    /** A parameter whose value is given at execution, under this name. */
    public static <T> Expression<T> parameter(String name, SqlType<T> type) {
        return Bind.required(name, type);
    }

    /** A call of any function: {@code func("lower", TEXT, users.userName)}. */
    public static <T> Function<T> func(String name, SqlType<T> type, Expression<?>... arguments) {
        Function.checkCalled(name);
        return new Function<>(name, List.of(arguments), type);
    }

    /** {@code count(*)} */
    public static Function<Long> count() {
        return new Function<>("count", List.of(new Literal<>(SqlTypes.BIGINT, "*")), SqlTypes.BIGINT);
    }

    /** {@code count(expression)}: how many values are not NULL. */
    public static Function<Long> count(Expression<?> expression) {
        return new Function<>("count", List.of(expression), SqlTypes.BIGINT);
    }

    /** The first of these that is not NULL. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Function<T> coalesce(Expression<T> first, Expression<? extends T>... others) {
        return Function.of("coalesce", first.type(), Numbers.all(first, others));
    }

    /** The first where it is not NULL, else a value. */
    public static <T> Function<T> coalesce(Expression<T> first, T otherwise) {
        return Function.of("coalesce", first.type(), first, Operands.operand(first, otherwise));
    }

    /** NULL where both are equal, else the first. */
    public static <T> Function<T> nullIf(Expression<T> first, T second) {
        return Function.of("nullif", first.type(), first, Operands.operand(first, second));
    }

    /** {@code CASE WHEN condition THEN value}, to be continued by {@code when(...)} and {@code otherwise(...)}. */
    @SuppressWarnings("unchecked")
    public static <T> Case<T> caseWhen(Expression<Boolean> condition, T value) {
        SqlType<T> type = (SqlType<T>) SqlTypes.forValue(value);
        return caseWhen(condition, Bind.value("param", type, value));
    }

    /** {@code CASE WHEN condition THEN value}, to be continued by {@code when(...)} and {@code otherwise(...)}. */
    public static <T> Case<T> caseWhen(Expression<Boolean> condition, Expression<T> value) {
        return new Case<>(null, List.of(new Case.Branch(condition, value)), null, value.type());
    }

    /** {@code CASE operand WHEN ...}: {@code caseOf(users.status).when(1, "new").otherwise("old")}. */
    public static <V> CaseOf<V> caseOf(Expression<V> operand) {
        return new CaseOf<>(operand);
    }

    /** Several values as one, to compare with lists of values, tuples and queries. */
    public static Tuple tuple(Expression<?>... parts) {
        return new Tuple(List.of(parts));
    }

    /** On the right of a comparison: at least one value of a query of one column meets it. */
    public static <T> Expression<T> any(Query query, SqlType<T> type) {
        return new Quantified<>(Quantified.Kind.ANY, query, type);
    }

    /** On the right of a comparison: at least one element of an array meets it. */
    @SuppressWarnings("unchecked")
    public static <T> Expression<T> any(Expression<T[]> array) {
        return new Quantified<>(Quantified.Kind.ANY, array, (SqlType<T>) Arrays.element(array));
    }

    /** On the right of a comparison: every value of a query of one column meets it. */
    public static <T> Expression<T> all(Query query, SqlType<T> type) {
        return new Quantified<>(Quantified.Kind.ALL, query, type);
    }

    /** On the right of a comparison: every element of an array meets it. */
    @SuppressWarnings("unchecked")
    public static <T> Expression<T> all(Expression<T[]> array) {
        return new Quantified<>(Quantified.Kind.ALL, array, (SqlType<T>) Arrays.element(array));
    }

    /**
     * The rows of a query as a nested list: {@code select(users.userId, multiset(select(...).where(...)).as("emails"))}.
     * The query correlates with the one that it stands in; its ORDER BY is that of the list.
     */
    public static Multiset<Row> multiset(Query query) {
        return Multiset.ofRows(query);
    }

    /** The rows of a query as a nested list of records, whose components are found by name. */
    public static <R> Multiset<R> multiset(Query query, Class<R> recordType) {
        return Multiset.ofRecords(query, recordType);
    }

    /** GROUP BY of all these, of all but the last, and so on down to one group of all rows. */
    public static Grouping rollup(Expression<?>... expressions) {
        return Grouping.ofEach(Grouping.Kind.ROLLUP, expressions);
    }

    /** GROUP BY of each choice of these. */
    public static Grouping cube(Expression<?>... expressions) {
        return Grouping.ofEach(Grouping.Kind.CUBE, expressions);
    }

    /** GROUP BY of each of these lists. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Grouping groupingSets(List<Expression<?>>... sets) {
        return new Grouping(Grouping.Kind.SETS, List.of(sets));
    }

    /** {@code NULL} of a type. */
    public static <T> Expression<T> nullValue(SqlType<T> type) {
        return new Literal<>(type, "NULL");
    }

    /** A condition that always holds. */
    public static Expression<Boolean> trueValue() {
        return new Literal<>(SqlTypes.BOOLEAN, "TRUE");
    }

    /** A condition that never holds. */
    public static Expression<Boolean> falseValue() {
        return new Literal<>(SqlTypes.BOOLEAN, "FALSE");
    }

    /**
     * A whole statement written by hand, with {@code :name} binds. It reaches the database as it stands: never build
     * the text from input.
     */
    public static TextStatement text(String sql) {
        return new TextStatement(TextTemplate.parse(sql), List.of());
    }

    /** An expression written by hand, with {@code :name} binds. Never build the text from input. */
    public static <T> TextExpression<T> text(String sql, SqlType<T> type) {
        return new TextExpression<>(TextTemplate.parse(sql), type);
    }
}
