package io.azoth.compile;

import io.azoth.schema.SchemaTranslation;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Parameters;
import io.azoth.sql.Statement;
import java.util.List;

/** From statements to the SQL of one target. Needs no database; stateless, safe for any thread. */
public interface SqlCompiler {
    /**
     * One statement, as {@code fetch} runs it.
     *
     * @param statement the statement
     * @param parameters values of its named parameters
     * @throws io.azoth.error.CompileException if the target cannot say it, or a parameter is missing or unknown
     */
    CompiledSql compile(Statement statement, Parameters parameters);

    /** The same compiler with other schemas in the place of those of the tables, as for one schema a tenant. */
    SqlCompiler translating(SchemaTranslation schemas);

    /**
     * The same compiler with the values in the text, none of them bound: for a person to read, for EXPLAIN, for a script.
     * Text in it is quoted as the target asks; what runs in a program binds its values. An error with code {@code
     * WRONG_TYPE} where a value has no literal.
     */
    SqlCompiler inLiterals();

    /**
     * A statement for its effect, with each of several sets of parameters, as few statements of the target as it can
     * be. An INSERT whose table makes keys gives them back as its rows.
     *
     * @param statement the statement
     * @param parameters one entry a row of values; empty where there are none
     * @return what to run, in order
     */
    List<CompiledSql> compileAll(Statement statement, List<Parameters> parameters);
}
