package io.azoth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A statement with its parameter values. Not thread-safe until it is executed. */
final class JdbcStatement implements Statement {

    private final ConnectionContext context;
    private Script script;
    private final Bindings bindings;

    JdbcStatement(ConnectionContext context, Script script) {
        this.context = context;
        this.script = script;
        this.bindings = new Bindings(context.database(), script);
    }

    @Override
    @CanIgnoreReturnValue
    public JdbcStatement add() {
        bindings.add();
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public JdbcStatement bind(int index, Object value) {
        bindings.bind(index, value);
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public JdbcStatement bind(String name, Object value) {
        bindings.bind(bindings.index(name), value);
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public JdbcStatement bindNull(int index, Class<?> type) {
        bindings.bindNull(index, type);
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public JdbcStatement bindNull(String name, Class<?> type) {
        bindings.bindNull(bindings.index(name), type);
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public JdbcStatement fetchSize(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("A fetch size is negative: " + rows);
        }
        return this; // rows are read in process, as demand asks for them: there is no page to size
    }

    @Override
    @CanIgnoreReturnValue
    public JdbcStatement returnGeneratedValues(String... columns) {
        if (columns == null) {
            throw new IllegalArgumentException("The columns to return are null");
        }
        for (String column : columns) {
            if (column == null) {
                throw new IllegalArgumentException("A column to return is null");
            }
        }
        script = context.database().returning(script, columns);
        return this;
    }

    @Override
    public Flux<Result> execute() {
        List<@Nullable Object[]> rows = bindings.complete();
        Script prepared = script;
        if (bindings.streams()) {
            return Lobs.gather(rows, context).flatMapMany(gathered -> new ExecuteFlux(context, prepared, gathered));
        }
        return RowFlux.assembled(new ExecuteFlux(context, prepared, rows));
    }
}
