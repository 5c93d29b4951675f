package io.azoth.sql;

import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.INTEGER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Queries by chance, of the subset that means the same on the three databases. Left out of it, because the databases are
 * known to differ there:
 *
 * <ul>
 *   <li>division and modulo by 0: NULL on SQLite, an error on the others;
 *   <li>whole numbers beyond 32 bits: an error but on SQLite;
 *   <li>text in another order than that of equality: each database sorts by its own collation;
 *   <li>capital and small letters outside of ASCII, which SQLite does not know;
 *   <li>NULL among the arguments of {@code greatest} and {@code least};
 *   <li>tuples of which a part is NULL and another part differs: unknown on H2, different on the others;
 *   <li>replacing the empty text, and positions before the first character;
 *   <li>the order of rows without ORDER BY, of NULLs where it is not said, and among rows that are equal in it.
 * </ul>
 */
final class RandomQuery {
    private final Choices choices;
    private boolean namedAsATable;

    RandomQuery(Choices choices) {
        this.choices = choices;
    }

    Query query() {
        return switch (choices.below(11)) {
            case 8 -> nested();
            case 9 -> recursive();
            case 10 -> aggregated();
            case 1 -> grouped();
            case 2 -> united(2);
            case 3 -> withWindow();
            case 4 -> firstOfEach(1);
            case 5 -> withTies(1);
            case 6 -> regrouped();
            default -> choices.oneIn(2) ? paged(2) : plain(2);
        };
    }

    /** What stands in FROM, and the columns of it that may be used. */
    private record Source(FromItem item, RandomScope scope) {}

    private Source source(int depth) {
        if (depth > 0 && choices.oneIn(2)) {
            return joined(depth);
        }
        return switch (choices.below(depth < 0 ? 2 : 11)) {
            case 8 -> named(firstOfEach(-1).as(choices.name("f")));
            case 9 -> named(withTies(-1).as(choices.name("t")));
            case 10 -> named(paged(-1).as(choices.name("p")));
            case 1 -> named(AUTHORS.as(choices.name("a")));
            case 2 -> named(plain(-1).as(choices.name("r")));
            case 3 -> named(plain(-1).cte(choices.name("w")));
            case 4 -> named(values());
            case 5 -> named(united(-1).as(choices.name("u")));
            case 6 -> named(joined(0).item().select().as(choices.name("j")));
            case 7 -> named(plain(-1).cte(nameOfATable()));
            default -> named(BOOKS.as(choices.name("b")));
        };
    }

    /** Once in a statement: two common table expressions of one name are refused. */
    private String nameOfATable() {
        boolean isFree = !namedAsATable;
        namedAsATable = true;
        return isFree ? choices.of(List.of("books", "authors")) : choices.name("w");
    }

    private static Source named(FromItem item) {
        return new Source(item, RandomScope.of(item));
    }

