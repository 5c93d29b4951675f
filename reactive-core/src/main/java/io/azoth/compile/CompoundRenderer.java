package io.azoth.compile;

import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Compound;
import io.azoth.sql.Label;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Query;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.sql.Select;
import java.util.List;

/** Writes set operations; a dialect overrides what differs. */
public class CompoundRenderer {
    /** Where the compilation stands. */
    protected final Compilation compilation;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into a compilation. */
    public CompoundRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    final SqlWriter compound(Compound compound) {
        for (int i = 0; i < compound.terms().size(); i++) {
            if (i > 0) {
                out.sql(" ").sql(compound.operation().words()).sql(" ");
            }
            Query term = compound.terms().get(i);
            if (isSimple(term)) {
                compilation.query(term);
            } else {
                nested(term);
            }
        }
        for (int i = 0; i < compound.orderBy().size(); i++) {
            OrderTerm term = compound.orderBy().get(i);
            out.sql(i == 0 ? " ORDER BY " : ", ");
            orderedBy(compound.resultColumns(), compound.positionOf(term.expression()));
            compilation.syntax().select(compilation).direction(term);
        }
        compilation.syntax().select(compilation).paging(compound.paging());
        return out;
    }

    /** Writes the name of a column; its number, where another has the same name or the database makes one. */
    private void orderedBy(List<ResultColumn> columns, int position) {
        ResultColumn column = columns.get(position);
        boolean isNamed = column.expression() instanceof ColumnExpression || column.expression() instanceof Label;
        boolean isOnly = columns.stream()
                        .filter(other -> other.name().equalsIgnoreCase(column.name()))
                        .count()
                == 1;
        if (isNamed && isOnly) {
            out.name(column.name());
        } else {
            out.number(position + 1L);
        }
    }

    /** Writes a term that has an order, a limit or terms of its own. */
    protected void nested(Query term) {
        out.sql("(");
        compilation.query(term);
        out.sql(")");
    }

    /** Whether nothing in the term could be taken as part of the whole. */
    private boolean isSimple(Query term) {
        return compilation.rewritten(term) instanceof Select select
                && select.clauses().orderBy().isEmpty()
                && select.clauses().limit() == null
                && select.clauses().offset() == null
                && select.clauses().lock() == null;
    }
}
