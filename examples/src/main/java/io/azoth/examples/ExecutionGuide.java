package io.azoth.examples;

import static io.azoth.schema.Schema.column;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.engine.ExecutionOptions;
import io.azoth.engine.StatementOutcome;
import io.azoth.engine.TransactionOptions;
import io.azoth.mock.MockAnswer;
import io.azoth.mock.MockDatabase;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Schema;
import io.azoth.schema.Table;
import io.azoth.sql.Result;
import io.azoth.sql.Row;
import io.azoth.sql.Select;
import io.azoth.sql.Update;
import io.r2dbc.spi.IsolationLevel;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How statements run. Each part is run by {@link #main} and shown in docs/guide/execution.md. */
public final class ExecutionGuide {
    static final class Accounts extends Table {
        final Column<Integer> id = column("account_id", INTEGER, Schema.primaryKey());
        final Column<String> owner = column("owner", varchar(40), Schema.notNull());
        final Column<Long> cents = column("cents", BIGINT, Schema.notNull());

        Accounts(MetaData metadata) {
            super("accounts", metadata);
        }
    }

    record Account(int accountId, String owner, long cents) {}

    private final Accounts accounts = new Accounts(new MetaData());
    private final Engine db;

    private ExecutionGuide(Engine db) {
        this.db = db;
    }

    private Mono<Void> rows() {
        Select rich = accounts.select().where(accounts.cents.gt(0L)).orderBy(accounts.id);

        Flux<Row> all = rich.executeOn(db);
        Flux<Account> records = rich.executeOn(db).map(row -> row.as(Account.class));
        Mono<Row> first = rich.firstOn(db);
        Mono<Row> only = rich.where(accounts.id.eq(1)).oneOn(db);

        return Mono.when(all, records, first, only);
    }

    private Mono<Result> manyRows() {
        return accounts.insert()
                .executeOn(
                        db,
                        row("account_id", 1, "owner", "Ada", "cents", 500L),
                        row("account_id", 2, "owner", "Bob", "cents", 700L));
    }

    private Mono<Long> transfer(long amount) {
        TransactionOptions options = TransactionOptions.DEFAULT
                .withIsolation(IsolationLevel.SERIALIZABLE)
                .withTimeout(Duration.ofSeconds(5))
                .withAttempts(3);

        return db.inTransaction(options, tx -> add(1, -amount)
                .executeOn(tx)
                .then(tx.inTransaction(savepoint -> add(2, amount).executeOn(savepoint)))
                .map(Result::rowCount));
    }

    private Update add(int id, long amount) {
        return accounts.update()
                .set(accounts.cents, accounts.cents.plus(amount))
                .where(accounts.id.eq(id));
    }

    private Flux<Row> report() {
        Engine reports = db.with(ExecutionOptions.DEFAULT
                .withTimeout(Duration.ofSeconds(5))
                .withFetchSize(500)
                .withTag("route", "/reports")
                .withTransaction(TransactionOptions.DEFAULT.withReadOnly(true)));

        return accounts.select().executeOn(reports);
    }

    private static Engine watched(String url) {
        return Engine.create(
                url,
                EngineOptions.DEFAULT
                        .withExecution(ExecutionOptions.DEFAULT.withTimeout(Duration.ofSeconds(30)))
                        .withListener(event -> {
                            if (event.outcome() == StatementOutcome.FAILED) {
                                System.out.println(event.sql() + " failed after " + event.time());
                            }
                        }));
    }

    private static Mono<List<String>> withoutDatabase() {
        MockDatabase database = MockDatabase.of("postgresql");
        database.on("SELECT accounts.account_id, accounts.owner, accounts.cents FROM accounts")
                .answer(MockAnswer.rows("account_id", "owner", "cents").row(1, "Ada", 500L));
        Accounts accounts = new Accounts(new MetaData());

        Mono<List<String>> owners = accounts.select()
                .executeOn(database.engine())
                .mapNotNull(row -> row.get(accounts.owner))
                .collectList();

        return owners.doOnNext(found -> System.out.println(database.statements() + " gave " + found));
    }

    public static void main(String[] arguments) {
        Engine db = watched("r2dbc:h2:mem:///execution");
        ExecutionGuide guide = new ExecutionGuide(db);
        db.inConnection(connection -> guide.accounts.create(connection).thenReturn(true))
                .then(guide.manyRows())
                .then(guide.rows())
                .then(guide.transfer(100))
                .then(guide.report().count())
                .doOnNext(count -> System.out.println(count + " accounts"))
                .then(withoutDatabase())
                .then(db.close())
                .block();
    }
}
