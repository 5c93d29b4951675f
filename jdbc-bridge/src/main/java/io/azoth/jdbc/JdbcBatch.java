package io.azoth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;

/** Statements without parameters that run one after the other. Not thread-safe until it is executed. */
final class JdbcBatch implements Batch {

    private final ConnectionContext context;
    private final List<Command> commands = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    JdbcBatch(ConnectionContext context) {
        this.context = context;
    }

    @Override
    @CanIgnoreReturnValue
    public JdbcBatch add(String sql) {
        if (sql == null) {
            throw new IllegalArgumentException("The SQL of a batch is null");
        }
        Script script = context.database().parse(sql);
        if (script.parameterCount() > 0) {
            throw new IllegalArgumentException("A batch takes no parameters: use Statement.add() for '" + sql + "'");
        }
        commands.addAll(script.commands());
        text.append(text.length() == 0 ? "" : "; ").append(sql);
        return this;
    }

    @Override
    public Flux<Result> execute() {
        Script script = new Script(text.toString(), List.copyOf(commands), List.of(), Map.of());
        return RowFlux.assembled(new ExecuteFlux(context, script, List.<Object[]>of(new Object[0])));
    }
}
