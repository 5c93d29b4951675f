package io.azoth.compile;

import static io.azoth.compile.SqlAssert.sql;
import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.not;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.azoth.dialect.Dialects;
import io.azoth.sql.Alias;
import io.azoth.sql.BoundValue;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Insert;
import io.azoth.sql.Parameters;
import io.azoth.sql.RowShape.ResultColumn;
import io.azoth.sql.Select;
import io.azoth.sql.SubqueryAlias;
import io.azoth.sql.Update;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectTest {
    private final Tutorial t = new Tutorial();

    @Test
    void aTableSelectsAllItsColumns() {
        sql(t.users.select()).is("SELECT users.user_id, users.user_name, users.password FROM users");
    }

    @Test
    void printsAsGenericSqlThatNoDatabaseRuns() {
        assertThat(t.users.select().where(t.users.userName.eq("Harry")))
                .hasToString("SELECT users.user_id, users.user_name, users.password FROM users "
                        + "WHERE users.user_name = :user_name_1 {generic}");
    }

    @Test
    void whatIsCompiledKnowsTheTypesOfItsBindsAndColumns() {
        Select query = select(t.users.userId, t.users.userName.concat("!").as("loud"))
                .where(t.users.userId.in(1, 2))
                .where(t.users.password.eq(parameter("p", varchar(10))))
                .limit(5);
        CompiledSql compiled = Dialects.named("sqlite").compiler().compile(query, row("p", "x"));
        assertThat(compiled.binds())
                .extracting(BoundValue::name, BoundValue::type, BoundValue::value)
                .containsExactly(
                        tuple("user_name", varchar(40), "!"),
                        tuple("user_id", INTEGER, 1),
                        tuple("user_id", INTEGER, 2),
                        tuple("p", varchar(10), "x"),
                        tuple("limit", BIGINT, 5L));
        assertThat(compiled.columns().columns())
                .extracting(ResultColumn::name, ResultColumn::type)
                .containsExactly(tuple("user_id", INTEGER), tuple("loud", varchar(40)));
    }

    @Test
    void aStatementIsNotChangedByWhatIsMadeOfIt() {
        Select base = select(t.users.userId).where(t.users.userId.gt(1));
        String text = base.toString();
        List<Object> made = List.of(
                base.where(t.users.userId.lt(9)),
                base.columns(t.users.password),
                base.orderBy(t.users.password).limit(1).offset(2),
                base.groupBy(t.users.userId).having(count().gt(1L)),
                base.distinct().forUpdate().comment("x"),
                base.union(base),
                base.as("s"),
                base.rewrite(element -> element.equals(t.users.userId) ? t.users.password : element));
        assertThat(made).doesNotContain(base);
        assertThat(base).hasToString(text);
        Insert insert = t.users.insert().set(t.users.password, "x");
        Update update = t.users.update().set(t.users.password, "x");
        List<String> texts = List.of(insert.toString(), update.toString());
        assertThat(List.of(insert.set(t.users.userName, "y"), update.where(t.users.userId.eq(1))))
                .extracting(Object::toString)
                .doesNotContainAnyElementsOf(texts);
        assertThat(List.of(insert.toString(), update.toString())).isEqualTo(texts);
    }

    @Test
    void aLiteralBecomesABindInTheStyleOfTheTarget() {
        sql(t.users.select().where(t.users.userName.eq("Harry")))
                .is("SELECT users.user_id, users.user_name, users.password FROM users WHERE users.user_name = ?")
                .binds("Harry");
    }

    @Test
    void chosenColumnsBringTheirTablesToFrom() {
        sql(select(t.users.userId, t.addresses.emailAddress))
                .is("SELECT users.user_id, email_addresses.email_address FROM users, email_addresses");
    }

    @Test
    void aColumnFoundByNameComparesWithItsOwnTypeAlone() {
        sql(t.users.select().where(t.users.c("user_name").eq("Harry"))).binds("Harry");
        assertThatThrownBy(() -> t.users.c("user_id").eq("Harry"))
                .hasMessage("'user_id' is INTEGER and takes Integer, not String; convert the value first");
    }

    @Test
    void aNullIsComparedByIsNull() {
        sql(select(t.users.userId).where(t.users.password.eq((String) null)))
                .is("SELECT users.user_id FROM users WHERE users.password IS NULL");
        sql(select(t.users.userId).where(t.users.password.isNotNull()))
                .is("SELECT users.user_id FROM users WHERE users.password IS NOT NULL");
    }

    @Test
    void aListOfValuesIsOneArrayOnPostgres() {
        sql(select(t.users.userId).where(t.users.userName.in("Ed", "Harry", "Mary")))
                .on("postgresql", "SELECT users.user_id FROM users WHERE users.user_name = ANY($1)")
                .is("SELECT users.user_id FROM users WHERE users.user_name IN (?, ?, ?)")
                .binds("Ed", "Harry", "Mary");
        sql(select(t.users.userId).where(t.users.userId.notIn(List.of(1, 2))))
                .on("postgresql", "SELECT users.user_id FROM users WHERE users.user_id <> ALL($1)")
                .is("SELECT users.user_id FROM users WHERE users.user_id NOT IN (?, ?)")
                .binds(1, 2);
    }

    @Test
    void anEmptyListMeetsNoRowAndItsOppositeEveryRow() {
        sql(select(t.users.userId).where(t.users.userId.in(List.of())))
                .is("SELECT users.user_id FROM users WHERE FALSE");
        sql(select(t.users.userId).where(t.users.userId.notIn(List.of())))
                .is("SELECT users.user_id FROM users WHERE TRUE");
    }

    @Test
    void conditionsTakeAsFewParenthesesAsTheyCan() {
        sql(select(t.users.userId)
                        .where(or(
                                and(t.users.userId.eq(1), t.users.userName.eq("a")),
                                not(or(t.users.userId.lt(5), t.users.userId.between(7, 9))))))
                .is("SELECT users.user_id FROM users WHERE users.user_id = ? AND users.user_name = ? "
                        + "OR NOT (users.user_id < ? OR users.user_id BETWEEN ? AND ?)")
                .binds(1, "a", 5, 7, 9);
    }

    @Test
    void arithmeticReadsFromTheLeft() {
        sql(select(t.users.userId.minus(t.users.userId.minus(1)).times(2).as("x")))
                .is("SELECT (users.user_id - (users.user_id - ?)) * ? AS x FROM users")
                .binds(1, 2);
        sql(select(t.users.userId.negate().negate().as("x"))).is("SELECT -(-users.user_id) AS x FROM users");
    }

    @Test
    void wildcardsInAPrefixAreEscaped() {
        sql(select(t.users.userId).where(t.users.userName.startsWith("50%_!")))
                .on("sqlite", "SELECT users.user_id FROM users WHERE users.user_name GLOB ?")
                .is("SELECT users.user_id FROM users WHERE users.user_name LIKE ? ESCAPE '!'")
                .binds("50!%!_!!%");
    }

    @Test
    void aSubqueryDoesNotRepeatTheTablesAroundIt() {
        sql(select(t.users.userName).where(exists(select(t.addresses).where(t.addresses.userId.eq(t.users.userId)))))
                .is("SELECT users.user_name FROM users WHERE EXISTS (SELECT email_addresses.address_id, "
                        + "email_addresses.email_address, email_addresses.user_id FROM email_addresses "
                        + "WHERE email_addresses.user_id = users.user_id)");
    }

    @Test
    void aSubqueryInFromKeepsTheTypesOfItsColumns() {
        SubqueryAlias found = select(t.addresses.userId, count().as("n"))
                .groupBy(t.addresses.userId)
                .as("found");
        sql(select(found.c(t.addresses.userId))
                        .where(found.c(t.addresses.userId).gt(3)))
                .is("SELECT found.user_id FROM (SELECT email_addresses.user_id, count(*) AS n FROM email_addresses "
                        + "GROUP BY email_addresses.user_id) AS found WHERE found.user_id > ?")
                .binds(3);
    }

    @Test
    void anAliasJoinsATableWithItself() {
        Alias other = t.users.as("other");
        sql(select(t.users.userName, other.c(t.users.userName))
                        .from(t.users.join(other, t.users.userId.lt(other.c(t.users.userId)))))
                .is("SELECT users.user_name, other.user_name FROM users JOIN users AS other "
                        + "ON users.user_id < other.user_id");
    }

    @Test
    void orderLimitAndOffsetStandInTheOrderOfTheGrammar() {
        sql(select(t.users.userId)
                        .distinct()
                        .orderBy(t.users.userName.desc(), t.users.userId.asc().nullsLast())
                        .limit(10)
                        .offset(20))
                .is("SELECT DISTINCT users.user_id FROM users ORDER BY users.user_name DESC, "
                        + "users.user_id NULLS LAST LIMIT ? OFFSET ?")
                .binds(10L, 20L);
        sql(select(t.users.userId).offset(5))
                .on("sqlite", "SELECT users.user_id FROM users LIMIT -1 OFFSET ?")
                .is("SELECT users.user_id FROM users OFFSET ?");
    }

    @Test
    void aNamedParameterTakesItsValueAtExecution() {
        sql(select(t.users.userId).where(t.users.userId.eq(parameter("id", INTEGER))), row("id", 7))
                .is("SELECT users.user_id FROM users WHERE users.user_id = ?")
                .binds(7);
    }

    @Test
    void aMissingUnknownOrWrongParameterIsAnError() {
        var byId = select(t.users.userId).where(t.users.userId.eq(parameter("id", INTEGER)));
        assertThatThrownBy(() -> sql(byId, Parameters.NONE))
                .hasMessage("A value is required for parameter 'id'; given are []");
        assertThatThrownBy(() -> sql(byId, row("id", 1, "name", "x")))
                .hasMessage("The statement has no parameter 'name'; it has [id]");
        assertThatThrownBy(() -> sql(byId, row("id", "seven")))
                .hasMessage("Parameter 'id' is INTEGER and takes Integer, not String; convert the value first");
    }

    @Test
    void anUnboundStatementSaysHowToBindIt() {
        assertThatThrownBy(() -> t.users.select().execute().blockFirst())
                .hasMessage("The statement is not bound to an engine: SELECT users.user_id, users.user_name, "
                        + "users.password FROM users {generic}; bind its metadata with MetaData.bind(engine), "
                        + "or use executeOn(connection)");
    }
}
