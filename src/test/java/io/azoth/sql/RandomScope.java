package io.azoth.sql;

import io.azoth.type.SqlKind;
import java.util.ArrayList;
import java.util.List;

/** The columns that an expression by chance may use. */
record RandomScope(List<Expression<Integer>> numbers, List<Expression<String>> texts) {
    @SuppressWarnings("unchecked")
    static RandomScope of(FromItem... items) {
        List<Expression<Integer>> numbers = new ArrayList<>();
        List<Expression<String>> texts = new ArrayList<>();
        for (FromItem item : items) {
            for (ColumnExpression<?> column : item.columns()) {
                if (column.type().kind() == SqlKind.INTEGER) {
                    numbers.add((Expression<Integer>) column);
                } else if (column.type().kind() == SqlKind.VARCHAR
                        || column.type().kind() == SqlKind.TEXT) {
                    texts.add((Expression<String>) column);
                }
            }
        }
        return new RandomScope(numbers, texts);
    }
}
