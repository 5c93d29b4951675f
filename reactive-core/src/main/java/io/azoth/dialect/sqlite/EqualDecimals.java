package io.azoth.dialect.sqlite;

import io.azoth.compile.rewrite.NestCompound;
import io.azoth.sql.Cast;
import io.azoth.sql.ColumnExpression;
import io.azoth.sql.Compound;
import io.azoth.sql.Expression;
import io.azoth.sql.Query;
import io.azoth.sql.Sql;
import io.azoth.sql.SubqueryAlias;
import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.BitSet;

/**
 * Set operations tell rows apart by the text of a decimal, and 10.50, 10.5 and what was computed are one number: where the
 * queries have it in several forms, each gives it in the one without zeros at its end.
 */
final class EqualDecimals {
    private EqualDecimals() {}

    static Query in(Compound compound) {
        BitSet mixed = new BitSet();
        if (compound.operation() != Compound.Operation.UNION_ALL) {
            for (int i = 0; i < compound.resultColumns().size(); i++) {
                mixed.set(i, isMixed(compound, i));
            }
        }
        if (mixed.isEmpty()) {
            return compound;
        }
        Compound alike =
                compound.bare().mapChildren(term -> term instanceof Query query ? spelled(query, mixed) : term);
        return compound.isPlain() ? alike : NestCompound.around(compound, alike);
    }

    private static boolean isMixed(Compound compound, int place) {
        SqlType<?> type = compound.resultColumns().get(place).type();
        return compound.terms().stream()
                        .allMatch(term -> place < term.resultColumns().size()
                                && term.resultColumns().get(place).type().kind() == SqlKind.DECIMAL)
                && compound.terms().stream().anyMatch(term -> !Decimals.isStored(term, place, type));
    }

    private static Query spelled(Query query, BitSet mixed) {
        SubqueryAlias rows = query.lateral("rows_");
        Expression<?>[] items = new Expression<?>[rows.columns().size()];
        for (int i = 0; i < items.length; i++) {
            ColumnExpression<?> column = rows.columns().get(i);
            items[i] = mixed.get(i) ? new Cast<>(column, SqlTypes.NUMERIC).as(column.name()) : column;
        }
        return Sql.select(items).from(rows);
    }
}
