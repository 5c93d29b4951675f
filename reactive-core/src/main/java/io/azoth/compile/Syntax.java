package io.azoth.compile;

import io.azoth.sql.Cte;
import io.azoth.sql.FromItem;
import io.azoth.sql.Insert;
import io.azoth.sql.Query;
import java.util.Set;

/**
 * The SQL of a target, as the parts that write it. This one is the common base; a dialect overrides the parts that
 * differ. Stateless: each compilation gets renderers of its own.
 */
public class Syntax {
    private static final Identifiers STANDARD = new Identifiers(ReservedWords.standardAnd(""));
    private static final TypeNames TYPES = new TypeNames();
    private static final Literals LITERALS = new Literals();
    private static final DdlSteps STEPS = new DdlSteps();

    /** The name of the target, for error messages. */
    public String name() {
        return "generic SQL";
    }

    /** How names are written. */
    public Identifiers identifiers() {
        return STANDARD;
    }

    /** How the places of bound values are written. */
    public BindMarkers markers() {
        return BindMarkers.QUESTION_MARK;
    }

    /** How types are written. */
    public TypeNames types() {
        return TYPES;
    }

    /** How constants are written in DDL. */
    public Literals literals() {
        return LITERALS;
    }

    /** How DDL is taken apart into statements. */
    public DdlSteps ddlSteps() {
        return STEPS;
    }

    /** How many values one statement may bind. */
    public int maxBinds() {
        return 32_766;
    }

    /** How many rows of an INSERT one statement may have. */
    protected int rowsPerInsert(Insert insert) {
        return Math.max(1, maxBinds() / Math.max(1, insert.columns().size()));
    }

    /** Writes expressions. */
    public ExpressionRenderer expressions(Compilation compilation) {
        return new ExpressionRenderer(compilation);
    }

    /** Writes LIKE. */
    public LikeRenderer likes(Compilation compilation) {
        return new LikeRenderer(compilation);
    }

    /** Writes what stands in FROM. */
    public FromRenderer froms(Compilation compilation) {
        return new FromRenderer(compilation);
    }

    /** Writes SELECT. */
    public SelectRenderer select(Compilation compilation) {
        return new SelectRenderer(compilation);
    }

    /** Writes set operations. */
    public CompoundRenderer compounds(Compilation compilation) {
        return new CompoundRenderer(compilation);
    }

    /**
     * A query in the form that this target has it in, the query itself where it can be written as it is.
     *
     * @param query the query
     * @param enclosing what stands in FROM of the statements around it
     */
    protected Query rewrite(Query query, Set<FromItem> enclosing) {
        return query;
    }

    /** The functions that have another name here than everywhere else. */
    public FunctionNames functions() {
        return FunctionNames.STANDARD;
    }

    /** Whether a table is meant, and not a common table expression, by a name that both have. */
    protected boolean hidesCommonTables() {
        return false;
    }

    /** What stands before the query in WITH, with a space behind it. */
    protected String materialization(Cte.Materialization materialization) {
        return switch (materialization) {
            case DEFAULT -> "";
            case MATERIALIZED -> "MATERIALIZED ";
            case NOT_MATERIALIZED -> "NOT MATERIALIZED ";
        };
    }

    /** Writes INSERT, UPDATE, DELETE and RETURNING. */
    public ChangeRenderer changes(Compilation compilation) {
        return new ChangeRenderer(compilation);
    }

    /** Writes CREATE and DROP. */
    public DdlRenderer ddl(Compilation compilation) {
        return new DdlRenderer(compilation);
    }

    /** The words that no target here takes as names without quotes, and these. */
    protected static Identifiers reserving(String words) {
        Set<String> reserved = ReservedWords.standardAnd(words);
        return new Identifiers(reserved);
    }
}
