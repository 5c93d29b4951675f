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
    public static Expression<Boolean> exists(Select query) {
        return new Exists(query, false);
    }

    /** NOT EXISTS: true where the query has no row. */
    public static Expression<Boolean> notExists(Select query) {
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

    /** A parameter whose value is given at execution, under this name. */
    public static <T> Expression<T> parameter(String name, SqlType<T> type) {
        return Bind.required(name, type);
    }

    /** A call of any function: {@code func("lower", TEXT, users.userName)}. */
    public static <T> Expression<T> func(String name, SqlType<T> type, Expression<?>... arguments) {
        return new Function<>(name, List.of(arguments), type);
    }

    /** {@code count(*)} */
    public static Expression<Long> count() {
        return new Function<>("count", List.of(new Literal<>(SqlTypes.BIGINT, "*")), SqlTypes.BIGINT);
    }

    /** {@code count(expression)}: how many values are not NULL. */
    public static Expression<Long> count(Expression<?> expression) {
        return new Function<>("count", List.of(expression), SqlTypes.BIGINT);
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
        return new TextStatement(TextTemplate.parse(sql));
    }

    /** An expression written by hand, with {@code :name} binds. Never build the text from input. */
    public static <T> TextExpression<T> text(String sql, SqlType<T> type) {
        return new TextExpression<>(TextTemplate.parse(sql), type);
    }
}
