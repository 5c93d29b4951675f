package io.azoth.compile;

import io.azoth.sql.Bind;
import io.azoth.sql.Expression;
import io.azoth.sql.FromItem;
import io.azoth.sql.Froms;
import io.azoth.sql.Label;
import io.azoth.sql.OrderTerm;
import io.azoth.sql.Select;
import io.azoth.sql.SelectClauses;
import io.azoth.sql.SelectItem;
import io.azoth.type.SqlTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes SELECT, clause by clause in the order of the grammar; a dialect overrides the clauses that differ. */
public class SelectRenderer {
    /** Where the compilation stands. */
    protected final Compilation compilation;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into a compilation. */
    public SelectRenderer(Compilation compilation) {
        this.compilation = compilation;
        this.out = compilation.out();
    }

    final SqlWriter select(Select select) {
        SelectClauses clauses = select.clauses();
        List<FromItem> froms = Froms.of(select, compilation.enclosing());
        compilation.within(Froms.withParts(froms), () -> {
            out.sql(clauses.distinct() ? "SELECT DISTINCT " : "SELECT ");
            items(clauses.items());
            from(froms);
            condition(" WHERE ", clauses.where());
            groupBy(clauses.groupBy());
            condition(" HAVING ", clauses.having());
            orderBy(clauses.orderBy());
            limit(clauses.limit(), clauses.offset());
        });
        return out;
    }

    /** What is selected; from-items stand for their columns. */
    final void items(List<SelectItem> items) {
        boolean first = true;
        for (SelectItem item : items) {
            if (item instanceof FromItem from) {
                for (Expression<?> column : from.columns()) {
                    out.sql(first ? "" : ", ");
                    compilation.expression(column);
                    first = false;
                }
            } else {
                out.sql(first ? "" : ", ");
                compilation.expression((Expression<?>) item);
                if (item instanceof Label<?> label) {
                    out.sql(" AS ").name(label.name());
                }
                first = false;
            }
        }
    }

    private void from(List<FromItem> froms) {
        for (int i = 0; i < froms.size(); i++) {
            out.sql(i == 0 ? " FROM " : ", ");
            compilation.from(froms.get(i));
        }
    }

    private void condition(String clause, @Nullable Expression<Boolean> condition) {
        if (condition != null) {
            out.sql(clause);
            compilation.expression(condition);
        }
    }

    private void groupBy(List<Expression<?>> expressions) {
        for (int i = 0; i < expressions.size(); i++) {
            out.sql(i == 0 ? " GROUP BY " : ", ");
            compilation.expression(expressions.get(i));
        }
    }

    private void orderBy(List<OrderTerm> terms) {
        for (int i = 0; i < terms.size(); i++) {
            out.sql(i == 0 ? " ORDER BY " : ", ");
            OrderTerm term = terms.get(i);
            if (term.expression() instanceof Label<?> label) {
                out.name(label.name());
            } else {
                compilation.expression(term.expression());
            }
            out.sql(term.direction() == OrderTerm.Direction.DESC ? " DESC" : "");
            if (term.nulls() != OrderTerm.Nulls.DEFAULT) {
                out.sql(" NULLS ").sql(term.nulls().name());
            }
        }
    }

    /** LIMIT and OFFSET, as binds, so that pages share one text. */
    protected void limit(@Nullable Long limit, @Nullable Long offset) {
        if (limit != null) {
            out.sql(" LIMIT ");
            compilation.bind(Bind.value("limit", SqlTypes.BIGINT, limit));
        }
        if (offset != null) {
            out.sql(" OFFSET ");
            compilation.bind(Bind.value("offset", SqlTypes.BIGINT, offset));
        }
    }
}
