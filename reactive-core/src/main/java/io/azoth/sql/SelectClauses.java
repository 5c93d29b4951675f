package io.azoth.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The clauses of a SELECT.
 *
 * @param remarks hints and comments, as they stand before it
 * @param with common table expressions that stand in WITH though nothing uses them
 * @param items what is selected, in order
 * @param distinct SELECT DISTINCT
 * @param distinctOn the expressions of which each combination comes once, empty for none
 * @param from what stands in FROM by name; tables of the columns that are used join it by themselves
 * @param correlated from-items of enclosing statements that are not repeated here; null for what is found by itself
 * @param where the condition, or null
 * @param groupBy the expressions of GROUP BY
 * @param having the condition on groups, or null
 * @param windows named windows
 * @param orderBy the terms of ORDER BY
 * @param paging LIMIT and OFFSET
 * @param lock the lock on its rows, or null
 */
public record SelectClauses(
        List<String> remarks,
        List<Cte> with,
        List<SelectItem> items,
        boolean distinct,
        List<Expression<?>> distinctOn,
        List<FromItem> from,
        @Nullable List<FromItem> correlated,
        @Nullable Expression<Boolean> where,
        List<Expression<?>> groupBy,
        @Nullable Expression<Boolean> having,
        Map<String, Window> windows,
        List<OrderTerm> orderBy,
        Paging paging,
        @Nullable RowLock lock) {
    static final SelectClauses EMPTY = new Draft().done();

    /** The most rows, or null. */
    public @Nullable Long limit() {
        return paging.limit();
    }

    /** The rows left out at the beginning, or null. */
    public @Nullable Long offset() {
        return paging.offset();
    }

    /** The parts of GROUP BY, HAVING and ORDER BY. */
    List<ClauseElement> grouped() {
        List<ClauseElement> parts = new ArrayList<>(groupBy);
        Mapped.add(parts, having);
        Mapped.addTerms(parts, orderBy);
        return parts;
    }

    SelectClauses with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    List<ClauseElement> children() {
        List<ClauseElement> children = new ArrayList<>(with);
        for (SelectItem item : items) {
            children.add((ClauseElement) item);
        }
        children.addAll(distinctOn);
        children.addAll(from);
        Mapped.add(children, where);
        children.addAll(groupBy);
        Mapped.add(children, having);
        windows.values().forEach(window -> window.addTo(children));
        Mapped.addTerms(children, orderBy);
        return children;
    }

    SelectClauses map(UnaryOperator<ClauseElement> f) {
        return with(draft -> {
            draft.with = Mapped.all(f, with);
            draft.items = Mapped.items(f, items);
            draft.distinctOn = Mapped.all(f, distinctOn);
            draft.from = Mapped.all(f, from);
            draft.correlated = correlated == null ? null : Mapped.all(f, correlated);
            draft.where = Mapped.maybe(f, where);
            draft.groupBy = Mapped.all(f, groupBy);
            draft.having = Mapped.maybe(f, having);
            draft.windows = new LinkedHashMap<>();
            windows.forEach((name, window) -> draft.windows.put(name, window.map(f)));
            draft.orderBy = Mapped.terms(f, orderBy);
        });
    }

    /** Clauses while one of them changes; the lists in it are replaced, never changed. */
    static final class Draft {
        List<String> remarks = List.of();
        List<Cte> with = List.of();
        List<SelectItem> items = List.of();
        boolean distinct;
        List<Expression<?>> distinctOn = List.of();
        List<FromItem> from = List.of();

        @Nullable
        List<FromItem> correlated;

        @Nullable
        Expression<Boolean> where;

        List<Expression<?>> groupBy = List.of();

        @Nullable
        Expression<Boolean> having;

        Map<String, Window> windows = Map.of();
        List<OrderTerm> orderBy = List.of();
        Paging paging = Paging.ALL;

        @Nullable
        RowLock lock;

        private Draft() {}

        private Draft(SelectClauses clauses) {
            remarks = clauses.remarks;
            with = clauses.with;
            items = clauses.items;
            distinct = clauses.distinct;
            distinctOn = clauses.distinctOn;
            from = clauses.from;
            correlated = clauses.correlated;
            where = clauses.where;
            groupBy = clauses.groupBy;
            having = clauses.having;
            windows = clauses.windows;
            orderBy = clauses.orderBy;
            paging = clauses.paging;
            lock = clauses.lock;
        }

        private SelectClauses done() {
            return new SelectClauses(
                    List.copyOf(remarks),
                    List.copyOf(with),
                    List.copyOf(items),
                    distinct,
                    List.copyOf(distinctOn),
                    List.copyOf(from),
                    correlated == null ? null : List.copyOf(correlated),
                    where,
                    List.copyOf(groupBy),
                    having,
                    windows,
                    List.copyOf(orderBy),
                    paging,
                    lock);
        }
    }
}
