package io.azoth.sql;

import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.all;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.any;
import static io.azoth.sql.Sql.caseOf;
import static io.azoth.sql.Sql.caseWhen;
import static io.azoth.sql.Sql.coalesce;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.not;
import static io.azoth.sql.Sql.notExists;
import static io.azoth.sql.Sql.nullIf;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.tuple;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;

import io.azoth.type.SqlTypes;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Expressions by chance over the columns of a scope; see {@link RandomQuery} for what is left out. */
final class RandomExpression {
    private static final List<String> TEXTS = List.of("Notes", "Ada", "ada", "o", "50%", "", "_!*", "[x]", "\\", "E");
    private static final List<String> PATTERNS =
            List.of("%o%", "A%", "_d_", "%\\%", "50%", "%[x]", "*", "?", "%_!*?[%", "", "%", "n_t%", "%E_g%");

    private final Choices choices;
    private final RandomScope scope;

    RandomExpression(Choices choices, RandomScope scope) {
        this.choices = choices;
        this.scope = scope;
    }

    Expression<Integer> number(int depth) {
        if (depth <= 0) {
            return scope.numbers().isEmpty() || choices.oneIn(6) ? value(small()) : choices.of(scope.numbers());
        }
        return switch (choices.below(20)) {
            case 1 -> number(depth - 1).plus(number(depth - 1));
            case 2 -> number(depth - 1).minus(number(depth - 1));
            case 3 -> number(depth - 1).times(choices.below(9) - 4);
            case 4 -> number(0).times(number(0));
            case 5 -> number(depth - 1).dividedBy(choices.oneIn(2) ? 3 : -2);
            case 6 -> number(depth - 1).dividedBy(nullIf(number(depth - 1), 0));
            case 7 -> number(depth - 1).modulo(choices.oneIn(2) ? 7 : -3);
            case 8 -> number(depth - 1).negate();
            case 9 -> bits(number(depth - 1), number(depth - 1));
            case 10 -> caseWhen(condition(depth - 1), number(depth - 1)).otherwise(number(depth - 1));
            case 11 -> caseOf(number(depth - 1)).when(1, number(0)).when(100, 7).end();
            case 12 -> coalesce(number(depth - 1), number(depth - 1));
            case 13 -> nullIf(number(depth - 1), small());
            case 14 -> choices.oneIn(2) ? Numbers.abs(number(depth - 1)) : Numbers.sign(number(depth - 1));
            case 15 ->
                choices.oneIn(2)
                        ? Numbers.greatest(known(number(depth - 1)), known(number(0)), value(7))
                        : Numbers.least(known(number(depth - 1)), known(number(0)));
            case 16 -> choices.oneIn(2) ? Strings.length(text(depth - 1)) : Strings.position(text(depth - 1), some());
            case 17 -> scalar(depth - 1);
            case 18 -> scope.times().isEmpty() ? number(0) : ofTime(choices.of(scope.times()));
            case 19 -> scope.documents().isEmpty() ? number(0) : ofDocument(choices.of(scope.documents()));
            default -> number(0);
        };
    }

    private static Expression<Integer> known(Expression<Integer> number) {
        return coalesce(number, 0);
    }

    private Expression<Integer> bits(Expression<Integer> left, Expression<Integer> right) {
        return switch (choices.below(6)) {
            case 1 -> left.bitOr(right);
            case 2 -> left.bitXor(right);
            case 3 -> left.bitNot();
            case 4 -> left.shiftLeft(choices.below(4));
            case 5 -> left.shiftRight(choices.below(4));
            default -> left.bitAnd(right);
        };
    }

    private Expression<Integer> ofTime(Expression<LocalDateTime> time) {
        DatePart part = choices.of(List.of(
                DatePart.DAY,
                DatePart.YEAR,
                DatePart.QUARTER,
                DatePart.MONTH,
                DatePart.WEEK,
                DatePart.DAY_OF_YEAR,
                DatePart.DAY_OF_WEEK,
                DatePart.HOUR,
                DatePart.SECOND));
        Expression<LocalDateTime> moved = choices.oneIn(2)
                ? Dates.plus(time, choices.below(400) - 200, choices.of(List.of(DateUnit.values())))
                : time;
        return choices.oneIn(4) ? Dates.daysBetween(time, moved) : Dates.extract(part, moved);
    }

