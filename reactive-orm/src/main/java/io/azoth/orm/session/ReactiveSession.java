package io.azoth.orm.session;

import io.azoth.dialect.Dialect;
import io.azoth.dialect.DialectAware;
import io.azoth.engine.Transaction;
import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.orm.PlannedChange;
import io.azoth.orm.Query;
import io.azoth.orm.Session;
import io.azoth.orm.flush.FlushPlan;
import io.azoth.orm.flush.Removals;
import io.azoth.orm.loading.RowAssembler;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.SessionState;
import io.azoth.schema.SchemaTranslation;
import io.azoth.sql.Parameters;
import io.azoth.sql.Result;
import io.azoth.sql.Row;
import io.azoth.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A session, or its view within one of its transactions. Any thread may use it. */
final class ReactiveSession implements Session, DialectAware {
    private static final int NAMED_CHANGES = 10;

    private final SessionCore core;
    private final SessionState state;
    private final @Nullable Scope view;

    ReactiveSession(SessionCore core, @Nullable Scope view) {
        this.core = core;
        this.state = core.state();
        this.view = view;
    }

    @Override
    public <T> Mono<T> get(Class<T> type, Object id) {
        return Mono.defer(() -> {
            core.usable();
            EntityMapping mapping = state.mappings().of(type);
            mapping.checkKey(id);
            Entry known = state.find(mapping, id);
            if (known != null && !known.isExpired()) {
                return Mono.just(type.cast(known.object()));
            }
            RowAssembler assembler = new RowAssembler(state, mapping, false);
            return core.on(view, executor -> Keys.select(mapping, id).oneOn(executor))
                    .map(row -> type.cast(assembler.assemble(row)));
        });
    }

    @Override
    public <T> Query<T> query(Class<T> type) {
        EntityMapping mapping = state.mappings().of(type);
        return new ReactiveQuery<>(core, view, mapping, mapping.select());
    }

    @Override
    public Flux<Row> fetch(Statement statement, Parameters parameters) {
        return core.manyOn(view, executor -> executor.fetch(statement, parameters));
    }

    @Override
    public Mono<Row> fetchFirst(Statement statement, Parameters parameters) {
        return core.on(view, executor -> executor.fetchFirst(statement, parameters));
    }

    @Override
    public Mono<Result> execute(Statement statement, List<Parameters> parameters) {
        List<Parameters> copied = List.copyOf(parameters);
        return core.on(view, executor -> executor.execute(statement, copied));
    }

    @Override
    public Dialect dialect() {
        return core.engine().dialect();
    }

    @Override
    public SchemaTranslation schemas() {
        return core.engine().schemas();
    }

    @Override
    public void save(Object object) {
        core.usable();
        core.refuseOthers(object);
        state.save(object);
    }

    @Override
    public void delete(Object object) {
        core.usable();
        state.delete(object);
    }

    @Override
    public boolean contains(Object object) {
        return state.contains(object);
    }

    @Override
    public Mono<Void> flush() {
        return Mono.deferContextual(context -> {
            core.usable();
            Scope scope = core.scope(context, view);
            if (scope != null) {
                return flushWithin(scope);
            }
            return state.isDirty()
                    ? core.connection().get().flatMap(c -> c.inTransaction(own -> flushIn(own, false)))
                    : Mono.empty();
        });
    }

    /** A flush with a transaction or savepoint of its own: the state learns of it when that has ended. */
    private Mono<Void> flushIn(Transaction transaction, boolean undoable) {
        AtomicReference<@Nullable FlushPlan> written = new AtomicReference<>();
        transaction.onEnd(outcome -> core.end(
                outcome,
                () -> {
                    FlushPlan plan = written.get();
                    if (plan != null) {
                        plan.apply(undoable);
                    }
                },
                () -> {}));
        return core.write(transaction).doOnNext(written::set).then();
    }

