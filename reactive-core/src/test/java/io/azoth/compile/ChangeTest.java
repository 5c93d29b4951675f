package io.azoth.compile;

import static io.azoth.compile.SqlAssert.executed;
import static io.azoth.compile.SqlAssert.sql;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Cte;
import io.azoth.sql.Expression;
import io.azoth.sql.Insert;
import io.azoth.sql.Merge;
import io.azoth.sql.Parameters;
import io.azoth.sql.Statement;
import io.azoth.sql.ValuesTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private final Tutorial t = new Tutorial();

    @Test
    void insertPrintsWithAllColumnsAndNoDatabase() {
        assertThat(t.users.insert())
                .hasToString("INSERT INTO users (user_id, user_name, password) "
                        + "VALUES (:user_id, :user_name, :password) {generic}");
    }

    @Test
    void columnsOfValuesFollowTheParametersAndTheKeyComesBack() {
        executed(t.users.insert(), row("user_name", "Mary", "password", "secure"))
                .on(
                        "h2",
                        "SELECT users.user_id FROM FINAL TABLE (INSERT INTO users (user_name, password) "
                                + "VALUES ($1, $2)) AS users")
                .is("INSERT INTO users (user_name, password) VALUES (?, ?) RETURNING users.user_id")
                .binds("Mary", "secure");
    }

    @Test
    void manyRowsAreOneStatementAndOneArrayAColumnOnPostgres() {
        executed(t.users.insert(), row("user_name", "Tom"), row("user_name", "Fred"), row("user_name", "Harry"))
                .on(
                        "postgresql",
                        "INSERT INTO users (user_name) SELECT new_rows.user_name FROM unnest($1::VARCHAR[]) "
                                + "WITH ORDINALITY AS new_rows(user_name, position_) ORDER BY new_rows.position_ "
                                + "RETURNING users.user_id")
                .on(
                        "h2",
                        "SELECT users.user_id FROM FINAL TABLE (INSERT INTO users (user_name) "
                                + "VALUES ($1), ($2), ($3)) AS users")
                .is("INSERT INTO users (user_name) VALUES (?), (?), (?) RETURNING users.user_id")
                .binds("Tom", "Fred", "Harry");
    }

    @Test
    void valuesAndTypedSetMeetInOneRow() {
        sql(t.users.insert().values("user_name", "Ed").set(t.users.password, "secret"))
                .is("INSERT INTO users (user_name, password) VALUES (?, ?)")
                .binds("Ed", "secret");
    }

    @Test
    void aParameterTakesThePlaceOfAValueThatWasSetBefore() {
        executed(t.users.insert().set(t.users.userName, "Ed").set(t.users.password, "secret"), row("user_name", "Fred"))
                .on(
                        "h2",
                        "SELECT users.user_id FROM FINAL TABLE (INSERT INTO users (user_name, password) "
                                + "VALUES ($1, $2)) AS users")
                .is("INSERT INTO users (user_name, password) VALUES (?, ?) RETURNING users.user_id")
                .binds("Fred", "secret");
    }

    @Test
    void noValuesAtAllAreTheDefaults() {
        sql(t.users.insert()).is("INSERT INTO users DEFAULT VALUES");
    }

    @Test
    void aKeyThatIsGivenIsNotAskedFor() {
        executed(t.users.insert(), row("user_id", 7, "user_name", null))
                .is("INSERT INTO users (user_id, user_name) VALUES (?, ?)")
                .binds(7, null);
    }

    @Test
    void everyRowNeedsTheColumnsOfTheFirst() {
        assertThatThrownBy(
                        () -> executed(t.users.insert(), row("user_name", "a", "password", "b"), row("user_name", "c")))
                .hasMessage("A value is required for column 'password' of table 'users' in row 2, as the first row "
                        + "has one; give null, or insert the rows apart");
        assertThatThrownBy(
                        () -> executed(t.users.insert(), row("user_name", "a"), row("user_name", "c", "password", "b")))
                .hasMessage("Row 2 for table 'users' has [password], which the first row has not; give the same "
                        + "columns in every row");
    }

    @Test
    void aColumnThatIsNotThereAndAValueOfAnotherClassAreErrors() {
        assertThatThrownBy(() -> t.users.insert().values("user_nam", "x"))
                .hasMessage("Table 'users' has no column 'user_nam'; it has [user_id, user_name, password]");
        assertThatThrownBy(() -> executed(t.users.insert(), row("user_name", 5)))
                .hasMessage("users.user_name is VARCHAR(40) and takes String, not Integer; convert the value first");
        assertThatThrownBy(() -> t.users.insert().values("user_name"))
                .hasMessage("Names and values come in pairs, but 1 arguments were given");
    }

    @Test
    void moreRowsThanTheTargetBindsAreSeveralStatements() {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            rows.add(List.of("n" + i));
        }
        Insert insert = t.users.insert().rows(List.of(t.users.userName), rows);
        assertThat(binds("sqlite", insert)).containsExactly(32_766, 7_234);
        assertThat(binds("h2", insert)).containsExactly(40_000);
        assertThat(binds("postgresql", insert)).containsExactly(1);
    }

    private static List<Integer> binds(String dialect, Insert insert) {
        List<CompiledSql> compiled = Dialects.named(dialect).compiler().compileAll(insert, List.of());
        return compiled.stream().map(sql -> sql.binds().size()).toList();
    }

    @Test
    void updateSetsAndNarrows() {
        sql(t.users.update().set(t.users.password, "x").where(t.users.userId.eq(3)))
                .is("UPDATE users SET password = ? WHERE users.user_id = ?")
                .binds("x", 3);
        sql(t.users.update().where(t.users.userId.eq(3)), row("password", null))
                .is("UPDATE users SET password = ? WHERE users.user_id = ?")
                .binds(null, 3);
    }

    @Test
    void manyRowsAreUpdatedByOneStatement() {
        ValuesTable v = ValuesTable.of(
                "v", List.of(t.users.userId, t.users.password), List.of(List.of(1, "a"), List.of(4, "b")));
        sql(t.users
                        .update()
                        .set(t.users.password, v.c(t.users.password))
                        .from(v)
                        .where(t.users.userId.eq(v.c(t.users.userId)))
                        .returning(t.users.userId))
                .on(
                        "postgresql",
                        "UPDATE users SET password = v.password FROM unnest($1::INTEGER[], $2::VARCHAR[]) AS "
                                + "v(user_id, password) WHERE users.user_id = v.user_id RETURNING users.user_id")
                .on(
                        "h2",
                        "SELECT users.user_id FROM FINAL TABLE (MERGE INTO users USING (VALUES (CAST($1 AS INTEGER), "
                                + "CAST($2 AS VARCHAR)), (CAST($3 AS INTEGER), CAST($4 AS VARCHAR))) AS "
                                + "v(user_id, password) ON users.user_id = v.user_id WHEN MATCHED THEN UPDATE SET "
                                + "password = v.password) AS users")
                .is("UPDATE users SET password = v.password FROM (SELECT column1 AS user_id, column2 AS password FROM "
                        + "(VALUES (?, ?), (?, ?))) AS v WHERE users.user_id = v.user_id RETURNING users.user_id")
                .binds(1, "a", 4, "b");
    }

    @Test
    void deleteNarrowsAndGivesBackWhatWasThere() {
        sql(t.users.delete().where(t.users.userId.eq(3)))
                .is("DELETE FROM users WHERE users.user_id = ?")
                .binds(3);
        sql(t.users.delete().where(t.users.userId.eq(3)).returning(t.users.userName))
                .on("h2", "SELECT users.user_name FROM OLD TABLE (DELETE FROM users WHERE users.user_id = $1) AS users")
                .is("DELETE FROM users WHERE users.user_id = ? RETURNING users.user_name")
                .binds(3);
    }

    @Test
    void anUpdateWithNoParametersSetsNothingAndPrintsAllColumns() {
        assertThat(t.users.update())
                .hasToString("UPDATE users SET user_id = :user_id, user_name = :user_name, password = :password "
                        + "{generic}");
        assertThatThrownBy(() -> sql(t.users.update(), Parameters.NONE))
                .hasMessage("The UPDATE of users sets no column; use set(...), or give the columns as parameters");
    }

    @Test
    void parametersThatAChangeNamesAreNoColumnsOfIt() {
        Parameters given = row("password", "x", "user_id", 7, "ids", List.of(1, 2));
        executed(
                        t.users.update().where(t.users.userId.eq(parameter("user_id", INTEGER))),
                        row("password", "x", "user_id", 7))
                .is("UPDATE users SET password = ? WHERE users.user_id = ?")
                .binds("x", 7);
        Cte known = select(t.addresses.userId)
                .where(and(
                        t.addresses.userId.ne(parameter("user_id", INTEGER)), t.addresses.addressId.inParameter("ids")))
                .cte("known");
        executed(t.users.update().where(t.users.userId.in(select(known.c(t.addresses.userId)))), given)
                .on(
                        "h2",
                        "UPDATE users SET password = $1 WHERE users.user_id IN (SELECT known.user_id FROM (SELECT "
                                + "email_addresses.user_id FROM email_addresses WHERE email_addresses.user_id <> $2 AND "
                                + "email_addresses.address_id IN ($3, $4)) AS known)")
                .on(
                        "postgresql",
                        "WITH known(user_id) AS (SELECT email_addresses.user_id FROM email_addresses WHERE "
                                + "email_addresses.user_id <> $1 AND email_addresses.address_id = ANY($2)) UPDATE users SET "
                                + "password = $3 WHERE users.user_id IN (SELECT known.user_id FROM known)")
                .is("WITH known(user_id) AS (SELECT email_addresses.user_id FROM email_addresses WHERE "
                        + "email_addresses.user_id <> ? AND email_addresses.address_id IN (?, ?)) UPDATE users SET password "
                        + "= ? WHERE users.user_id IN (SELECT known.user_id FROM known)")
                .binds(7, 1, 2, "x");
    }

    @Test
    void withStandsBeforeEachKindOfChange() {
        Cte known = select(t.addresses.userId).cte("known");
        String with = "WITH known(user_id) AS (SELECT email_addresses.user_id FROM email_addresses) ";
        String in = "users.user_id IN (SELECT known.user_id FROM known)";
        Expression<Boolean> isKnown = t.users.userId.in(select(known.c(t.addresses.userId)));
        onPostgres(t.users.delete().where(isKnown), with + "DELETE FROM users WHERE " + in);
        onPostgres(
                t.users.update().set(t.users.password, "x").where(isKnown),
                with + "UPDATE users SET password = $1 WHERE " + in);
        onPostgres(
                Merge.into(t.users)
                        .using(known, known.c(t.addresses.userId).eq(t.users.userId))
                        .whenMatched()
                        .delete(),
                with + "MERGE INTO users USING known ON known.user_id = users.user_id WHEN MATCHED THEN DELETE");
        onPostgres(
                t.users.insert().fromSelect(select(known.c(t.addresses.userId)), t.users.userId),
                with + "INSERT INTO users (user_id) SELECT known.user_id FROM known");
    }

    private static void onPostgres(Statement statement, String text) {
        assertThat(Dialects.named("postgresql")
                        .compiler()
                        .compile(statement, Parameters.NONE)
                        .text())
                .isEqualTo(text);
    }
}
