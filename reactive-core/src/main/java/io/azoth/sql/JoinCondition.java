package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds the ON clause of a join from the foreign keys between its sides. */
final class JoinCondition {
    private JoinCondition() {}

    static Expression<Boolean> between(FromItem left, FromItem right) {
        List<Expression<Boolean>> found = new ArrayList<>();
        for (Side a : sides(left)) {
            for (Side b : sides(right)) {
                links(a, b, false, found);
                if (a.table() != b.table()) {
                    links(b, a, true, found);
                }
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw found.isEmpty()
                ? new DefinitionException(
                        ErrorCode.NO_JOIN_CONDITION,
                        "There is no foreign key between " + name(left) + " and " + name(right)
                                + "; give the condition: join(right, on)")
                : new DefinitionException(
                        ErrorCode.AMBIGUOUS_JOIN_CONDITION,
                        "There are " + found.size() + " foreign keys between " + name(left) + " and " + name(right)
                                + " (" + list(found) + "); give the condition: join(right, on)");
    }

    /** Conditions read parent first, whichever side is on the left, as one would write them. */
    private static void links(Side from, Side to, boolean swapped, List<Expression<Boolean>> found) {
        for (TableItem.KeyLink link : from.table().foreignKeys()) {
            if (link.target() != to.table()) {
                continue;
            }
            List<Expression<Boolean>> pairs = new ArrayList<>();
            for (int i = 0; i < link.columns().size(); i++) {
                ColumnExpression<?> referring =
                        from.column(link.columns().get(i).name());
                ColumnExpression<?> referred =
                        to.column(link.targetColumns().get(i).name());
                pairs.add(
                        swapped
                                ? Binary.condition(referred, Operator.EQ, referring)
                                : Binary.condition(referring, Operator.EQ, referred));
            }
            found.add(pairs.size() == 1 ? pairs.get(0) : new Junction(Junction.Kind.AND, pairs));
        }
    }

    private static List<Side> sides(FromItem item) {
        List<Side> sides = new ArrayList<>();
        collect(item, sides);
        return sides;
    }

    private static void collect(FromItem item, List<Side> sides) {
        if (item instanceof Join join) {
            collect(join.left(), sides);
            collect(join.right(), sides);
        } else if (item instanceof TableItem table) {
            sides.add(new Side(table, table));
        } else if (item instanceof Alias alias) {
            sides.add(new Side(alias.table(), alias));
        }
    }

    private static String name(FromItem item) {
        return item instanceof TableItem table
                ? "'" + table.name() + "'"
                : item instanceof Alias alias ? "'" + alias.name() + "'" : "'" + item + "'";
    }

    private static String list(List<Expression<Boolean>> conditions) {
        StringBuilder text = new StringBuilder();
        conditions.forEach(
                condition -> text.append(text.length() == 0 ? "" : "; ").append(condition));
        return text.toString();
    }

    /** A table, and the from-item under which it stands in the join. */
    private record Side(TableItem table, FromItem item) {
        ColumnExpression<?> column(String name) {
            for (ColumnExpression<?> column : item.columns()) {
                if (column.name().equals(name)) {
                    return column;
                }
            }
            throw new IllegalStateException(Objects.toString(item) + " has no column " + name);
        }
    }
}
