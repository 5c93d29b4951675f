package io.azoth.sql;

import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.caseWhen;
import static io.azoth.sql.Sql.coalesce;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.not;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.tuple;
import static io.azoth.sql.Sql.value;

import io.azoth.sql.Shop.Authors;
import io.azoth.sql.Shop.Books;
import java.util.List;
import java.util.Random;

/**
 * Queries by chance, of the subset that means the same on the three databases: whole numbers that do not overflow and are
 * not divided by nothing, text compared for equality and by exact prefixes, and orders that say where NULLs stand and end
 * with a key.
 */
final class RandomQuery {
    private static final List<String> TEXTS = List.of("Ada", "ada", "Notes", "o", "50%", "", "_!*", "[x]");

    private final Random random;
    private final Books b = BOOKS;
    private final Authors a = AUTHORS;

    RandomQuery(long seed) {
        this.random = new Random(seed);
    }

    Query query() {
        return switch (random.nextInt(6)) {
            case 0 -> grouped();
            case 1 -> united();
            case 2 -> withWindow();
            case 3 -> fromSubquery();
            default -> paged(plain(2));
        };
    }

    private Select plain(int depth) {
        Join join = random.nextBoolean() ? a.join(b) : a.leftJoin(b);
        Select select = select(
                        number(depth).as("n"),
                        text(depth).as("t"),
                        condition(depth).as("c"),
                        b.id,
                        a.id)
                .from(join)
                .where(condition(depth));
        return random.nextInt(4) == 0 ? select.distinct() : select;
    }

    private Query paged(Select select) {
        Select ordered = select.orderBy(b.id.desc().nullsLast(), a.id.asc().nullsFirst());
        ordered = random.nextBoolean() ? ordered.limit(random.nextInt(4)) : ordered;
        return random.nextInt(3) == 0 ? ordered.offset(random.nextInt(3)) : ordered;
    }

    private Query grouped() {
        Expression<Integer> key = random.nextBoolean() ? b.authorId : b.pages;
        Select select = select(
                        key.as("k"),
                        count().as("n"),
                        Aggregates.sum(number(1)).as("s"),
                        Aggregates.max(number(1)).filter(condition(1)).as("m"),
                        Aggregates.countDistinct(b.rating).as("d"))
                .from(b)
                .where(bookCondition(2));
        Select all = random.nextInt(3) == 0 ? select.groupBy(Sql.rollup(key)) : select.groupBy(key);
        return random.nextBoolean() ? all.having(count().ge((long) random.nextInt(3))) : all;
    }

    private Query united() {
        Query left = select(bookNumber(1).as("n")).from(b).where(bookCondition(1));
        Query right = select(bookNumber(1).as("n")).from(b).where(bookCondition(1));
        return switch (random.nextInt(6)) {
            case 0 -> left.union(right);
            case 1 -> left.unionAll(right);
            case 2 -> left.intersect(right);
            case 3 -> left.except(right);
            case 4 -> left.intersectAll(right);
            default -> left.union(right).exceptAll(left.intersect(right));
        };
    }

    private Query withWindow() {
        Window window = Windows.partitionBy(b.authorId).orderBy(b.id);
        Window frame = random.nextBoolean()
                ? window
                : window.rows(Windows.preceding(random.nextInt(3)), Windows.following(random.nextInt(2)));
        return select(
                        b.id,
                        Aggregates.sum(bookNumber(1)).over(frame).as("s"),
                        Windows.rowNumber().over(window).as("r"),
                        Windows.lag(b.pages, 1, 0).over(window).as("l"))
                .from(b)
                .where(bookCondition(2));
    }

    private Query fromSubquery() {
        Query inner = select(b.id, bookNumber(2).as("n")).from(b).where(bookCondition(2));
        if (random.nextBoolean()) {
            SubqueryAlias rows = inner.as("rows_");
            return select(rows.c("n", Integer.class), count().as("c"))
                    .from(rows)
                    .groupBy(rows.c("n", Integer.class));
        }
        Cte rows = inner.cte("rows_");
        Cte other = rows.as("other_");
        return select(rows.c(b.id), other.c("n", Integer.class))
                .from(rows.leftJoin(other, rows.c(b.id).eq(other.c("n", Integer.class))));
    }

    private Expression<Integer> number(int depth) {
        return random.nextInt(4) == 0 ? a.id : bookNumber(depth);
    }

    private Expression<Integer> bookNumber(int depth) {
        if (depth == 0) {
            return List.of(b.id, b.pages, b.rating, b.authorId).get(random.nextInt(4));
        }
        Expression<Integer> left = bookNumber(depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> left.plus(bookNumber(depth - 1));
            case 1 -> left.minus(bookNumber(depth - 1));
            case 2 -> left.times(random.nextInt(9) - 4);
            case 3 -> left.dividedBy(random.nextInt(5) + 1);
            case 4 -> left.modulo(random.nextInt(5) + 2);
            case 5 -> caseWhen(bookCondition(depth - 1), left).otherwise(random.nextInt(10));
            case 6 -> coalesce(left, random.nextInt(10));
            case 7 -> left.bitXor(bookNumber(depth - 1));
            default -> left.negate();
        };
    }

    private Expression<String> text(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextBoolean() ? b.title : a.name;
        }
        return switch (random.nextInt(4)) {
            case 0 -> Strings.lower(text(depth - 1));
            case 1 -> text(depth - 1).concat(text(depth - 1));
            case 2 -> Strings.substring(text(depth - 1), random.nextInt(3) + 1, random.nextInt(4));
            default -> Sql.nullIf(text(depth - 1), some());
        };
    }

    private Expression<Boolean> condition(int depth) {
        return random.nextInt(4) == 0 ? text(depth).eq(some()) : bookCondition(depth);
    }

    private Expression<Boolean> bookCondition(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            Expression<Boolean> left = bookCondition(depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> and(left, bookCondition(depth - 1));
                case 1 -> or(left, bookCondition(depth - 1));
                default -> not(left);
            };
        }
        Expression<Integer> number = bookNumber(depth);
        return switch (random.nextInt(12)) {
            case 0 -> number.eq(bookNumber(0));
            case 1 -> number.lt(random.nextInt(200));
            case 2 -> number.isNull();
            case 3 -> number.isDistinctFrom(bookNumber(0));
            case 4 -> number.between(random.nextInt(50), 50 + random.nextInt(100));
            case 5 -> number.in(List.of(1, 3, 100, random.nextInt(300)));
            case 6 -> number.in(select(a.id).from(a));
            case 7 -> exists(select(value(1)).from(a).where(a.id.eq(b.authorId)));
            case 8 -> b.title.startsWith(some());
            case 9 -> b.title.contains(some());
            case 10 -> tuple(b.id, b.pages).gt(List.of(random.nextInt(5), 100));
            default -> number.in(List.of());
        };
    }

    private String some() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
