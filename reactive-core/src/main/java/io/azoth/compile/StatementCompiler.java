package io.azoth.compile;

import io.azoth.schema.SchemaTranslation;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.DdlStatement;
import io.azoth.sql.Insert;
import io.azoth.sql.Parameters;
import io.azoth.sql.Query;
import io.azoth.sql.Returning;
import io.azoth.sql.RowShape;
import io.azoth.sql.Select;
import io.azoth.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compiles for the target that a {@link Syntax} describes. */
public final class StatementCompiler implements SqlCompiler {
    private final Syntax syntax;
    private final SchemaTranslation schemas;
    private final boolean literals;

    /** A compiler for a target. */
    public StatementCompiler(Syntax syntax) {
        this(syntax, SchemaTranslation.NONE, false);
    }

    private StatementCompiler(Syntax syntax, SchemaTranslation schemas, boolean literals) {
        this.syntax = syntax;
        this.schemas = schemas;
        this.literals = literals;
    }

    @Override
    public SqlCompiler translating(SchemaTranslation translated) {
        return new StatementCompiler(syntax, translated, literals);
    }

    @Override
    public SqlCompiler inLiterals() {
        return new StatementCompiler(syntax, schemas, true);
    }

    private Compilation compilation(Statement statement, Parameters parameters) {
        Compilation compilation = new Compilation(syntax, parameters, statement, schemas);
        return literals ? compilation.inLiterals() : compilation;
    }

    @Override
    public CompiledSql compile(Statement statement, Parameters parameters) {
        ParameterColumns filled = ParameterColumns.fill(statement, parameters);
        Statement ready = MadeValues.in(filled.statement());
        return compilation(ready, filled.rest()).finish(shape(ready));
    }

    @Override
    public List<CompiledSql> compileAll(Statement statement, List<Parameters> parameters) {
        if (statement instanceof Insert insert && ParameterColumns.named(insert).isEmpty()) {
            return inserts(insert, parameters);
        } else if (statement instanceof DdlStatement ddl) {
            return syntax.ddlSteps().of(ddl).stream()
                    .map(step -> compile(step, Parameters.NONE))
                    .toList();
        }
        List<CompiledSql> compiled = new ArrayList<>();
        for (Parameters each : parameters.isEmpty() ? List.of(Parameters.NONE) : parameters) {
            ParameterColumns filled = ParameterColumns.fill(statement, each);
            RowShape shape =
                    statement instanceof Returning returning ? new RowShape(returning.resultColumns()) : RowShape.EMPTY;
            compiled.add(compilation(MadeValues.in(filled.statement()), filled.rest())
                    .finish(shape));
        }
        return compiled;
    }

    private List<CompiledSql> inserts(Insert insert, List<Parameters> parameters) {
        List<CompiledSql> compiled = new ArrayList<>();
        for (Insert chunk : InsertRows.chunks(MadeValues.in(InsertRows.of(insert, parameters)), syntax)) {
            Statement statement = InsertRows.givingKeys(chunk);
            RowShape shape =
                    statement instanceof Returning returning ? new RowShape(returning.resultColumns()) : RowShape.EMPTY;
            compiled.add(compilation(statement, Parameters.NONE).finish(shape));
        }
        return compiled;
    }

    private static RowShape shape(Statement statement) {
        if (statement instanceof Select select) {
            return select.shape();
        } else if (statement instanceof Returning returning) {
            return new RowShape(returning.resultColumns());
        }
        if (statement instanceof Query query) {
            return query.resultColumns().isEmpty() ? RowShape.UNKNOWN : new RowShape(query.resultColumns());
        }
        return RowShape.EMPTY;
    }
}
