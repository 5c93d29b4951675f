package io.azoth.dialect.sqlite;

import io.azoth.compile.ChangeRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.CompoundRenderer;
import io.azoth.compile.DdlRenderer;
import io.azoth.compile.DdlSteps;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.FromRenderer;
import io.azoth.compile.FunctionNames;
import io.azoth.compile.Identifiers;
import io.azoth.compile.LikeRenderer;
import io.azoth.compile.Literals;
import io.azoth.compile.SelectRenderer;
import io.azoth.compile.Syntax;
import io.azoth.compile.TypeNames;
import io.azoth.compile.rewrite.AggregateHaving;
import io.azoth.compile.rewrite.NestCompound;
import io.azoth.compile.rewrite.NumberDuplicates;
import io.azoth.compile.rewrite.PickFirsts;
import io.azoth.compile.rewrite.RankTies;
import io.azoth.compile.rewrite.UniteGroupings;
import io.azoth.sql.Compound;
import io.azoth.sql.FromItem;
import io.azoth.sql.Query;
import java.util.Map;
import java.util.Set;

/** The SQL of SQLite. */
final class SqliteSyntax extends Syntax {
    private static final Identifiers IDENTIFIERS = reserving(
            "add alter autoincrement begin commit escape exists if index indexed isnull nothing notnull raise rollback "
                    + "savepoint");
    private static final FunctionNames FUNCTIONS = new FunctionNames(
            Map.of(
                    "strpos", "instr",
                    "greatest", "max",
                    "least", "min",
                    "bool_and", "min",
                    "bool_or", "max",
                    "array_agg", "json_group_array",
                    "cardinality", "json_array_length",
                    "json_array_agg", "json_group_array",
                    "json_object_agg", "json_group_object"),
            Map.ofEntries(
                    Map.entry("json_contains", "compare the parts by Json.get(...) or Json.text(...)"),
                    Map.entry("grouping", "ask for keys of rollup(...), cube(...) or groupingSets(...)"),
                    Map.entry("mode", "order the values by count(*) and take the first")));
    private static final TypeNames TYPES = new SqliteTypes();
    private static final Literals LITERALS = new SqliteTypes.Constants();
    private static final DdlSteps STEPS = new SqliteSteps();

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Identifiers identifiers() {
        return IDENTIFIERS;
    }

    @Override
    public TypeNames types() {
        return TYPES;
    }

    @Override
    public ExpressionRenderer expressions(Compilation compilation) {
        return new SqliteExpressions(compilation);
    }

    @Override
    public LikeRenderer likes(Compilation compilation) {
        return new SqliteLikes(compilation);
    }

    @Override
    public CompoundRenderer compounds(Compilation compilation) {
        return new SqliteCompounds(compilation);
    }

    /** INTERSECT ALL, EXCEPT ALL, DISTINCT ON, WITH TIES and grouping sets are not there. */
    @Override
    protected Query rewrite(Query query, Set<FromItem> enclosing) {
        Query grouped = AggregateHaving.in(UniteGroupings.in(query, enclosing));
        Query plain = NumberDuplicates.in(RankTies.in(PickFirsts.in(grouped)));
        return NestCompound.in(plain instanceof Compound compound ? EqualDecimals.in(compound) : plain, Decimals::is);
    }

    @Override
    public FunctionNames functions() {
        return FUNCTIONS;
    }

    @Override
    public FromRenderer froms(Compilation compilation) {
        return new SqliteFroms(compilation);
    }

    @Override
    public SelectRenderer select(Compilation compilation) {
        return new SqliteSelect(compilation);
    }

    @Override
    public ChangeRenderer changes(Compilation compilation) {
        return new SqliteChanges(compilation);
    }

    @Override
    public DdlRenderer ddl(Compilation compilation) {
        return new SqliteDdl(compilation);
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
