package io.azoth.sql;

import static io.azoth.sql.Insert.excluded;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes of the books by chance. Left out: an UPDATE that joins a row with two others, which takes either of them on two
 * databases and is an error on the third.
 */
final class RandomChange {
    private final Choices choices;
    private final RandomExpression some;

    RandomChange(Choices choices) {
        this.choices = choices;
        this.some = new RandomExpression(choices, RandomScope.of(BOOKS));
    }

    Statement change() {
        return switch (choices.below(10)) {
            case 8 -> withCommon();
            case 9 -> returning(BOOKS.delete().where(BOOKS.id.in(common().select())));
            case 1 -> joinedUpdate();
            case 2 -> returning(BOOKS.delete().where(some.condition(2)));
            case 3 -> joinedDelete();
            case 4 -> inserted(true);
            case 5 -> fromQuery();
            case 6 -> inserted(false);
            case 7 -> correlatedUpdate();
            default -> update();
        };
    }

    private Cte common() {
        Alias from = BOOKS.as(choices.name("from"));
        RandomExpression own = new RandomExpression(choices, RandomScope.of(from));
        Select rows = select(from.c(BOOKS.id)).from(from).where(own.condition(1));
        return rows.cte(choices.oneIn(3) ? "books" : "some_");
    }

    private Statement withCommon() {
        return BOOKS.update()
                .set(BOOKS.pages, some.number(1))
                .where(BOOKS.id.in(common().as("c").select()))
                .returning(BOOKS.id, BOOKS.pages);
    }

    private Statement update() {
        Update update = BOOKS.update().set(BOOKS.pages, some.number(2)).set(BOOKS.rating, some.number(1));
        update = choices.oneIn(2) ? update.set(BOOKS.title, shortText(some)) : update;
        update = choices.oneIn(3) ? update.setNull(BOOKS.authorId) : update;
        return update.where(some.condition(2)).returning(BOOKS.id, BOOKS.pages);
    }

    private static Expression<String> shortText(RandomExpression some) {
        return Sql.coalesce(Strings.substring(some.text(1), 1, 40), "none");
    }

    private Statement correlatedUpdate() {
        Alias other = BOOKS.as("other");
        RandomExpression own = new RandomExpression(choices, RandomScope.of(other));
        Select most = select(Aggregates.max(own.number(1)))
                .from(other)
                .where(own.number(0).le(some.number(0)));
        return BOOKS.update()
                .set(BOOKS.pages, most.asScalar(io.azoth.type.SqlTypes.INTEGER))
                .where(some.condition(1));
    }

    private Statement joinedUpdate() {
        RandomExpression both = new RandomExpression(choices, RandomScope.of(BOOKS, AUTHORS));
        return BOOKS.update()
                .set(BOOKS.pages, both.number(1))
                .set(BOOKS.title, shortText(both))
                .from(AUTHORS)
                .where(and(BOOKS.authorId.eq(AUTHORS.id), both.condition(1)));
    }

    private Statement joinedDelete() {
        RandomExpression both = new RandomExpression(choices, RandomScope.of(BOOKS, AUTHORS));
        return BOOKS.delete().using(AUTHORS).where(both.condition(2));
    }

    private Statement inserted(boolean conflicting) {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i <= choices.below(3); i++) {
            int id = (conflicting ? 3 : 30) + i + choices.below(2) * 3;
            Integer author = choices.oneIn(2) ? null : choices.below(4) + 1;
            rows.add(Arrays.asList(id, author, choices.oneIn(2) ? "x" : "", choices.oneIn(3) ? null : some.small()));
        }
        rows = distinct(rows);
        Insert insert = BOOKS.insert().rows(List.of(BOOKS.id, BOOKS.authorId, BOOKS.title, BOOKS.pages), rows);
        return conflicting ? upsert(insert) : returning(insert);
    }

    /** One row for each key: two of them in one statement are an error on some databases. */
    private static List<List<?>> distinct(List<List<?>> rows) {
        List<List<?>> once = new ArrayList<>();
        for (List<?> row : rows) {
            if (once.stream().noneMatch(earlier -> earlier.get(0).equals(row.get(0)))) {
                once.add(row);
            }
        }
        return once;
    }

    private Statement upsert(Insert insert) {
        OnConflict conflict = insert.onConflict(BOOKS.id);
        if (choices.oneIn(3)) {
            return conflict.doNothing();
        }
        conflict = conflict.set(BOOKS.rating, Sql.coalesce(some.number(1), excluded(BOOKS.pages)));
        conflict = choices.oneIn(2)
                ? conflict.where(and(some.condition(1), BOOKS.title.ne(excluded(BOOKS.title))))
                : conflict;
        return conflict.doUpdate(BOOKS.pages);
    }

    private Statement fromQuery() {
        Alias from = BOOKS.as("from_");
        RandomExpression own = new RandomExpression(choices, RandomScope.of(from));
        Select rows = select(from.c(BOOKS.id).plus(choices.oneIn(2) ? 100 : 2), shortText(own), own.number(1))
                .from(from)
                .where(own.condition(1));
        Insert insert = BOOKS.insert().fromSelect(rows, BOOKS.id, BOOKS.title, BOOKS.pages);
        return insert.onConflict(BOOKS.id).doUpdate(BOOKS.title, BOOKS.pages);
    }

    private Statement returning(EffectStatement change) {
        if (!choices.oneIn(2)) {
            return change;
        }
        return change instanceof Delete delete
                ? delete.returning(BOOKS.id)
                : ((Insert) change).returning(BOOKS.id, BOOKS.pages.plus(1).as("p"));
    }
}
