package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.sql.Bind;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.DdlStatement;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.GenericText;
import io.azoth.sql.InList;
import io.azoth.sql.Insert;
import io.azoth.sql.Operator;
import io.azoth.sql.Parameters;
import io.azoth.sql.Select;
import io.azoth.sql.Statement;
import io.azoth.sql.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Generic SQL with named binds, for people to read. Statements end with a mark that no database takes, lest the text be
 * run by mistake.
 */
public final class GenericSyntax extends Syntax implements GenericText {
    private static final Statement NOTHING = Select.of();
    private static final String NOT_FOR_EXECUTION = " {generic}";

    @Override
    public BindMarkers markers() {
        return (text, position, name) ->
                text.append(':').append(name).append('_').append(position);
    }

    @Override
    public int maxBinds() {
        return Integer.MAX_VALUE;
    }

    @Override
    public ExpressionRenderer expressions(Compilation compilation) {
        return new NamedBinds(compilation);
    }

    @Override
    public String of(ClauseElement element) {
        try {
            return textOf(element);
        } catch (CompileException e) {
            return "{" + e.getMessage() + "}"; // what is printed may well be what an error is about
        }
    }

    private String textOf(ClauseElement element) {
        if (element instanceof DdlStatement ddl) {
            return ddlSteps().of(ddl).stream().map(this::text).collect(Collectors.joining("; ")) + NOT_FOR_EXECUTION;
        } else if (element instanceof Statement statement) {
            return text(withAllColumns(statement)) + NOT_FOR_EXECUTION;
        }
        Compilation compilation = new Compilation(this, Parameters.NONE, NOTHING);
        if (element instanceof Expression<?> expression) {
            return compilation.expression(expression).text();
        }
        return compilation.from((FromItem) element).text();
    }

    private String text(Statement statement) {
        return new Compilation(this, Parameters.NONE, statement).whole().text();
    }

    /** Statements that take the columns of their parameters print with all columns of the table. */
    private static Statement withAllColumns(Statement statement) {
        if (statement instanceof Insert insert && insert.columns().isEmpty()) {
            List<Bind<?>> row = new ArrayList<>();
            for (ColumnExpression<?> column : insert.table().columns()) {
                row.add(Bind.required(column.name(), column.type()));
            }
            return insert.rows(insert.table().columns(), List.of(row));
        } else if (statement instanceof Update update && update.assignments().isEmpty()) {
            Update all = update;
            for (ColumnExpression<?> column : update.table().columns()) {
                all = all.values(column.name(), Bind.required(column.name(), column.type()));
            }
            return all;
        }
        return statement;
    }

    /** Parameters whose values are given at execution print as their names. */
    private static final class NamedBinds extends ExpressionRenderer {
        NamedBinds(Compilation compilation) {
            super(compilation);
        }

        @Override
        public SqlWriter bind(Bind<?> bind) {
            return bind.required() ? out.sql(":").sql(bind.name()) : super.bind(bind);
        }

        @Override
        public SqlWriter inList(InList in) {
            String name = in.parameter();
            if (name == null) {
                return super.inList(in);
            }
            compilation.operand(in.operand(), Operator.COMPARISON_PRECEDENCE + 1);
            return out.sql(in.negated() ? " NOT IN (:" : " IN (:").sql(name).sql(")");
        }
    }
}
