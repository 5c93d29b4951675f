package io.azoth.orm.session;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.orm.Query;
import io.azoth.orm.loading.RowAssembler;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.sql.Expression;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Row;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SortKey;
import io.azoth.sql.Sql;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A query of one class in a session. Immutable, for any thread. */
final class ReactiveQuery<T> implements Query<T> {
    private final SessionCore core;
    private final @Nullable Scope view;
    private final EntityMapping mapping;
    private final Select select;

    ReactiveQuery(SessionCore core, @Nullable Scope view, EntityMapping mapping, Select select) {
        this.core = core;
        this.view = view;
        this.mapping = mapping;
        this.select = select;
    }

    private Query<T> with(Select changed) {
        return new ReactiveQuery<>(core, view, mapping, changed);
    }

    @Override
    public Query<T> by(String attribute, @Nullable Object value, @Nullable Object... more) {
        if (more.length % 2 != 0) {
            throw new OrmException(
                    ErrorCode.INVALID_STATEMENT,
                    "Attributes and values come in pairs, but " + (more.length + 2) + " arguments were given");
        }
        Select changed = select.where(Criteria.equal(core.state(), mapping, attribute, value));
        for (int i = 0; i < more.length; i += 2) {
            changed = changed.where(Criteria.equal(core.state(), mapping, String.valueOf(more[i]), more[i + 1]));
        }
        return with(changed);
    }

    @Override
    public Query<T> where(Expression<Boolean> condition) {
        return with(select.where(condition));
    }

    @Override
    public Query<T> orderBy(SortKey... keys) {
        return with(select.orderBy(keys));
    }

    @Override
    public Query<T> limit(long rows) {
        return with(select.limit(rows));
    }

    @Override
    public Query<T> offset(long rows) {
        return with(select.offset(rows));
    }

    @Override
    public Mono<T> first() {
        SelectClauses clauses = select.clauses();
        Select ordered = clauses.orderBy().isEmpty() ? select.orderBy(keyOrder()) : select;
        Long limit = clauses.limit();
        return objects(limit == null || limit > 1 ? ordered.limit(1) : ordered).next();
    }

    private OrderTerm[] keyOrder() {
        return mapping.key().stream().map(key -> key.column().asc()).toArray(OrderTerm[]::new);
    }

    @Override
    public Mono<T> one() {
        return objects(select)
                .buffer(2)
                .next()
                .flatMap(found -> found.size() == 1 ? Mono.just(found.get(0)) : Mono.error(tooMany()));
    }

    private OrmException tooMany() {
        return new OrmException(
                ErrorCode.TOO_MANY_ROWS,
                "One " + mapping.name() + " was asked for, but the query finds more than one; narrow it, or use "
                        + "first() or all()");
    }

    @Override
    public Flux<T> all() {
        return objects(select).collectList().flatMapIterable(found -> found);
    }

    @Override
    public Flux<T> stream() {
        return objects(select);
    }

    @Override
    public Mono<Long> count() {
        SelectClauses clauses = select.clauses();
        Select counted = Select.of(Sql.count());
        if (clauses.limit() != null || clauses.offset() != null) {
            counted = counted.from(select.as("found"));
        } else {
            counted = counted.from(mapping.table());
            counted = clauses.where() == null ? counted : counted.where(clauses.where());
        }
        Select statement = counted;
        return core.on(view, executor -> statement.scalarOn(executor, Long.class));
    }

    @SuppressWarnings("unchecked")
    private Flux<T> objects(Select statement) {
        return Flux.defer(() -> {
            RowAssembler assembler = new RowAssembler(core.state(), mapping, true);
            Flux<Row> rows = core.manyOn(view, statement::executeOn);
            return rows.map(row -> (T) assembler.assemble(row));
        });
    }

    @Override
    public String toString() {
        return select.toString();
    }
}
