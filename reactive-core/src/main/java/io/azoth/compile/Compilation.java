package io.azoth.compile;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.SchemaTranslation;
import io.azoth.sql.Bind;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Compound;
import io.azoth.sql.Cte;
import io.azoth.sql.CustomStatement;
import io.azoth.sql.DdlStatement;
import io.azoth.sql.Delete;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.InList;
import io.azoth.sql.Insert;
import io.azoth.sql.Merge;
import io.azoth.sql.Parameters;
import io.azoth.sql.Query;
import io.azoth.sql.Returning;
import io.azoth.sql.RowShape;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.Statement;
import io.azoth.sql.StatementVisitor;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.TableItem;
import io.azoth.sql.TextStatement;
import io.azoth.sql.Update;
import io.azoth.type.SqlType;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk over one statement: what has been written, which parameters were used, and what stands in FROM around the
 * place where the walk is. Used by one thread, once.
 */
public final class Compilation {
    private final Syntax syntax;
    private final SqlWriter out;
    private final Parameters parameters;
    private final Set<String> used = new HashSet<>();
    private final StatementRenderer statements = new StatementRenderer();
    private final ExpressionRenderer expressions;
    private final FromRenderer froms;
    private final CommonTables commonTables;
    private final Statement root;
    private final SchemaTranslation schemas;
    private Set<FromItem> enclosing = Set.of();
    private @Nullable Repeats repeats;

    Compilation(Syntax syntax, Parameters parameters, Statement root) {
        this(syntax, parameters, root, SchemaTranslation.NONE);
    }

    Compilation(Syntax syntax, Parameters parameters, Statement root, SchemaTranslation schemas) {
        this.schemas = schemas;
        this.syntax = syntax;
        this.root = root;
        this.parameters = parameters;
        this.out = new SqlWriter(syntax.identifiers(), syntax.markers());
        this.expressions = syntax.expressions(this);
        this.froms = syntax.froms(this);
        this.commonTables = new CommonTables(this);
    }

    /** Where to write. */
    public SqlWriter out() {
        return out;
    }

    /** Which schemas stand for others in this execution. */
    public SchemaTranslation schemas() {
        return schemas;
    }

    /** The target. */
    public Syntax syntax() {
        return syntax;
    }

    /** Writes an expression. */
    @CanIgnoreReturnValue
    public SqlWriter expression(Expression<?> expression) {
        if (repeats == null) {
            return expression.accept(expressions);
        }
        return repeats.write(expression, out, () -> expression.accept(expressions));
    }

    /** Writes an expression, in parentheses where it binds less strongly than this. */
    @CanIgnoreReturnValue
    public SqlWriter operand(Expression<?> expression, int precedence) {
        return expressions.operand(expression, precedence);
    }

    /** Writes what stands in FROM. */
    @CanIgnoreReturnValue
    public SqlWriter from(FromItem item) {
        return item.accept(froms);
    }

    /** Runs a task in which a table is known by its name alone, whatever schema it is in. */
    public void unqualified(TableItem table, Runnable task) {
        froms.unqualified(table, task);
    }

    /** Writes the name before a column of a from-item, with its dot. */
    void qualifier(FromItem item) {
        froms.qualifier(item);
    }

    /** Writes a whole statement. */
    @CanIgnoreReturnValue
    public SqlWriter statement(Statement statement) {
        return statement.accept(statements);
    }

    /** Writes the statement that is compiled: a second time where the first walk met what has to stand in front. */
    @CanIgnoreReturnValue
    SqlWriter whole() {
        statement(root);
        if (commonTables.wereMet()) {
            out.reset();
            statement(root);
        }
        return out;
    }

    /** Writes a query, in the scope of what encloses it. */
    @CanIgnoreReturnValue
    public SqlWriter query(Query query) {
        Query ready = rewritten(query);
        if (ready instanceof Select select) {
            return syntax.select(this).select(select);
        } else if (ready instanceof Compound compound) {
            return syntax.compounds(this).compound(compound);
        }
        return expressions.template(((TextStatement) ready).template());
    }

    /** A query in the form that the target has it in, where the walk is. */
    Query rewritten(Query query) {
        return syntax.rewrite(query, enclosing);
    }

    /** The statement that is compiled. */
    public Statement root() {
        return root;
    }

    /** An error that names a construct, the target that has it not, and a way out. */
    public CompileException unsupported(String construct, String wayOut) {
        return new CompileException(
                ErrorCode.UNSUPPORTED_BY_DIALECT, construct + " does not exist on " + syntax.name() + "; " + wayOut);
    }

    /** Writes the name that a from-item has in the statement, without what it stands for. */
    void nameOf(FromItem item) {
        froms.nameOf(item);
    }

    /** Takes up a common table expression that stands in WITH by name. */
    void meet(Cte cte) {
        commonTables.keepName(cte);
        froms.meet(cte);
    }

    /** Writes a lateral subquery that stands in FROM alone: what it may use is around the statement, not beside it. */
    void alone(SubqueryAlias subquery) {
        froms.alone(subquery);
    }

    /** What it uses in WITH, once the first walk has found all of it. */
    CommonTables commonTables() {
        return commonTables;
    }

    /** Writes the WITH clause of the whole statement, where it has one and it is not written yet. */
    public void with() {
        commonTables.write();
    }

