package io.azoth.dialect.postgres;

import io.azoth.compile.BindMarkers;
import io.azoth.compile.ChangeRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.DdlRenderer;
import io.azoth.compile.DdlSteps;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.FromRenderer;
import io.azoth.compile.FunctionNames;
import io.azoth.compile.Identifiers;
import io.azoth.compile.Literals;
import io.azoth.compile.SelectRenderer;
import io.azoth.compile.Syntax;
import io.azoth.compile.TypeNames;
import io.azoth.compile.rewrite.NestGroups;
import io.azoth.sql.FromItem;
import io.azoth.sql.Insert;
import io.azoth.sql.Query;
import java.util.Map;
import java.util.Set;

/** The SQL of PostgreSQL: many rows travel as one array for each column, so that texts do not depend on their number. */
final class PostgresSyntax extends Syntax {
    static final Identifiers IDENTIFIERS = reserving(
                    "analyse analyze asymmetric authorization binary collation concurrently current_catalog current_schema freeze ilike "
                            + "isnull lateral notnull overlaps placing similar system_user tablesample variadic verbose")
            .limitedTo(63, "postgresql");
    private static final FunctionNames FUNCTIONS = new FunctionNames(
            Map.of(
                    "json_array", "json_build_array",
                    "json_object", "json_build_object",
                    "json_array_agg", "json_agg"),
            Map.of());
    private static final TypeNames TYPES = new PostgresTypes();
    private static final Literals LITERALS = new PostgresTypes.Constants();
    private static final DdlSteps STEPS = new PostgresSteps();

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Identifiers identifiers() {
        return IDENTIFIERS;
    }

    @Override
    public BindMarkers markers() {
        return BindMarkers.DOLLAR_NUMBER;
    }

    @Override
    public TypeNames types() {
        return TYPES;
    }

    /** The protocol counts them in 16 bits. */
    @Override
    public int maxBinds() {
        return 65_535;
    }

    @Override
    protected int rowsPerInsert(Insert insert) {
        return ArrayBinds.fit(insert.columns(), insert.rows()) ? Integer.MAX_VALUE : super.rowsPerInsert(insert);
    }

    @Override
    public ExpressionRenderer expressions(Compilation compilation) {
        return new PostgresExpressions(compilation);
    }

    /** A subquery cannot use a computed key of the groups around it. */
    @Override
    protected Query rewrite(Query query, Set<FromItem> enclosing) {
        return NestGroups.ofSubqueries(query, enclosing);
    }

    @Override
    public FunctionNames functions() {
        return FUNCTIONS;
    }

    @Override
    public FromRenderer froms(Compilation compilation) {
        return new PostgresFroms(compilation);
    }

    @Override
    public SelectRenderer select(Compilation compilation) {
        return new PostgresSelect(compilation);
    }

    @Override
    public ChangeRenderer changes(Compilation compilation) {
        return new PostgresChanges(compilation);
    }

    @Override
    public DdlRenderer ddl(Compilation compilation) {
        return new PostgresDdl(compilation);
    }

    @Override
    public DdlSteps ddlSteps() {
        return STEPS;
    }

    @Override
    public Literals literals() {
        return LITERALS;
    }
}
