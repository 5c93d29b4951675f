package io.azoth.sql;

import io.azoth.type.SqlKind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The columns that an expression by chance may use. */
record RandomScope(
        List<Expression<Integer>> numbers,
        List<Expression<String>> texts,
        List<Expression<LocalDateTime>> times,
        List<Expression<String>> documents,
        List<Expression<BigDecimal>> decimals) {
    @SuppressWarnings("unchecked")
    static RandomScope of(FromItem... items) {
        List<Expression<Integer>> numbers = new ArrayList<>();
        List<Expression<String>> texts = new ArrayList<>();
        List<Expression<LocalDateTime>> times = new ArrayList<>();
        List<Expression<String>> documents = new ArrayList<>();
        List<Expression<BigDecimal>> decimals = new ArrayList<>();
        for (FromItem item : items) {
            for (ColumnExpression<?> column : item.columns()) {
                if (column.type().kind() == SqlKind.INTEGER) {
                    numbers.add((Expression<Integer>) column);
                } else if (column.type().kind() == SqlKind.VARCHAR
                        || column.type().kind() == SqlKind.TEXT) {
                    texts.add((Expression<String>) column);
                } else if (column.type().kind() == SqlKind.TIMESTAMP) {
                    times.add((Expression<LocalDateTime>) column);
                } else if (column.type().kind() == SqlKind.JSON) {
                    documents.add((Expression<String>) column);
                } else if (column.type().kind() == SqlKind.DECIMAL) {
                    decimals.add((Expression<BigDecimal>) column);
                }
            }
        }
        return new RandomScope(numbers, texts, times, documents, decimals);
    }

    RandomScope and(RandomScope other) {
        return new RandomScope(
                both(numbers, other.numbers),
                both(texts, other.texts),
                both(times, other.times),
                both(documents, other.documents),
                both(decimals, other.decimals));
    }

    private static <E> List<E> both(List<E> first, List<E> second) {
        List<E> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