    /** What stands in FROM of the enclosing statements. */
    public Set<FromItem> enclosing() {
        return enclosing;
    }

    /** Writes a part of a statement inside of which these from-items are in scope. */
    public void within(Collection<FromItem> scope, Runnable part) {
        Set<FromItem> before = enclosing;
        Set<FromItem> inside = new LinkedHashSet<>(before);
        inside.addAll(scope);
        enclosing = inside;
        part.run();
        enclosing = before;
    }

    /** Writes the clauses of a query, whose computed keys are one expression each, and none of those around it. */
    void repeating(SelectClauses clauses, Runnable part) {
        Repeats before = repeats;
        repeats = out.repeatsMarkers() ? Repeats.of(clauses) : null;
        part.run();
        repeats = before;
    }

    /** Writes a part that sees nothing of what is around it, as a query in FROM. */
    public void outside(Runnable part) {
        Set<FromItem> before = enclosing;
        enclosing = Set.of();
        part.run();
        enclosing = before;
    }

    /** The values of a list: its own, or the collection that was given for its name. */
    public InList given(InList in) {
        String name = in.parameter();
        if (name == null) {
            return in;
        }
        Object given = parameter(name);
        if (!(given instanceof Collection<?> values)) {
            throw new CompileException(
                    ErrorCode.WRONG_TYPE,
                    "Parameter '" + name + "' is a list and takes a Collection, not "
                            + (given == null ? "null" : given.getClass().getSimpleName()));
        }
        return in.with(values);
    }

    /** Writes the values of this statement into its text: it is one that takes no binds, or was asked for so. */
    @CanIgnoreReturnValue
    public Compilation inLiterals() {
        out.inLiterals(this::literal);
        return this;
    }

    /** Whether a value is written into the text: it has its type there. */
    public boolean isLiteral(Bind<?> bind) {
        return bind.literal() || out.isInLiterals();
    }

    private String literal(SqlType<?> type, @Nullable Object value) {
        return syntax.literals().expression(type, type.toStored(value), syntax.types());
    }

    /** Writes a bind: its own value, or the one that was given for its name. */
    @CanIgnoreReturnValue
    public SqlWriter bind(Bind<?> bind) {
        return bind.literal()
                ? out.sql(literal(bind.type(), bind.value()))
                : out.bind(bind.name(), bind.type(), valueOf(bind));
    }

    /** The value of a bind: its own, or the one that was given for its name. */
    public @Nullable Object valueOf(Bind<?> bind) {
        return bind.required() ? parameter(bind) : bind.value();
    }

    private @Nullable Object parameter(Bind<?> bind) {
        Object value = parameter(bind.name());
        if (!bind.type().accepts(value)) {
            bind.type().check(value, "Parameter '" + bind.name() + "'");
        }
        return value;
    }

    private @Nullable Object parameter(String name) {
        used.add(name);
        if (!parameters.has(name)) {
            throw new CompileException(
                    ErrorCode.MISSING_PARAMETER,
                    "A value is required for parameter '" + name + "'; given are " + parameters.names());
        }
        return parameters.get(name);
    }

    /** Compiles a statement to its end. */
    CompiledSql finish(RowShape shape) {
        whole();
        for (String name : parameters.names()) {
            if (!used.contains(name)) {
                throw new CompileException(
                        ErrorCode.UNKNOWN_PARAMETER, "The statement has no parameter '" + name + "'; it has " + used);
            }
        }
        if (out.binds().size() > syntax.maxBinds()) {
            throw new CompileException(
                    ErrorCode.UNSUPPORTED_BY_DIALECT,
                    "The statement binds " + out.binds().size() + " values and " + syntax.name() + " takes at most "
                            + syntax.maxBinds() + "; split it");
        }
        return new CompiledSql(out.text(), out.binds(), shape);
    }

    private final class StatementRenderer implements StatementVisitor<SqlWriter> {
        @Override
        public SqlWriter select(Select select) {
            if (select == root) {
                select.clauses().remarks().forEach(out::sql);
            }
            return top(select);
        }

        @Override
        public SqlWriter compound(Compound compound) {
            return top(compound);
        }

        private SqlWriter top(Query query) {
            with();
            return query(query);
        }

        @Override
        public SqlWriter insert(Insert insert) {
            return syntax.changes(Compilation.this).insert(insert);
        }

        @Override
        public SqlWriter update(Update update) {
            return syntax.changes(Compilation.this).update(update);
        }

        @Override
        public SqlWriter delete(Delete delete) {
            return syntax.changes(Compilation.this).delete(delete);
        }

        @Override
        public SqlWriter merge(Merge merge) {
            return syntax.changes(Compilation.this).merge(merge);
        }

        @Override
        public SqlWriter returning(Returning returning) {
            return syntax.changes(Compilation.this).returning(returning);
        }

        @Override
        public SqlWriter text(TextStatement text) {
            return expressions.template(text.template());
        }

        @Override
        public SqlWriter custom(CustomStatement statement) {
            statement.write(syntax.name(), new CustomParts(Compilation.this));
            return out;
        }

        @Override
        public SqlWriter ddl(DdlStatement ddl) {
            return syntax.ddl(Compilation.this).ddl(ddl);
        }
    }
}
