package io.azoth.compile;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.ddl.NameLength;
import io.azoth.sql.Cte;
import io.azoth.sql.RowStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The common table expressions that the first walk over a statement meets, each behind those that it uses. The second
 * walk writes them in front.
 */
final class CommonTables {
    private final Compilation compilation;
    private final List<Cte> met = new ArrayList<>();
    private final List<Cte> ordered = new ArrayList<>();
    private final List<Cte> named = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private boolean complete;
    private boolean written;

    CommonTables(Compilation compilation) {
        this.compilation = compilation;
    }

    /** Whether the walk so far met any; from then on WITH is written. */
    boolean wereMet() {
        complete = !ordered.isEmpty();
        Map<String, Cte> byName = new HashMap<>();
        for (Cte cte : ordered) {
            if (byName.put(cte.name().toLowerCase(Locale.ROOT), cte) != null) {
                throw new CompileException(
                        ErrorCode.INVALID_STATEMENT,
                        "Two common table expressions of the statement are named '" + cte.name()
                                + "'; give one of them another name");
            }
        }
        return complete;
    }

    /** A table whose name stands in the statement with no schema before it. */
    void table(String name) {
        tables.add(name);
    }

    /** Keeps the name of one that stands in WITH by name: text by hand may use it. */
    void keepName(Cte cte) {
        named.add(cte);
    }

    /**
     * The name in WITH: its own, or one that no table has where a table would be meant by it, in this statement or, on a
     * target that looks for tables first, in the whole database.
     */
    String nameOf(Cte cte) {
        String name = cte.name();
        boolean isHidden =
                compilation.syntax().hidesCommonTables() || tables.stream().anyMatch(name::equalsIgnoreCase);
        return isHidden && named.stream().noneMatch(cte::isSameAs) ? NameLength.fitting("cte_" + name + "_") : name;
    }

    /** One that stands in FROM, or in WITH by name. */
    void meet(Cte cte) {
        RowStatement body = cte.body();
        if (body == null || complete || isMet(cte)) {
            return;
        }
        met.add(cte);
        body(body);
        ordered.add(cte);
    }

    void write() {
        if (!complete || written) {
            return;
        }
        written = true;
        SqlWriter out = compilation.out();
        boolean recursive = ordered.stream().anyMatch(Cte::isRecursive);
        for (int i = 0; i < ordered.size(); i++) {
            out.sql(i > 0 ? ", " : recursive ? "WITH RECURSIVE " : "WITH ");
            write(out, ordered.get(i));
        }
        out.sql(" ");
    }

    private void write(SqlWriter out, Cte cte) {
        out.name(nameOf(cte));
        for (int i = 0; i < cte.columns().size(); i++) {
            out.sql(i == 0 ? "(" : ", ").name(cte.columns().get(i).name());
        }
        out.sql(") AS ");
        out.sql(compilation.syntax().materialization(cte.materialization())).sql("(");
        body(cte.body());
        out.sql(")");
    }

    private void body(@Nullable RowStatement body) {
        if (body != null) {
            compilation.outside(() -> compilation.statement(body));
        }
    }

    private boolean isMet(Cte cte) {
        return met.stream().anyMatch(cte::isSameAs);
    }
}
