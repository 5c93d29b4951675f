package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.sql.RowShape.ResultColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * SELECT. Each method gives a new statement with one clause more or another; none changes this one.
 *
 * <p>Tables whose columns are selected or compared stand in FROM without being named there; in a subquery, those of the
 * enclosing statement do not.
 */
public final class Select implements Query {
    private final SelectClauses clauses;
    private volatile @Nullable RowShape shape;

    Select(SelectClauses clauses) {
        this.clauses = clauses;
    }

    /** SELECT of expressions, and of all columns of from-items. */
    public static Select of(SelectItem... items) {
        return new Select(SelectClauses.EMPTY.with(draft -> draft.items = List.of(items)));
    }

    /** All clauses. */
    public SelectClauses clauses() {
        return clauses;
    }

    /** The same with further columns. */
    public Select columns(SelectItem... more) {
        return new Select(clauses.with(draft -> draft.items = append(draft.items, more)));
    }

    /** SELECT DISTINCT. */
    public Select distinct() {
        return new Select(clauses.with(draft -> draft.distinct = true));
    }

    /** Of the rows that agree in these, the first in the order of ORDER BY, which begins with these. */
    public Select distinctOn(Expression<?>... expressions) {
        return new Select(clauses.with(draft -> draft.distinctOn = append(draft.distinctOn, expressions)));
    }

    /** FROM; from-items given before stay in front. */
    public Select from(FromItem... items) {
        return new Select(clauses.with(draft -> draft.from = append(draft.from, items)));
    }

    /**
     * As a subquery it correlates with these from-items of the enclosing statements and with no others. Without this it
     * correlates with all that it does not name in FROM.
     */
    public Select correlate(FromItem... items) {
        return new Select(clauses.with(draft -> draft.correlated = List.of(items)));
    }

    /**
     * WITH of common table expressions that nothing here uses, as changes that are to happen along with this, or that text
     * by hand uses: they keep their name. On H2, where a table of the same name wins, give them one that no table has.
     */
    public Select with(Cte... expressions) {
        return new Select(clauses.with(draft -> draft.with = append(draft.with, expressions)));
    }

    /** WHERE; a condition given before is kept, joined by AND. */
    public Select where(Expression<Boolean> condition) {
        return new Select(clauses.with(draft -> draft.where = Conditions.and(draft.where, condition)));
    }

    /** GROUP BY; expressions given before stay in front. */
    public Select groupBy(Expression<?>... expressions) {
        return new Select(clauses.with(draft -> draft.groupBy = append(draft.groupBy, expressions)));
    }

    /** HAVING; a condition given before is kept, joined by AND. */
    public Select having(Expression<Boolean> condition) {
        return new Select(clauses.with(draft -> draft.having = Conditions.and(draft.having, condition)));
    }

    /** A window for {@code over(name)}. */
    public Select window(String name, Window window) {
        Map<String, Window> windows = new LinkedHashMap<>(clauses.windows());
        windows.put(name, window);
        return new Select(clauses.with(draft -> draft.windows = Collections.unmodifiableMap(windows)));
    }

    /** ORDER BY expressions, small values first, and terms that say their direction; those given before stay in front. */
    public Select orderBy(SortKey... keys) {
        OrderTerm[] terms = OrderTerm.of(keys).toArray(OrderTerm[]::new);
        return new Select(clauses.with(draft -> draft.orderBy = append(draft.orderBy, terms)));
    }

    /** No ORDER BY. */
    public Select unordered() {
        return new Select(clauses.with(draft -> draft.orderBy = List.of()));
    }

    /**
     * At most so many rows.
     *
     * @param rows 0 or more
     */
    public Select limit(long rows) {
        return paged(clauses.paging().withLimit(rows));
    }

    /**
     * At most so many rows, and all that are equal to the last of them in ORDER BY.
     *
     * @param rows 0 or more
     */
    public Select limitWithTies(long rows) {
        return paged(new Paging(rows, clauses.offset(), true));
    }

    /**
     * Without so many rows at the beginning.
     *
     * @param rows 0 or more
     */
    public Select offset(long rows) {
        return paged(clauses.paging().withOffset(rows));
    }

    /**
     * The rows behind the one with these values in ORDER BY: the next page, at the price of an index look-up however far
     * it lies. A term whose values may be NULL says where these stand, by {@code nullsFirst()} or {@code nullsLast()}.
     *
     * @param values one for each term of ORDER BY, in order
     */
    public Select seekAfter(@Nullable Object... values) {
        return where(Seek.after(clauses.orderBy(), values));
    }

    /** A lock on its rows. */
    public Select lock(RowLock lock) {
        return new Select(clauses.with(draft -> draft.lock = lock));
    }

    /** FOR UPDATE. */
    public Select forUpdate() {
        return lock(RowLock.forUpdate());
    }

    /** FOR SHARE. */
    public Select forShare() {
        return lock(RowLock.forShare());
    }

    /**
     * A comment before the statement, which shows in the logs of the database.
     *
     * @param comment any text; what is neither letter, digit, space nor one of {@code _-.,=} is encoded by percent signs
     */
    public Select comment(String comment) {
        return new Select(clauses.with(draft -> draft.remarks = append(draft.remarks, Remarks.comment(comment))));
    }

    /**
     * A hint for the optimizer, before the statement: {@code SELECT} with {@code SeqScan(users)} for one.
     *
     * @param hint letters, digits, spaces and {@code _-.,=#@()"}
     * @throws DefinitionException if there is anything else in it
     */
    public Select hint(String hint) {
        return new Select(clauses.with(draft -> draft.remarks = append(draft.remarks, Remarks.hint(hint))));
    }

    @Override
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
        String name = ColumnNames.NONE;
        if (expression instanceof ColumnExpression<?> column) {
            name = column.name();
        } else if (expression instanceof Label<?> label) {
            name = label.name();
        } else if (expression instanceof Function<?> function) {
            name = function.name();
        } else if (expression instanceof Over<?> over) {
            name = over.function().name();
        }
        return new ResultColumn(name, expression.type(), expression);
    }

    /** The same with others in place of what it selects and what it names in FROM. */
    Select selecting(List<SelectItem> items, List<FromItem> from) {
        return new Select(clauses.with(draft -> {
            draft.items = items;
            draft.from = from;
        }));
    }

    private Select paged(Paging paging) {
        return new Select(clauses.with(draft -> draft.paging = paging));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <E> List<E> append(List<? extends E> before, E... more) {
        List<E> all = new ArrayList<>(before.size() + more.length);
        all.addAll(before);
        Collections.addAll(all, more);
        return all;
    }

    @Override
    public List<? extends ClauseElement> children() {
        return clauses.children();
    }

    @Override
    public Select mapChildren(UnaryOperator<ClauseElement> f) {
        return new Select(clauses.map(f));
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
