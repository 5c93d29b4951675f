package io.azoth.sql;

/**
 * An expression of a user's own: a record with its operands, and one method that writes it for each database.
 *
 * <pre>{@code
 * record Soundex(Expression<String> text) implements CustomExpression<String> {
 *     public SqlType<String> type() { return SqlTypes.TEXT; }
 *     public List<Expression<?>> children() { return List.of(text); }
 *     public Soundex mapChildren(UnaryOperator<ClauseElement> f) { return new Soundex((Expression<String>) f.apply(text)); }
 *     public void write(String dialect, SqlParts out) { out.sql("soundex(").part(text).sql(")"); }
 * }
 * }</pre>
 *
 * @param <T> the Java class of its values
 */
public non-sealed interface CustomExpression<T> extends Expression<T> {
    /**
     * Writes it. What binds less strongly than a function call stands in parentheses of its own.
     *
     * @param dialect the name of the database, {@code generic SQL} for a {@code toString()}
     * @param out where to write
     * @throws io.azoth.error.CompileException if the database has it not
     */
    void write(String dialect, SqlParts out);

    @Override
    default <R> R accept(ExpressionVisitor<R> visitor) {
        return visitor.custom(this);
    }
}
