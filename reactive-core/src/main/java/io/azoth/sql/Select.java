package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SELECT. Each method gives a new statement with one clause more or another; none changes this one.
 *
 * <p>Tables whose columns are selected or compared stand in FROM without being named there; in a subquery, those of the
 * enclosing statement do not.
 */
public final class Select implements RowStatement {
    private final SelectClauses clauses;
    private volatile @Nullable RowShape shape;

    Select(SelectClauses clauses) {
        this.clauses = clauses;
    }

    /** SELECT of expressions, and of all columns of from-items. */
    public static Select of(SelectItem... items) {
        return new Select(SelectClauses.EMPTY.withItems(List.of(items)));
    }

    /** All clauses. */
    public SelectClauses clauses() {
        return clauses;
    }

    /** The same with further columns. */
    public Select columns(SelectItem... more) {
        List<SelectItem> items = new ArrayList<>(clauses.items());
        items.addAll(Arrays.asList(more));
        return new Select(clauses.withItems(items));
    }

    /** SELECT DISTINCT. */
    public Select distinct() {
        return new Select(clauses.withDistinct(true));
    }

    /** FROM; from-items given before stay in front. */
    public Select from(FromItem... items) {
        List<FromItem> from = new ArrayList<>(clauses.from());
        from.addAll(Arrays.asList(items));
        return new Select(clauses.withFrom(from));
    }

    /** WHERE; a condition given before is kept, joined by AND. */
    public Select where(Expression<Boolean> condition) {
        return new Select(clauses.withWhere(Conditions.and(clauses.where(), condition)));
    }

    /** GROUP BY; expressions given before stay in front. */
    public Select groupBy(Expression<?>... expressions) {
        List<Expression<?>> groupBy = new ArrayList<>(clauses.groupBy());
        groupBy.addAll(Arrays.asList(expressions));
        return new Select(clauses.withGroupBy(groupBy));
    }

    /** HAVING; a condition given before is kept, joined by AND. */
    public Select having(Expression<Boolean> condition) {
        return new Select(clauses.withHaving(Conditions.and(clauses.having(), condition)));
    }

    /** ORDER BY, each term with its direction; terms given before stay in front. */
    public Select orderBy(OrderTerm... terms) {
        List<OrderTerm> orderBy = new ArrayList<>(clauses.orderBy());
        orderBy.addAll(Arrays.asList(terms));
        return new Select(clauses.withOrderBy(orderBy));
    }

    /** ORDER BY, small values first. */
    public Select orderBy(Expression<?>... expressions) {
        OrderTerm[] terms = new OrderTerm[expressions.length];
        Arrays.setAll(terms, i -> expressions[i].asc());
        return orderBy(terms);
    }

    /**
     * At most so many rows.
     *
     * @param rows 0 or more
     */
    public Select limit(long rows) {
        return new Select(clauses.withLimit(notNegative(rows, "limit")));
    }

    /**
     * Without so many rows at the beginning.
     *
     * @param rows 0 or more
     */
    public Select offset(long rows) {
        return new Select(clauses.withOffset(notNegative(rows, "offset")));
    }

    /** This query in FROM of another, under a name. */
    public SubqueryAlias as(String name) {
        return new SubqueryAlias(this, name);
    }

    /**
     * This query as a value: one column, at most one row.
     *
     * @param type the type of the column
     */
    public <T> Expression<T> asScalar(SqlType<T> type) {
        return new ScalarQuery<>(this, type);
    }

    /** What its rows look like. */
    public List<ResultColumn> resultColumns() {
        List<ResultColumn> columns = new ArrayList<>();
        for (SelectItem item : clauses.items()) {
            if (item instanceof FromItem from) {
                from.columns().forEach(column -> columns.add(resultColumn(column)));
            } else {
                columns.add(resultColumn((Expression<?>) item));
            }
        }
        return columns;
    }

    /** What its rows look like, made once. */
    public RowShape shape() {
        RowShape made = shape;
        if (made == null) {
            made = new RowShape(resultColumns());
            shape = made;
        }
        return made;
    }

    private static ResultColumn resultColumn(Expression<?> expression) {
        String name = "?column?";
        if (expression instanceof ColumnExpression<?> column) {
            name = column.name();
        } else if (expression instanceof Label<?> label) {
            name = label.name();
        } else if (expression instanceof Function<?> function) {
            name = function.name();
        }
        return new ResultColumn(name, expression.type(), expression);
    }

    private static long notNegative(long rows, String clause) {
        if (rows < 0) {
            throw new DefinitionException(
                    ErrorCode.INVALID_STATEMENT, "The " + clause + " of a SELECT is 0 or more, not " + rows);
        }
        return rows;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return clauses.children();
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
        return visitor.select(this);
    }

    @Override
    public @Nullable Executor boundTo() {
        return Froms.boundTo(this);
    }

    @Override
    public String toString() {
        return Services.text(this);
    }
}
