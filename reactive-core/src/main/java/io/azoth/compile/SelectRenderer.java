package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.sql.Bind;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Label;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Paging;
import io.azoth.sql.RowLock;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SelectItem;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.Window;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes SELECT, clause by clause in the order of the grammar; a dialect overrides the clauses that differ. */
public class SelectRenderer {
    /** Where the compilation stands. */
    protected final Compilation compilation;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into a compilation. */
    public SelectRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    final SqlWriter select(Select select) {
        SelectClauses clauses = select.clauses();
        clauses.with().forEach(compilation::meet);
        List<FromItem> froms = Froms.of(select, compilation.enclosing());
        compilation.within(Froms.withParts(froms), () -> compilation.repeating(clauses, () -> clauses(clauses, froms)));
        return out;
    }

    private void clauses(SelectClauses clauses, List<FromItem> froms) {
        out.sql("SELECT ");
        distinct(clauses);
        items(clauses.items());
        from(froms);
        condition(" WHERE ", clauses.where());
        groupBy(clauses, froms);
        condition(" HAVING ", clauses.having());
        windows(clauses.windows());
        orderBy(" ORDER BY ", clauses.orderBy(), clauses.items());
        paging(clauses.paging());
        lock(clauses.lock());
    }

    private void distinct(SelectClauses clauses) {
        out.sql(clauses.distinct() ? "DISTINCT " : "");
        for (int i = 0; i < clauses.distinctOn().size(); i++) {
            out.sql(i == 0 ? "DISTINCT ON (" : ", ");
            orderedBy(clauses.distinctOn().get(i), clauses.items());
        }
        out.sql(clauses.distinctOn().isEmpty() ? "" : ") ");
    }

    /** What is selected; from-items stand for their columns. */
    final void items(List<SelectItem> items) {
        boolean first = true;
        for (SelectItem item : items) {
            if (item instanceof FromItem from) {
                for (ColumnExpression<?> column : from.columns()) {
                    out.sql(first ? "" : ", ");
                    named(column);
                    first = false;
                }
            } else {
                out.sql(first ? "" : ", ");
                if (item instanceof Label<?> label) {
                    item(label.expression());
                    out.sql(" AS ").name(label.name());
                } else if (item instanceof ColumnExpression<?> column) {
                    named(column);
                } else {
                    item((Expression<?>) item);
                }
                first = false;
            }
        }
    }

    /** Writes a column that is selected under its own name. */
    protected void named(ColumnExpression<?> column) {
        item(column);
    }

    /** Writes one of what is selected, without its label. */
    protected void item(Expression<?> item) {
        compilation.expression(item);
    }

    private void from(List<FromItem> froms) {
        for (int i = 0; i < froms.size(); i++) {
            out.sql(i == 0 ? " FROM " : ", ");
            if (froms.size() == 1 && froms.get(0) instanceof SubqueryAlias alone && alone.isLateral()) {
                compilation.alone(alone);
            } else {
                compilation.from(froms.get(i));
            }
        }
    }

    private void condition(String clause, @Nullable Expression<Boolean> condition) {
        if (condition != null) {
            out.sql(clause);
            compilation.expression(condition);
        }
    }

    private void groupBy(SelectClauses clauses, List<FromItem> froms) {
        for (int i = 0; i < clauses.groupBy().size(); i++) {
            out.sql(i == 0 ? " GROUP BY " : ", ");
            Expression<?> expression = clauses.groupBy().get(i);
            if (expression instanceof Label<?> label && clauses.items().contains(label) && hasBind(label)) {
                boolean isColumnToo = froms.stream().anyMatch(item -> hasColumn(item, label.name()));
                groupedBy(label.name(), isColumnToo ? position(clauses.items(), label) : 0);
            } else {
                key(expression);
            }
        }
    }

    /** Writes what rows are ordered or grouped by. */
    protected void key(Expression<?> key) {
        compilation.expression(key);
    }

    /**
     * Writes what is selected under a label where GROUP BY repeats it: the label.
     *
     * @param position its place among what is selected, from 1, where a column that is grouped has the same name; else 0
     */
    protected void groupedBy(String label, int position) {
        if (position == 0) {
            out.name(label);
        } else {
            out.number(position);
        }
    }

    private static boolean hasColumn(FromItem item, String name) {
        return item.columns().stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private static int position(List<SelectItem> items, Label<?> label) {
        int position = 1;
        for (SelectItem item : items.subList(0, items.indexOf(label))) {
            position += item instanceof FromItem from ? from.columns().size() : 1;
        }
        return position;
    }

    /** An expression that is written twice has different binds, and for the database is not the same one. */
    private static boolean hasBind(ClauseElement element) {
        return element instanceof Bind || element.children().stream().anyMatch(SelectRenderer::hasBind);
    }

    private void windows(Map<String, Window> windows) {
        String before = " WINDOW ";
        for (Map.Entry<String, Window> entry : windows.entrySet()) {
            out.sql(before).name(entry.getKey()).sql(" AS ");
            new WindowRenderer(compilation).window(entry.getValue());
            before = ", ";
        }
    }

    /** Writes terms of ORDER BY; what is selected under a label is ordered by the label. */
    void orderBy(String clause, List<OrderTerm> terms, List<SelectItem> selected) {
        for (int i = 0; i < terms.size(); i++) {
            out.sql(i == 0 ? clause : ", ");
            orderedBy(terms.get(i).expression(), selected);
            direction(terms.get(i));
        }
    }

    /** Writes what is ordered by, a label where it is selected under one. */
    protected void orderedBy(Expression<?> expression, List<SelectItem> selected) {
        if (expression instanceof Label<?> label && selected.contains(label)) {
            out.name(label.name());
        } else {
            key(expression);
        }
    }

    /** What stands behind what is ordered by. */
    final void direction(OrderTerm term) {
        out.sql(term.direction() == OrderTerm.Direction.DESC ? " DESC" : "");
        if (term.nulls() != OrderTerm.Nulls.DEFAULT) {
            out.sql(" NULLS ").sql(term.nulls().name());
        }
    }

    /** LIMIT and OFFSET, as binds, so that pages share one text. */
    protected void paging(Paging paging) {
        if (paging.withTies() && paging.limit() != null) {
            offset(paging.offset());
            out.sql(paging.offset() == null ? "" : " ROWS").sql(" FETCH FIRST ");
            compilation.bind(Bind.value("limit", SqlTypes.BIGINT, paging.limit()));
            out.sql(" ROWS WITH TIES");
            return;
        }
        if (paging.limit() != null) {
            out.sql(" LIMIT ");
            compilation.bind(Bind.value("limit", SqlTypes.BIGINT, paging.limit()));
        }
        offset(paging.offset());
    }

    private void offset(@Nullable Long offset) {
        if (offset != null) {
            out.sql(" OFFSET ");
            compilation.bind(Bind.value("offset", SqlTypes.BIGINT, offset));
        }
    }

    /** FOR UPDATE and its like. */
    protected void lock(@Nullable RowLock lock) {
        if (lock == null) {
            return;
        }
        out.sql(" ").sql(lock.strength().words());
        for (int i = 0; i < lock.of().size(); i++) {
            out.sql(i == 0 ? " OF " : ", ");
            compilation.nameOf(lock.of().get(i));
        }
        out.sql(
                switch (lock.waiting()) {
                    case WAIT -> "";
                    case NO_WAIT -> " NOWAIT";
                    case SKIP_LOCKED -> " SKIP LOCKED";
                });
    }

    /** An error for what the target has not. */
    protected final CompileException unsupported(String construct, String wayOut) {
        return compilation.unsupported(construct, wayOut);
    }
}