    private ValuesTable values() {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i <= choices.below(3); i++) {
            rows.add(Arrays.asList(choices.oneIn(4) ? null : choices.below(5), choices.oneIn(4) ? null : "o"));
        }
        return ValuesTable.of(choices.name("v"), List.of(BOOKS.id, BOOKS.title), rows);
    }

    private Source joined(int depth) {
        Source left = source(depth - 1);
        Source right = source(depth - 1);
        RandomScope scope = left.scope().and(right.scope());
        FromItem item =
                switch (choices.below(5)) {
                    case 1 -> left.item().leftJoin(right.item(), on(left, right));
                    case 2 -> left.item().rightJoin(right.item(), on(left, right));
                    case 3 -> left.item().fullJoin(right.item(), on(left, right));
                    case 4 -> left.item().crossJoin(right.item());
                    default -> left.item().join(right.item(), on(left, right));
                };
        return new Source(item, scope);
    }

    private Expression<Boolean> on(Source left, Source right) {
        Expression<Boolean> equal = new RandomExpression(choices, left.scope())
                .number(0)
                .eq(new RandomExpression(choices, right.scope()).number(0));
        return switch (choices.below(4)) {
            case 2 -> and(equal, new RandomExpression(choices, left.scope().and(right.scope())).condition(0));
            case 3 -> new RandomExpression(choices, left.scope().and(right.scope())).condition(1);
            default -> equal;
        };
    }

    private Select plain(int depth) {
        Source source = source(depth);
        RandomExpression some = new RandomExpression(choices, source.scope());
        boolean labelled = !choices.oneIn(4);
        Select select = labelled
                ? select(
                        some.number(depth).as("n"),
                        some.text(depth).as("t"),
                        some.number(0).as("m"))
                : select(some.number(depth), some.text(depth), some.number(0));
        select = select.from(source.item());
        if (choices.oneIn(2)) {
            select = select.where(some.condition(depth));
        }
        return choices.oneIn(4) ? select.distinct() : select;
    }

    /** Ordered by all that it selects. */
    private Query paged(int depth) {
        Source source = source(depth);
        RandomExpression some = new RandomExpression(choices, source.scope());
        Expression<Integer> first = some.number(depth).as("n");
        Expression<Integer> second = some.number(0).as("m");
        Select select = select(first, second).from(source.item());
        select = choices.oneIn(2) ? select.where(some.condition(depth)) : select;
        select = choices.oneIn(4) ? select.distinct() : select;
        OrderTerm[] terms = {
            choices.oneIn(2) ? first.desc().nullsLast() : first.asc().nullsFirst(),
            choices.oneIn(2) ? second.asc().nullsLast() : second.desc().nullsFirst()
        };
        Select ordered = select.orderBy(terms);
        if (choices.oneIn(4)) {
            Object afterFirst = choices.oneIn(4) ? null : some.small();
            Object afterSecond = choices.oneIn(4) ? null : some.small();
            return ordered.seekAfter(afterFirst, afterSecond);
        }
        ordered = choices.oneIn(2) ? ordered.limit(choices.below(4)) : ordered;
        return choices.oneIn(3) ? ordered.offset(choices.below(3)) : ordered;
    }

    private Query grouped() {
        Source source = source(1);
        RandomExpression some = new RandomExpression(choices, source.scope());
        Expression<Integer> key = some.number(choices.below(2));
        Expression<Integer> other = some.number(0);
        Select select = select(
                        key.as("k"),
                        key.plus(1).as("o"),
                        Numbers.abs(key).as("f"),
                        count().as("n"),
                        Aggregates.sum(some.number(1)).as("s"),
                        Aggregates.max(some.number(1)).filter(some.condition(1)).as("m"),
                        Aggregates.countDistinct(some.text(1)).as("d"))
                .from(source.item());
        select = choices.oneIn(2) ? select.columns(upTo(key).as("u")) : select;
        select = choices.oneIn(2) ? select.where(some.condition(1)) : select;
        select = choices.oneIn(4) ? select.distinct() : select;
        if (key instanceof Bind || other instanceof Bind) {
            return select(count().as("n")).from(source.item());
        }
        Select all =
                switch (choices.below(6)) {
                    case 1 -> select.groupBy(key, other);
                    case 2 -> select.groupBy(Sql.rollup(key, other));
                    case 3 -> select.groupBy(Sql.cube(key));
                    case 4 -> select.groupBy(Sql.groupingSets(List.of(key), List.of()));
                    case 5 -> select.groupBy(other, Sql.rollup(key));
                    default -> select.groupBy(key);
                };
        all = choices.oneIn(3) ? all.having(key.le(some.small())) : all;
        return choices.oneIn(2) ? all.having(count().ge((long) choices.below(3))) : all;
    }

    /** Rows in rows, in an order that leaves nothing open. */
    private Query nested() {
        Source source = source(1);
        RandomExpression outside = new RandomExpression(choices, source.scope());
        Alias inner = (choices.oneIn(2) ? BOOKS : AUTHORS).as(choices.name("i"));
        RandomExpression own = new RandomExpression(choices, RandomScope.of(inner));
        Expression<Integer> first = own.number(1).as("x");
        Select rows = select(
                        first, own.number(0).as("y"), own.number(0).isNull().as("z"))
                .from(inner)
                .where(own.number(0).le(outside.number(0)));
        ColumnExpression<?> id = inner.columns().get(0);
        Select ordered = rows.orderBy(first.asc().nullsLast(), id.asc());
        return select(outside.number(1).as("n"), Sql.multiset(ordered).as("m")).from(source.item());
    }

    /** A number and those behind it, joined with rows or not. */
    private Query recursive() {
        int last = choices.below(6);
        Select start = select(Sql.value(choices.below(3)).as("n"));
        Cte numbers = Cte.recursive(choices.name("r"), start, self -> {
            Expression<Integer> n = self.c("n", Integer.class);
            Select next = select(n.plus(1)).where(n.lt(last));
            return choices.oneIn(2) ? start.union(next) : start.unionAll(next);
        });
        Source source = choices.oneIn(2) ? new Source(numbers, RandomScope.of(numbers)) : beside(numbers);
        RandomExpression some = new RandomExpression(choices, source.scope());
        return select(some.number(1).as("n"), some.number(0).as("m"))
                .from(source.item())
                .where(some.condition(1));
    }

    private Source beside(Cte numbers) {
        Source other = source(0);
        RandomScope scope = other.scope().and(RandomScope.of(numbers));
        return new Source(other.item().join(numbers, new RandomExpression(choices, scope).condition(1)), scope);
    }

    /** Aggregates of a whole, with their orders and conditions. */
    private Query aggregated() {
        Source source = source(1);
        RandomExpression some = new RandomExpression(choices, source.scope());
        Expression<String> text = Sql.coalesce(some.text(0), "-");
        Select select = select(
                        Aggregates.boolAnd(some.condition(1)).as("a"),
                        Aggregates.boolOr(some.condition(1))
                                .filter(some.condition(1))
                                .as("o"),
                        Strings.length(Aggregates.stringAgg(text, "; ")
                                        .orderBy(some.number(0).asc()))
                                .as("t"),
                        Aggregates.countDistinct(some.number(1))
                                .filter(some.condition(1))
                                .as("d"),
                        Aggregates.min(some.number(1)).as("l"))
                .from(source.item());
        return choices.oneIn(2) ? select.having(count().gt((long) choices.below(3))) : select;
    }

    /** A subquery about a key of the groups. */
    private Expression<Integer> upTo(Expression<Integer> key) {
        Alias inner = AUTHORS.as(choices.name("k"));
        return select(Aggregates.max(inner.c(AUTHORS.id)))
                .from(inner)
                .where(inner.c(AUTHORS.id).le(key))
                .asScalar(INTEGER);
    }

    /** Groups of groups, and windows over groups. */
    private Query regrouped() {
        Source source = source(1);
        RandomExpression some = new RandomExpression(choices, source.scope());
        Expression<Integer> key = some.number(choices.below(2));
        if (key instanceof Bind) {
            return plain(1);
        }
        boolean rolled = choices.oneIn(3);
        Select inner = select(key.as("k"), count().as("n")).from(source.item()).groupBy(rolled ? Sql.rollup(key) : key);
        if (choices.oneIn(2)) {
            return inner.columns(Aggregates.sum(count())
                    .over(Windows.orderedBy(count().asc(), key.asc().nullsLast()))
                    .as("w"));
        }
        SubqueryAlias groups = inner.as("groups_");
        return select(groups.c("n", Long.class), count().as("c")).from(groups).groupBy(groups.c("n", Long.class));
    }

    private Query united(int depth) {
        Query left = member(depth);
        Query right = member(depth);
        Query both =
                switch (choices.below(6)) {
                    case 1 -> left.unionAll(right);
                    case 2 -> left.intersect(right);
                    case 3 -> left.except(right);
                    case 4 -> left.intersectAll(right);
                    case 5 -> left.exceptAll(right);
                    default -> left.union(right);
                };
        if (both instanceof Compound compound && choices.oneIn(3)) {
            Expression<?> first = java.util.Objects.requireNonNull(
                    compound.resultColumns().get(0).expression());
            return compound.orderBy(first.asc().nullsFirst()).limit(50);
        }
        return both;
    }

    private Query member(int depth) {
        if (depth > 1 && choices.oneIn(3)) {
            return united(depth - 1);
        }
        Source source = source(depth < 0 ? -1 : 0);
        RandomExpression some = new RandomExpression(choices, source.scope());
        Expression<Integer> item = some.number(depth).as("n");
        Select select = select(item).from(source.item());
        select = choices.oneIn(2) ? select.where(some.condition(1)) : select;
        return choices.oneIn(4) ? select.orderBy(item.asc().nullsLast()).limit(choices.below(4)) : select;
    }

    private Query withWindow() {
        Source source = choices.oneIn(2) ? source(1) : named(BOOKS);
        boolean unique = source.item() == BOOKS;
        RandomExpression some = new RandomExpression(choices, source.scope());
        Expression<Integer> key = unique ? BOOKS.id : some.number(1);
        Window window = Windows.partitionBy(some.number(0)).orderBy(key.asc().nullsFirst());
        Select select = select(
                        key.as("k"),
                        Aggregates.sum(some.number(1))
                                .over(framed(window, unique))
                                .as("s"),
                        Windows.rank().over(window).as("r"),
                        count().over(Windows.partitionBy(some.number(0))).as("c"))
                .from(source.item());
        if (unique) {
            select = select.columns(
                    Windows.lag(some.number(0), 1, 0).over(window).as("l"),
                    Windows.firstValue(some.number(0)).over(window).as("f"));
        }
        return choices.oneIn(2) ? select.where(some.condition(1)) : select;
    }

    private Window framed(Window window, boolean unique) {
        Frame.Bound start = Windows.preceding(choices.below(3));
        Frame.Bound end = Windows.following(choices.below(3));
        return switch (choices.below(4)) {
            case 1 -> unique ? window.rows(start, end) : window;
            case 2 -> window.groups(start, end);
            case 3 -> window.groups(start, end).exclude(Frame.Exclusion.GROUP);
            default -> window;
        };
    }

    private Query firstOfEach(int depth) {
        Source source = source(depth);
        RandomExpression some = new RandomExpression(choices, source.scope());
        Expression<Integer> key = some.number(1).as("k");
        Expression<Integer> other = some.number(1).as("o");
        Select select = select(key, other).from(source.item());
        select = choices.oneIn(2) ? select.where(some.condition(1)) : select;
        return select.distinctOn(key)
                .orderBy(key.asc().nullsLast(), other.desc().nullsLast());
    }

    private Query withTies(int depth) {
        Source source = source(depth);
        RandomExpression some = new RandomExpression(choices, source.scope());
        Expression<Integer> item = some.number(1).as("k");
        Select select = select(item).from(source.item());
        select = choices.oneIn(4) ? select.distinct() : select;
        Select ties = select.orderBy(item.desc().nullsLast()).limitWithTies(choices.below(4));
        return choices.oneIn(3) ? ties.offset(1) : ties;
    }
}
