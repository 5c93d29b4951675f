package io.azoth.dialect.h2;

import io.azoth.compile.BindMarkers;
import io.azoth.compile.ChangeRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.DdlRenderer;
import io.azoth.compile.ExpressionRenderer;
import io.azoth.compile.FromRenderer;
import io.azoth.compile.FunctionNames;
import io.azoth.compile.Identifiers;
import io.azoth.compile.LikeRenderer;
import io.azoth.compile.Literals;
import io.azoth.compile.SelectRenderer;
import io.azoth.compile.Syntax;
import io.azoth.compile.TypeNames;
import io.azoth.compile.rewrite.NestGroups;
import io.azoth.compile.rewrite.NumberDuplicates;
import io.azoth.compile.rewrite.PickFirsts;
import io.azoth.compile.rewrite.SingleOut;
import io.azoth.compile.rewrite.UniteGroupings;
import io.azoth.sql.Cte;
import io.azoth.sql.FromItem;
import io.azoth.sql.Query;
import io.azoth.sql.TextBytes;
import java.util.Map;
import java.util.Set;

/** The SQL of H2 in its regular mode. */
final class H2Syntax extends Syntax {
    static final Identifiers IDENTIFIERS = reserving(
                    "_rowid_ asymmetric authorization current_catalog current_path current_schema day hour if interval key lateral "
                            + "minus minute month qualify row rownum second system_user top uescape unknown value year")
            .takingQuotes()
            .escaping(";");
    private static final FunctionNames FUNCTIONS = new FunctionNames(
            Map.of(
                    "strpos",
                    "instr",
                    TextBytes.HEX,
                    "rawtohex",
                    "json_array_agg",
                    "json_arrayagg",
                    "json_object_agg",
                    "json_objectagg",
                    "json_array_length",
                    "cardinality"),
            Map.of(
                    "json_contains", "compare the parts by Json.get(...) or Json.text(...)",
                    "json_each", "store the elements as rows, or as an array for Arrays.unnest(...)",
                    "grouping", "ask for keys of rollup(...), cube(...) or groupingSets(...)"));
    private static final TypeNames TYPES = new H2Types();
    private static final Literals LITERALS = new H2Types.Constants();

    @Override
    public String name() {
        return "h2";
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

    @Override
    public int maxBinds() {
        return 100_000;
    }

    @Override
    public ExpressionRenderer expressions(Compilation compilation) {
        return new H2Expressions(compilation);
    }

    @Override
    public LikeRenderer likes(Compilation compilation) {
        return new H2Likes(compilation);
    }

    @Override
    public SelectRenderer select(Compilation compilation) {
        return new H2Select(compilation);
    }

    /**
     * INTERSECT ALL, EXCEPT ALL and grouping sets are not there, a computed key of a group is known as a whole alone, DISTINCT
     * ON orders by what is selected alone, and INTERSECT repeats the rows that a limited term repeats.
     */
    @Override
    protected Query rewrite(Query query, Set<FromItem> enclosing) {
        Query grouped = NestGroups.in(UniteGroupings.in(query, enclosing), enclosing);
        return SingleOut.in(NumberDuplicates.in(PickFirsts.in(grouped)));
    }

    @Override
    public FunctionNames functions() {
        return FUNCTIONS;
    }

    /** A table of the name wins, without a word. */
    @Override
    protected boolean hidesCommonTables() {
        return true;
    }

    /** H2 decides by itself. */
    @Override
    protected String materialization(Cte.Materialization materialization) {
        return "";
    }

    @Override
    public FromRenderer froms(Compilation compilation) {
        return new H2Froms(compilation);
    }

    @Override
    public ChangeRenderer changes(Compilation compilation) {
        return new H2Changes(compilation);
    }

    @Override
    public DdlRenderer ddl(Compilation compilation) {
        return new H2Ddl(compilation);
    }

    @Override
    public Literals literals() {
        return LITERALS;
    }
}
