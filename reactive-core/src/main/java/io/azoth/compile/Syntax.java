package io.azoth.compile;

import io.azoth.sql.Insert;
import java.util.Set;

/**
 * The SQL of a target, as the parts that write it. This one is the common base; a dialect overrides the parts that
 * differ. Stateless: each compilation gets renderers of its own.
 */
public class Syntax {
    private static final Identifiers STANDARD = new Identifiers(ReservedWords.standardAnd(""));
    private static final TypeNames TYPES = new TypeNames();
    private static final Literals LITERALS = new Literals();

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

    /** Writes what stands in FROM. */
    public FromRenderer froms(Compilation compilation) {
        return new FromRenderer(compilation);
    }

    /** Writes SELECT. */
    public SelectRenderer select(Compilation compilation) {
        return new SelectRenderer(compilation);
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
