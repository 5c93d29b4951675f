package io.azoth.engine;

import io.azoth.dialect.Dialect;
import io.azoth.dialect.DialectAware;
import io.azoth.schema.SchemaTranslation;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Executor;
import io.azoth.sql.Insert;
import io.azoth.sql.Parameters;
import io.azoth.sql.Result;
import io.azoth.sql.Row;
import io.azoth.sql.Statement;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.ContextView;

/**
 * What engine, connection and transaction do alike: they run statements and transactions, each in its own place.
 *
 * <p>Any thread may subscribe. Signals come on the driver's thread, or on the subscriber's own where nothing was sent.
 */
abstract sealed class Workplace implements Executor, DialectAware permits Engine, SqlConnection, Transaction {
    private final EngineResources resources;

    Workplace(EngineResources resources) {
        this.resources = resources;
    }

    /** Where one operation runs, which may depend on the transaction in the Context. Called at subscription. */
    abstract Turn turn(ContextView context);

    /** Queues a transaction; the grant hears when its place is reached. */
    abstract void begin(ContextView context, TransactionOptions options, Grant<TransactionPlace> grant);

    /** A transaction that was begun here has ended: does what is left to do, then runs the task. */
    abstract void leave(TransactionPlace place, Runnable then);

    final EngineResources resources() {
        return resources;
    }

    /** The dialect that statements are compiled for. */
    @Override
    public final Dialect dialect() {
        return resources.dialect();
    }

    /** Which schemas stand for others in what is run here. */
    @Override
    public final SchemaTranslation schemas() {
        return resources.options().schemas();
    }

    @Override
    public final Flux<Row> fetch(Statement statement, Parameters parameters) {
        return new FetchFlux(this, statement, parameters);
    }

    @Override
    public final Mono<Result> execute(Statement statement, List<Parameters> parameters) {
        List<Parameters> copied = List.copyOf(parameters);
        return Mono.create(sink -> execute(sink, statement, copied));
    }

    /**
     * Does work in one transaction: it is committed when the work completes and rolled back when it fails or is cancelled.
     * Inside a transaction this is a savepoint of it.
     *
     * <p>A cancel never cuts a statement off: what is in flight ends, nothing else is sent, and everything is rolled back.
     * Once COMMIT was sent, it stands.
     *
     * @param work what to do; it is called when the transaction has its connection, and its Mono is subscribed to once
     * @return what the work emitted, after the commit was confirmed
     */
    public final <T> Mono<T> inTransaction(Function<? super Transaction, ? extends Mono<T>> work) {
        return inTransaction(TransactionOptions.DEFAULT, work);
    }

    /**
     * {@link #inTransaction(Function)} with isolation, mode or a time limit. A savepoint takes isolation and mode from the
     * transaction around it.
     */
    public final <T> Mono<T> inTransaction(
            TransactionOptions options, Function<? super Transaction, ? extends Mono<T>> work) {
        return Mono.create(sink -> inTransaction(sink, options, work));
    }

    /** {@link #inTransaction(Function)} for many elements: they are collected, and emitted after the commit. */
    public final <T> Flux<T> inTransactionMany(Function<? super Transaction, ? extends Flux<T>> work) {
        return inTransactionMany(TransactionOptions.DEFAULT, work);
    }

    /** {@link #inTransactionMany(Function)} with isolation, mode or a time limit. */
    public final <T> Flux<T> inTransactionMany(
            TransactionOptions options, Function<? super Transaction, ? extends Flux<T>> work) {
        return inTransaction(options, tx -> work.apply(tx).collectList()).flatMapIterable(Function.identity());
    }

    private <T> void inTransaction(
            MonoSink<T> sink, TransactionOptions options, Function<? super Transaction, ? extends Mono<T>> work) {
        ScopedWork<TransactionPlace, T> scoped = new ScopedWork<>(
                sink, place -> work.apply(new Transaction(place)), place -> new TransactionScope(place, this));
        begin(sink.contextView(), options, scoped);
    }

    private void execute(MonoSink<Result> sink, Statement statement, List<Parameters> parameters) {
        List<CompiledSql> compiled = resources.compiler().compileAll(statement, parameters);
        boolean keysInOrder = statement instanceof Insert;
        Turn turn = turn(sink.contextView());
        if (compiled.size() > 1 && !turn.host().inTransaction()) {
            inTransaction(
                    sink,
                    TransactionOptions.DEFAULT,
                    tx -> Mono.create(inner -> run(tx.turn(inner.contextView()), inner, compiled, keysInOrder)));
        } else {
            run(turn, sink, compiled, keysInOrder);
        }
    }

    private static void run(Turn turn, MonoSink<Result> sink, List<CompiledSql> compiled, boolean keysInOrder) {
        ExecuteOperation operation = new ExecuteOperation(turn.host(), sink, compiled, keysInOrder);
        sink.onCancel(operation::cancel);
        turn.submit(operation);
    }
}
