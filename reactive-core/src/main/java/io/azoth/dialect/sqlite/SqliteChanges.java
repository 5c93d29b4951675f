package io.azoth.dialect.sqlite;

import io.azoth.compile.ChangeRenderer;
import io.azoth.compile.Compilation;
import io.azoth.compile.SqlWriter;
import io.azoth.compile.rewrite.NestUsing;
import io.azoth.sql.Bind;
import io.azoth.sql.Cast;
import io.azoth.sql.ClauseElement;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Delete;
import io.azoth.sql.Expression;
import io.azoth.sql.Insert;
import io.azoth.sql.Merge;
import io.azoth.sql.Query;
import io.azoth.sql.Returning;
import io.azoth.sql.Sql;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.Update;
import io.azoth.type.SqlType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No DELETE ... USING and no MERGE; ON CONFLICT behind a query is told from a join by a WHERE. */
final class SqliteChanges extends ChangeRenderer {
    SqliteChanges(Compilation compilation) {
        super(compilation);
    }

    /**
     * A row after another would see in a subquery what the first has become: with anything in FROM all is computed before
     * the first row changes.
     */
    @Override
    public SqlWriter update(Update update) {
        boolean reads = update.from().isEmpty()
                && update.assignments().stream().anyMatch(assignment -> hasQuery(assignment.value()));
        return super.update(
                reads ? update.from(Sql.select(Sql.trueValue().as("true_")).as("once_")) : update);
    }

    private static boolean hasQuery(ClauseElement element) {
        return element instanceof Query || element.children().stream().anyMatch(SqliteChanges::hasQuery);
    }

    @Override
    public SqlWriter returning(Returning returning) {
        checkOwn(returning);
        return super.returning(returning);
    }

    @Override
    public SqlWriter delete(Delete delete) {
        return super.delete(NestUsing.in(delete));
    }

    @Override
    public SqlWriter merge(Merge merge) {
        throw compilation.unsupported("MERGE", "use insert(...).onConflict(...).doUpdate(...)");
    }

    @Override
    protected void query(Insert insert, Query query) {
        boolean ambiguous = insert.conflict() != null;
        out.sql(ambiguous ? "SELECT * FROM (" : "");
        super.query(insert, stored(insert.columns(), query));
        out.sql(ambiguous ? ") WHERE TRUE" : "");
    }

    /** What a query computes, as the columns for it keep it. */
    private static Query stored(List<? extends ColumnExpression<?>> columns, Query query) {
        boolean alike = true;
        for (int i = 0; i < columns.size(); i++) {
            alike &= !Decimals.is(columns.get(i))
                    || Decimals.isStored(query, i, columns.get(i).type());
        }
        if (alike) {
            return query;
        }
        SubqueryAlias rows = query.as("rows_");
        Expression<?>[] items = new Expression<?>[columns.size()];
        for (int i = 0; i < items.length; i++) {
            ColumnExpression<?> column = rows.columns().get(i);
            boolean decimal = Decimals.is(columns.get(i))
                    && !Decimals.isStored(query, i, columns.get(i).type());
            items[i] = decimal ? new Cast<>(column, columns.get(i).type()) : column;
        }
        return Sql.select(items).from(rows);
    }

    /** A decimal is text in one form. */
    @Override
    protected void assigned(ColumnExpression<?> column, Expression<?> value) {
        if (!Decimals.is(column)) {
            super.assigned(column, value);
        } else if (value instanceof Bind<?> bind && Decimals.is(bind)) {
            given(column, bind);
        } else if (Decimals.isStored(value, column.type())) {
            super.assigned(column, value);
        } else {
            compilation.expression(new Cast<>(value, column.type()));
        }
    }

    private void given(ColumnExpression<?> column, Bind<?> bind) {
        SqlType<?> type = column.type().stored();
        Object value = bind.type().toStored(compilation.valueOf(bind));
        BigDecimal rounded = DecimalText.rounded(type, value);
        boolean fits = rounded == null && Decimals.isStored(bind, type);
        super.assigned(
                column,
                fits ? bind : new Bind<>(bind.name(), type, rounded == null ? value : rounded, false, bind.literal()));
    }

    @Override
    protected void value(ColumnExpression<?> column, @Nullable Object value) {
        boolean isGiven = Decimals.is(column)
                && !(value instanceof Expression)
                && column.type().accepts(value);
        BigDecimal rounded =
                isGiven ? DecimalText.rounded(column.type(), column.type().toStored(value)) : null;
        if (rounded == null) {
            super.value(column, value);
        } else {
            out.bind(column.name(), column.type().stored(), rounded);
        }
    }
}