    private Expression<Integer> ofDocument(Expression<String> document) {
        return switch (choices.below(3)) {
            case 1 -> Json.text(document, "n", "x").cast(INTEGER);
            case 2 -> Strings.length(Json.text(document, "tags", choices.below(2)));
            default -> Json.arrayLength(Json.get(document, "tags"));
        };
    }

    private Expression<Integer> scalar(int depth) {
        Alias inner = (choices.oneIn(2) ? BOOKS : AUTHORS).as(choices.name("s"));
        RandomExpression own = new RandomExpression(choices, RandomScope.of(inner));
        Expression<Boolean> linked = own.number(0).eq(number(0));
        Expression<Boolean> where = choices.oneIn(2) ? and(linked, own.condition(depth)) : linked;
        return choices.oneIn(2)
                ? select(Aggregates.max(own.number(depth)))
                        .from(inner)
                        .where(where)
                        .asScalar(INTEGER)
                : select(Sql.count().cast(INTEGER)).from(inner).where(where).asScalar(INTEGER);
    }

    Expression<String> text(int depth) {
        if (depth <= 0) {
            return scope.texts().isEmpty() || choices.oneIn(5) ? value(some()) : choices.of(scope.texts());
        }
        return switch (choices.below(12)) {
            case 10 -> choices.oneIn(2) ? Strings.trim(text(depth - 1)) : Strings.trimEnd(text(depth - 1));
            case 11 -> Strings.concat(text(depth - 1), text(0), value(some()));
            case 1 -> Strings.lower(text(depth - 1));
            case 2 -> Strings.upper(text(depth - 1));
            case 3 -> text(depth - 1).concat(text(depth - 1));
            case 4 -> Strings.substring(text(depth - 1), choices.below(3) + 1, choices.below(4));
            case 5 -> nullIf(text(depth - 1), some());
            case 6 -> coalesce(text(depth - 1), text(0));
            case 7 -> caseWhen(condition(depth - 1), text(depth - 1)).otherwise(some());
            case 8 -> Strings.replace(text(depth - 1), "o", some());
            case 9 ->
                choices.oneIn(2) && !scope.documents().isEmpty()
                        ? Json.text(choices.of(scope.documents()), "tags", choices.below(3))
                        : number(depth - 1).cast(TEXT);
            default -> text(0);
        };
    }

    Expression<Boolean> condition(int depth) {
        if (depth > 0) {
            switch (choices.below(5)) {
                case 1:
                    return and(condition(depth - 1), condition(depth - 1));
                case 2:
                    return or(condition(depth - 1), condition(depth - 1));
                case 3:
                    return not(condition(depth - 1));
                default:
                    break;
            }
        }
        return switch (choices.below(5)) {
            case 1 -> aboutText(depth);
            case 2 -> aboutQuery(depth);
            case 3 -> aboutList(depth);
            default -> aboutNumbers(depth);
        };
    }

    private Expression<Boolean> aboutNumbers(int depth) {
        Expression<Integer> number = number(depth);
        return switch (choices.below(12)) {
            case 1 -> number.lt(number(depth - 1));
            case 2 -> number.ge(small());
            case 3 -> number.isNull();
            case 4 -> number.isNotNull();
            case 5 -> number.isDistinctFrom(number(depth - 1));
            case 6 -> number.isNotDistinctFrom(number(0));
            case 7 -> number.between(small(), choices.below(200));
            case 8 -> number.notBetween(number(0), number(0));
            case 9 -> number.ne(number(0));
            case 11 -> scope.decimals().isEmpty() ? number.isNull() : aboutDecimal(choices.of(scope.decimals()));
            case 10 -> pair().gt(List.of(small(), small()));
            default -> number.eq(number(depth - 1));
        };
    }

