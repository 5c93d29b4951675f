package io.azoth.engine;

import io.azoth.compile.SqlCompiler;
import io.azoth.dialect.Dialect;
import io.azoth.dialect.DialectAware;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.SchemaTranslation;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Executor;
import io.azoth.sql.Insert;
import io.azoth.sql.Parameters;
import io.azoth.sql.Result;
import io.azoth.sql.Row;
import io.azoth.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/**
 * What engine, connection and transaction do alike: they run statements and transactions, each in its own place.
 *
 * <p>Any thread may subscribe. Signals come on the driver's thread, or on the subscriber's own where nothing was sent.
 */
abstract sealed class Workplace implements Executor, DialectAware permits Engine, SqlConnection, Transaction {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    private final EngineResources resources;
    private final ExecutionOptions own;
    private final Execution alone;

    Workplace(EngineResources resources, ExecutionOptions own) {
        this.resources = resources;
        this.own = own;
        this.alone = resolved(own);
    }

    private Execution resolved(ExecutionOptions options) {
        return Execution.of(options.over(resources.options().execution()));
    }

    /** The options that were given here. */
    final ExecutionOptions own() {
        return own;
    }

    /** What holds for a statement that runs in nothing else. */
    final Execution alone() {
        return alone;
    }

    /** What holds for a statement in its turn. */
    final Execution execution(Turn turn) {
        ExecutionOptions all = own.over(turn.around());
        return all.equals(own) ? alone : resolved(all);
    }

    /** Where one operation runs, which may depend on the transaction in the Context. Called at subscription. */
    abstract Turn turn(ContextView context);

    /** Queues a transaction; the grant hears when its place is reached. */
    abstract void begin(ContextView context, Beginning beginning, Grant<TransactionPlace> grant);

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
        return alone.schemas();
    }

    /** The compiler of the dialect, with the schemas that hold for a statement. */
    final SqlCompiler compiler(Execution execution) {
        SqlCompiler compiler = resources.dialect().compiler();
        return execution.schemas().equals(SchemaTranslation.NONE)
                ? compiler
                : compiler.translating(execution.schemas());
    }

    @Override
    public final Flux<Row> fetch(Statement statement, Parameters parameters) {
        return new FetchFlux(this, statement, parameters, false);
    }

    @Override
    public final Mono<Row> fetchFirst(Statement statement, Parameters parameters) {
        return new FetchFlux(this, statement, parameters, true).next();
    }

    @Override
    public final Mono<Result> execute(Statement statement, List<Parameters> parameters) {
        List<Parameters> copied = List.copyOf(parameters);
        return Mono.deferContextual(context -> execute(context, statement, copied));
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
        return inTransaction(alone.transactionOrDefault(), work);
    }

    /**
     * {@link #inTransaction(Function)} with isolation, mode or a time limit. A savepoint takes isolation and mode from the
     * transaction around it.
     */
    public final <T> Mono<T> inTransaction(
            TransactionOptions options, Function<? super Transaction, ? extends Mono<T>> work) {
        Mono<T> once = Mono.create(sink -> inTransaction(sink, options, work));
        if (options.attempts() == 1) {
            return once;
        }
        Retry again = Retry.backoff(options.attempts() - 1L, FIRST_PAUSE)
                .filter(Workplace::mayBeRunAgain)
                .onRetryExhaustedThrow((spec, last) -> last.failure());
        return Mono.deferContextual(context -> turn(context).host().inTransaction() ? once : once.retryWhen(again));
    }

    @Override
    public final <T> Mono<T> atomically(Function<? super Executor, ? extends Mono<T>> work) {
        return inTransaction(work);
    }

    /** {@link #inTransaction(Function)} for many elements: they are collected, and emitted after the commit. */
    public final <T> Flux<T> inTransactionMany(Function<? super Transaction, ? extends Flux<T>> work) {
        return inTransactionMany(alone.transactionOrDefault(), work);
    }

    /** {@link #inTransactionMany(Function)} with isolation, mode or a time limit. */
    public final <T> Flux<T> inTransactionMany(
            TransactionOptions options, Function<? super Transaction, ? extends Flux<T>> work) {
        return inTransaction(options, tx -> work.apply(tx).collectList()).flatMapIterable(Function.identity());
    }

    private static boolean mayBeRunAgain(Throwable error) {
        return error instanceof AzothException known
                && (known.code() == ErrorCode.SERIALIZATION_FAILURE || known.code() == ErrorCode.STALE_STATEMENT);
    }

    private <T> void inTransaction(
            MonoSink<T> sink, TransactionOptions options, Function<? super Transaction, ? extends Mono<T>> work) {
        ScopedWork<TransactionPlace, T> scoped = new ScopedWork<>(
                sink, place -> work.apply(new Transaction(place)), place -> new TransactionScope(place, this));
        begin(sink.contextView(), new Beginning(options, own), scoped);
    }

    private Mono<Result> execute(ContextView context, Statement statement, List<Parameters> parameters) {
        Turn turn = turn(context);
        Execution execution = execution(turn);
        List<CompiledSql> compiled = compiler(execution).compileAll(statement, parameters);
        boolean keysInOrder = statement instanceof Insert;
        if (needsTransaction(turn, execution, compiled.size())) {
            return inTransaction(
                    execution.transactionOrDefault(),
                    tx -> Mono.create(sink ->
                            run(tx.turn(sink.contextView()), new Work(sink, execution, compiled, keysInOrder))));
        }
        return Mono.create(sink -> run(turn, new Work(sink, execution, compiled, keysInOrder)));
    }

    /** Whether it has to be all or nothing, or was told how its transaction begins, and is in none. */
    static boolean needsTransaction(Turn turn, Execution execution, int statements) {
        return (statements > 1 || execution.transaction() != null)
                && !turn.host().inTransaction();
    }

    /**
     * The rows of a statement in a transaction of its own: those of a query in windows of demand, the end after the commit;
     * those of what may be a change after the commit, all of them.
     */
    final Flux<Row> fetchInTransaction(
            Execution execution, Statement statement, Function<Transaction, Flux<Row>> rows) {
        TransactionOptions options = execution.transactionOrDefault();
        if (!options.readOnly() && !StatementTransaction.onlyReads(statement)) {
            return inTransactionMany(options, rows);
        }
        Mono<StatementTransaction> begun = new Handover<TransactionPlace, StatementTransaction>(
                (context, grant) -> begin(context, new Beginning(options, own), grant),
                place -> new StatementTransaction(place, this),
                place -> new StatementTransaction(place, this).abandon());
        return StatementTransaction.rows(begun, rows);
    }

    private static void run(Turn turn, Work work) {
        MonoSink<Result> sink = work.sink();
        ExecuteOperation operation = new ExecuteOperation(turn.host(), work);
        sink.onCancel(operation::cancel);
        turn.submit(operation);
    }

    /**
     * Statements to run for their effect.
     *
     * @param keysInOrder true where the keys of one statement are to be put in ascending order, which is the order of the
     *     inserted rows, while no database promises the order of RETURNING
     */
    record Work(MonoSink<Result> sink, Execution execution, List<CompiledSql> statements, boolean keysInOrder) {}
}
