package io.azoth.compile;

import io.azoth.sql.Cte;
import io.azoth.sql.RowStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The common table expressions that the first walk over a statement meets, each behind those that it uses. The second
 * walk writes them in front.
 */
final class CommonTables {
    private final Compilation compilation;
    private final List<Cte> met = new ArrayList<>();
    private final List<Cte> ordered = new ArrayList<>();
    private boolean complete;
    private boolean written;

    CommonTables(Compilation compilation) {
        this.compilation = compilation;
    }

    /** Whether the walk so far met any; from then on WITH is written. */
    boolean wereMet() {
        complete = !ordered.isEmpty();
        return complete;
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
        out.name(cte.name());
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
