package io.azoth.compile;

import io.azoth.sql.Bind;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.EffectStatement;
import io.azoth.sql.FromItem;
import io.azoth.sql.InList;
import io.azoth.sql.Insert;
import io.azoth.sql.Parameters;
import io.azoth.sql.Returning;
import io.azoth.sql.Statement;
import io.azoth.sql.Update;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT or UPDATE takes the parameters of its execution that it does not name itself as columns.
 *
 * @param statement the statement with those columns
 * @param rest the parameters that it does name
 */
record ParameterColumns(Statement statement, Parameters rest) {
    static ParameterColumns fill(Statement statement, Parameters parameters) {
        if (parameters.names().isEmpty() || !takesColumns(statement)) {
            return new ParameterColumns(statement, parameters);
        }
        return fill(statement, parameters, named(statement));
    }

    /** Others keep their parameters, and are not searched for what they name. */
    private static boolean takesColumns(Statement statement) {
        return statement instanceof Insert
                || statement instanceof Update
                || (statement instanceof Returning returning && takesColumns(returning.change()));
    }

    private static ParameterColumns fill(Statement statement, Parameters parameters, Set<String> named) {
        if (statement instanceof Insert insert) {
            return split(insert, parameters, named, columns -> insert.values(columns));
        } else if (statement instanceof Update update) {
            return split(update, parameters, named, columns -> set(update, columns));
        } else if (statement instanceof Returning returning) {
            ParameterColumns change = fill(returning.change(), parameters, named);
            return new ParameterColumns(
                    new Returning((EffectStatement) change.statement, returning.items()), change.rest);
        }
        return new ParameterColumns(statement, parameters);
    }

    /** The names of the parameters that a statement names itself. */
    static Set<String> named(ClauseElement element) {
        Set<String> names = new HashSet<>();
        collect(element, names, new HashSet<>());
        return names;
    }

    /** What a column comes from stands in FROM by itself, each source once. */
    private static void collect(ClauseElement element, Set<String> names, Set<FromItem> sources) {
        if (element instanceof Bind<?> bind && bind.required()) {
            names.add(bind.name());
        } else if (element instanceof InList in && in.parameter() != null) {
            names.add(in.parameter());
        } else if (element instanceof ColumnExpression<?> column && sources.add(column.source())) {
            collect(column.source(), names, sources);
        }
        element.children().forEach(child -> collect(child, names, sources));
    }

    private static ParameterColumns split(
            Statement statement,
            Parameters parameters,
            Set<String> named,
            java.util.function.Function<Parameters, Statement> withColumns) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        parameters.asMap().forEach((name, value) -> (named.contains(name) ? rest : columns).put(name, value));
        Statement filled = columns.isEmpty() ? statement : withColumns.apply(Parameters.of(columns));
        return new ParameterColumns(filled, Parameters.of(rest));
    }

    private static Update set(Update update, Parameters columns) {
        Update filled = update;
        for (Map.Entry<String, @Nullable Object> column : columns.asMap().entrySet()) {
            filled = filled.values(column.getKey(), column.getValue());
        }
        return filled;
    }
}