    private Mono<Void> flushWithin(Scope scope) {
        return scope.inTurn(Mono.defer(() -> {
            if (!state.isDirty()) {
                return Mono.empty();
            }
            // Whether somebody else's transaction is committed is not ours to say, so half of a flush is taken back at
            // once.
            return scope.isOwn()
                    ? writeWithin(scope)
                    : scope.transaction().inTransaction(savepoint -> flushIn(savepoint, true));
        }));
    }

    private Mono<Void> writeWithin(Scope scope) {
        return core.write(scope.transaction())
                .doOnNext(plan -> plan.apply(true))
                .doOnError(error -> scope.tear())
                .doOnCancel(scope::tear)
                .then();
    }

    @Override
    public <T> Mono<T> inTransaction(Function<? super Session, ? extends Mono<T>> work) {
        return Mono.deferContextual(context -> {
            core.usable();
            Scope outer = core.scope(context, view);
            return outer != null
                    ? outer.transaction().inTransaction(transaction -> within(transaction, work))
                    : core.connection().get().flatMap(c -> c.inTransaction(transaction -> within(transaction, work)));
        });
    }

    private <T> Mono<T> within(Transaction transaction, Function<? super Session, ? extends Mono<T>> work) {
        Scope scope = core.begun(transaction);
        Mono<T> result = Objects.requireNonNull(
                work.apply(new ReactiveSession(core, scope)), "the work returned null instead of a Mono");
        return result.map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(value -> flushWithin(scope).then(scope.intact()).then(Mono.justOrEmpty(value)));
    }

    @Override
    public <T> Mono<T> refresh(T object) {
        return Mono.defer(() -> {
            Entry entry = state.require(object);
            Object key = entry.key();
            if (key == null) {
                state.expire(entry);
            }
            RowAssembler assembler = new RowAssembler(state, entry.mapping(), false);
            return core.on(view, executor -> Keys.select(entry.mapping(), entry.presentKey())
                            .oneOn(executor))
                    .switchIfEmpty(Mono.error(() -> new OrmException(
                            ErrorCode.STALE_OBJECT, "The row of " + entry + " is gone; expunge(..) it")))
                    .map(row -> {
                        synchronized (state) {
                            state.expire(entry);
                            return assembler.assemble(row);
                        }
                    })
                    .thenReturn(object);
        });
    }

    @Override
    public void expire(Object object) {
        state.expire(state.require(object));
    }

    @Override
    public void expunge(Object object) {
        state.forget(state.require(object));
    }

    @Override
    public void clear() {
        state.clear();
    }

    @Override
    public boolean isDirty() {
        return state.isDirty();
    }

    @Override
    public List<PlannedChange> plan() {
        return FlushPlan.of(state, Removals.known(state)).describe();
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (!core.connection().beginClose()) {
                return Mono.empty();
            }
            Mono<Void> settled = state.isDirty() ? Mono.error(unflushed()) : Mono.empty();
            return core.close().then(settled);
        });
    }

    /** Empty where everything is flushed, else an error that names what is not. */
    Mono<Void> settled() {
        return Mono.defer(() -> state.isDirty() ? Mono.error(unflushed()) : Mono.empty());
    }

    /** Closes without a look at what was not flushed. */
    Mono<Void> abandon() {
        return Mono.defer(() -> core.connection().beginClose() ? core.close() : Mono.empty());
    }

    private OrmException unflushed() {
        List<PlannedChange> changes = plan();
        String names = changes.stream()
                .limit(NAMED_CHANGES)
                .map(PlannedChange::toString)
                .collect(Collectors.joining(", "));
        return new OrmException(
                ErrorCode.UNFLUSHED_CHANGES,
                "The session ended with " + changes.size() + " unflushed "
                        + (changes.size() == 1 ? "change" : "changes")
                        + ": " + names + (changes.size() > NAMED_CHANGES ? ", ..." : "")
                        + "; subscribe to flush() before its end, or clear() to drop them");
    }
}
