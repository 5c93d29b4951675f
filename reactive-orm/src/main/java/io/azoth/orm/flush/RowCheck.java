package io.azoth.orm.flush;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Executor;
import io.azoth.sql.Expression;
import io.azoth.sql.Row;
import io.azoth.sql.Select;
import io.azoth.sql.SelectItem;
import io.azoth.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Finds rows by their keys, and names those that a change did not meet. */
final class RowCheck {
    private static final int NAMED = 10;

    private RowCheck() {}

    /** Empty where a change met all of its rows; else an error that names those that are not there any more. */
    static Mono<Void> of(Executor executor, String what, List<RowChange> rows, long met) {
        if (met == rows.size()) {
            return Mono.empty();
        }
        EntityMapping mapping = rows.get(0).mapping();
        SelectItem[] keys = mapping.keyColumns().toArray(SelectItem[]::new);
        return Select.of(keys)
                .where(keyIn(rows))
                .executeOn(executor)
                .map(RowCheck::key)
                .collect(Collectors.toSet())
                .flatMap(present -> Mono.error(stale(what, rows, present, met)));
    }

    private static Object key(Row row) {
        return row.size() == 1 ? row.values().get(0) : List.copyOf(row.values());
    }

    private static OrmException stale(String what, List<RowChange> rows, Set<Object> present, long met) {
        List<String> gone = rows.stream()
                .filter(row -> !present.contains(row.key()))
                .map(row -> row.mapping().name() + "#" + row.key())
                .toList();
        String names = gone.isEmpty() || !what.equals("UPDATE")
                ? rows.stream()
                        .limit(NAMED)
                        .map(row -> row.mapping().name() + "#" + row.key())
                        .toList()
                        .toString()
                : gone.stream().limit(NAMED).toList().toString();
        String which = names.substring(1, names.length() - 1);
        return new OrmException(
                ErrorCode.STALE_OBJECT,
                "The " + what + " of " + which + " met " + met + " of " + rows.size()
                        + " rows: another transaction has deleted or changed them; refresh(..) or expunge(..) what "
                        + "is stale and try again");
    }

    static Expression<Boolean> keyIs(RowChange row) {
        List<Expression<Boolean>> parts = new ArrayList<>();
        List<?> values = row.mapping().keyValues(row.key());
        for (Attribute key : row.mapping().key()) {
            parts.add(equal(key.column(), values.get(parts.size())));
        }
        return all(parts);
    }

    @SuppressWarnings("unchecked")
    static Expression<Boolean> keyIn(List<RowChange> rows) {
        if (rows.size() == 1) {
            return keyIs(rows.get(0));
        }
        EntityMapping mapping = rows.get(0).mapping();
        if (mapping.key().size() == 1) {
            ColumnExpression<Object> column =
                    (ColumnExpression<Object>) mapping.key().get(0).column();
            return column.in(rows.stream().map(RowChange::key).toList());
        }
        Expression<Boolean>[] alternatives = rows.stream().map(RowCheck::keyIs).toArray(Expression[]::new);
        return Sql.or(alternatives);
    }

    @SuppressWarnings("unchecked")
    static Expression<Boolean> all(List<Expression<Boolean>> conditions) {
        return conditions.size() == 1 ? conditions.get(0) : Sql.and(conditions.toArray(Expression[]::new));
    }

    @SuppressWarnings("unchecked")
    private static Expression<Boolean> equal(ColumnExpression<?> column, @Nullable Object value) {
        return ((ColumnExpression<Object>) column).eq(value);
    }
}