    private Expression<Boolean> aboutDecimal(Expression<BigDecimal> decimal) {
        BigDecimal value = choices.of(List.of(new BigDecimal("9"), new BigDecimal("10.50"), new BigDecimal("-0.01")));
        return switch (choices.below(5)) {
            case 1 -> decimal.le(value);
            case 2 -> decimal.between(value, new BigDecimal("15.00"));
            case 3 -> decimal.eq(value);
            case 4 -> decimal.times(BigDecimal.TEN).ne(value);
            default -> decimal.gt(value);
        };
    }

    private Expression<Boolean> aboutText(int depth) {
        Expression<String> text = text(depth);
        return switch (choices.below(10)) {
            case 1 -> text.like(choices.of(PATTERNS));
            case 2 -> text.notLike(choices.of(PATTERNS));
            case 3 -> text.ilike(choices.of(PATTERNS));
            case 4 -> text.like(choices.of(PATTERNS), '!');
            case 5 -> text.startsWith(some());
            case 6 -> text.contains(text(0));
            case 7 -> text.endsWith(some());
            case 8 -> text.like(text(0));
            case 9 -> text.ne(text(depth - 1));
            default -> text.eq(some());
        };
    }

    private Expression<Boolean> aboutList(int depth) {
        Expression<Integer> number = number(depth);
        return switch (choices.below(9)) {
            case 6 -> number.in(many());
            case 7 -> number.notIn(many());
            case 8 -> text(depth).in(manyTexts());
            case 1 -> number.notIn(List.of(small(), small()));
            case 2 -> number.in(List.of());
            case 3 -> number.in(Arrays.asList(1, null, small()));
            case 4 -> number.notIn(Arrays.asList(1, null));
            case 5 -> pair().in(List.of(1, 100), List.of(small(), small()));
            default -> number.in(List.of(1, 3, 100, small()));
        };
    }

    /** More than fit one by one. */
    private List<Integer> many() {
        List<Integer> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(i * (choices.below(3) + 1));
        }
        return many;
    }

    private List<String> manyTexts() {
        List<String> many = new ArrayList<>(TEXTS);
        many.addAll(PATTERNS);
        return many;
    }

    private Expression<Boolean> aboutQuery(int depth) {
        Alias inner = (choices.oneIn(2) ? BOOKS : AUTHORS).as(choices.name("q"));
        RandomExpression own = new RandomExpression(choices, RandomScope.of(inner));
        Select rows = select(known(own.number(depth - 1))).from(inner);
        Select some = choices.oneIn(2) ? rows.where(own.condition(depth - 1)) : rows;
        return switch (choices.below(8)) {
            case 6 -> compared(number(0), choices.oneIn(2) ? any(some, INTEGER) : all(some, INTEGER));
            case 7 -> compared(known(number(depth - 1)), choices.oneIn(2) ? any(array()) : all(array()));
            case 1 -> number(0).notIn(some.unionAll(select(Sql.nullValue(INTEGER))));
            case 2 -> exists(some.where(own.number(0).eq(number(0))));
            case 3 -> notExists(some.where(own.number(0).eq(number(0))));
            case 4 -> number(0).eq(any(some, INTEGER));
            case 5 -> pair().in(some.columns(known(own.number(0))));
            default -> number(0).in(some);
        };
    }

    private Expression<Boolean> compared(Expression<Integer> number, Expression<Integer> values) {
        return switch (choices.below(6)) {
            case 1 -> number.ne(values);
            case 2 -> number.lt(values);
            case 3 -> number.le(values);
            case 4 -> number.gt(values);
            case 5 -> number.ge(values);
            default -> number.eq(values);
        };
    }

    private Expression<Integer[]> array() {
        return choices.oneIn(2)
                ? io.azoth.sql.Arrays.array(number(0), value(small()), number(0))
                : value(new Integer[] {small(), choices.oneIn(3) ? null : small()}, SqlTypes.array(INTEGER));
    }

    private Tuple pair() {
        return tuple(known(number(0)), known(number(0)));
    }

    int small() {
        return choices.of(List.of(1, 2, 0, 3, -1, 5, 50, 100, 200));
    }

    private String some() {
        return choices.of(TEXTS);
    }
}
