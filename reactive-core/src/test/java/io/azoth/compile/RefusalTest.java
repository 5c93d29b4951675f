package io.azoth.compile;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.defaultValue;
import static io.azoth.sql.Aggregates.percentileCont;
import static io.azoth.sql.Aggregates.percentileDisc;
import static io.azoth.sql.Aggregates.stddev;
import static io.azoth.sql.Sql.any;
import static io.azoth.sql.Sql.func;
import static io.azoth.sql.Sql.parameter;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.sql.Sql.value;
import static io.azoth.sql.Windows.partitionBy;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.DOUBLE;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.error.AzothException;
import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.CreateTables;
import io.azoth.sql.Aggregates;
import io.azoth.sql.Arrays;
import io.azoth.sql.Case;
import io.azoth.sql.Cte;
import io.azoth.sql.Expression;
import io.azoth.sql.Json;
import io.azoth.sql.Merge;
import io.azoth.sql.Parameters;
import io.azoth.sql.RowLock;
import io.azoth.sql.Sql;
import io.azoth.sql.Statement;
import io.azoth.sql.TableFunction;
import io.azoth.sql.ValuesTable;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a target has not, or cannot mean what was said: the whole message, with the construct, the target and a way out. */
class RefusalTest {
    private final Tutorial t = new Tutorial();

    private static void refused(String dialect, Statement statement, String message) {
        assertThatThrownBy(() -> Dialects.named(dialect).compiler().compile(statement, Parameters.NONE))
                .as(dialect)
                .isInstanceOf(CompileException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqlite | json_contains   | compare the parts by Json.get(...) or Json.text(...)",
                "sqlite | mode            | order the values by count(*) and take the first",
                "sqlite | grouping        | ask for keys of rollup(...), cube(...) or groupingSets(...)",
                "h2     | grouping        | ask for keys of rollup(...), cube(...) or groupingSets(...)",
                "h2     | json_contains   | compare the parts by Json.get(...) or Json.text(...)",
                "h2     | json_each       | store the elements as rows, or as an array for Arrays.unnest(...)"
            })
    void aFunctionThatIsNotThere(String dialect, String function, String wayOut) {
        refused(
                dialect,
                select(func(function, DOUBLE, t.users.userId)),
                "The function " + function + " does not exist on " + dialect + "; " + wayOut);
    }

    @Test
    void aPercentileOfNoNumbersAndADeviationOverAWindow() {
        refused(
                "sqlite",
                select(percentileCont(0.5, t.users.userName.asc())),
                "A percentile_cont of anything but numbers does not exist on sqlite; number the "
                        + "rows by row_number() and pick the one at the fraction");
        refused(
                "sqlite",
                select(stddev(t.users.userId).over(partitionBy(t.users.userName))),
                "The function stddev_samp over a window does not exist on sqlite; aggregate in a subquery, and join it");
        for (String dialect : List.of("h2", "sqlite")) {
            refused(
                    dialect,
                    select(percentileDisc(0.5, t.users.userId).over(partitionBy(t.users.userName))),
                    "The function percentile_disc over a window does not exist on " + dialect
                            + "; aggregate in a subquery, and join it");
        }
    }

    @Test
    void anAggregateBeforeAnOperatorOfItsOwnAndSeveralValues() {
        Expression<Integer> ids = any(select(t.addresses.userId), INTEGER);
        refused(
                "sqlite",
                select(Aggregates.max(t.users.userId).op("<<>>", ids, BOOLEAN)).from(t.users),
                "The comparison <<>> of an aggregate or a window with ANY does not exist on sqlite; aggregate in a "
                        + "subquery, and compare its column");
    }

    @Test
    void moreValuesThanTheTargetBinds() {
        Expression<?>[] conditions = new Expression<?>[32_767];
        java.util.Arrays.fill(conditions, t.users.userId.eq(1));
        @SuppressWarnings("unchecked")
        Expression<Boolean>[] all = (Expression<Boolean>[]) conditions;
        refused(
                "sqlite",
                select(t.users.userId).where(Sql.or(all)),
                "The statement binds 32767 values and sqlite takes at most 32766; split it");
    }

    @Test
    void whatIsSeveralStatements() {
        refused(
                "h2",
                new CreateTables(List.of(t.users.definition()), false, null),
                "There is no one statement for CreateTables in h2; execute it, which runs its parts in turn");
    }

    @Test
    void aLockOfAJoinAndLocksThatAreNotThere() {
        refused(
                "postgresql",
                select(t.users.userId).lock(RowLock.forUpdate().of(t.users.join(t.addresses))),
                "A join has no name of its own; name one of its sides: users JOIN email_addresses ON users.user_id = "
                        + "email_addresses.user_id");
        refused(
                "h2",
                select(t.users.userId).lock(RowLock.forUpdate().of(t.users)),
                "FOR UPDATE OF does not exist on h2; lock in a query of the one table, or lock all rows by forUpdate()");
        refused("h2", select(t.users.userId).forShare(), "FOR SHARE does not exist on h2; use forUpdate()");
    }

    @Test
    void rowsBesideParameters() {
        Statement two = t.users.insert().rows(List.of(t.users.userId), List.of(List.of(1), List.of(2)));
        assertThatThrownBy(() -> Dialects.named("h2").compiler().compileAll(two, List.of(row("user_name", "x"))))
                .hasMessage("The INSERT INTO users has 2 rows of its own and takes no parameters beside them");
    }

    @Test
    void aDefaultThatHasNoLiteral() {
        Table table = Table.of(
                "things", new MetaData(), column("a", SqlTypes.array(INTEGER), defaultValue(new Integer[] {1})));
        refused(
                "postgresql",
                table.createStatement(),
                "There is no literal of INTEGER ARRAY for a Integer[]; give the default as SQL");
    }

    @Test
    void columnsOfOtherTablesAmongWhatIsGivenBack() {
        Statement given = t.users
                .update()
                .set(t.users.password, "x")
                .from(t.addresses)
                .where(t.users.userId.eq(t.addresses.userId))
                .returning(t.users.userId, t.addresses.emailAddress);
        Statement whole = t.users.delete().using(t.addresses).returning(t.addresses);
        for (String dialect : List.of("h2", "sqlite")) {
            String message = "RETURNING of another table's column does not exist on " + dialect
                    + "; return columns of users, and select the others before or after";
            refused(dialect, given, message);
            refused(dialect, whole, message);
        }
    }

    @Test
    void rowsThatAreNone() {
        assertThatThrownBy(() -> t.users.insert().rows(List.of(t.users.userId), List.of()))
                .hasMessage("The INSERT INTO users is given a list of rows that is empty; leave it out then");
    }

    @Test
    void withBeforeAChangeOfH2() {
        Cte numbers = Cte.recursive("numbers", select(value(1).as("n")), self -> select(value(1).as("n"))
                .unionAll(select(self.c("n", Integer.class).plus(1))
                        .where(self.c("n", Integer.class).lt(4))));
        refused(
                "h2",
                t.users.delete().where(t.users.userId.in(select(numbers.c("n", Integer.class)))),
                "WITH before a change, if recursive or changing rows itself, does not exist on h2; run it as a statement "
                        + "of its own");
    }

    @Test
    void anyAndAllInFront() {
        refused(
                "sqlite",
                select(t.users.userId)
                        .where(Sql.any(select(t.users.userId), INTEGER).eq(1)),
                "ANY does not exist on sqlite; use in(...)");
    }

    @Test
    void anOperatorThatTheTargetReadsAsSomethingElse() {
        Statement has = select(t.users.userId).where(t.users.userName.op("?", value("x"), BOOLEAN));
        String refused = "The operator ?, in which ? would be read as something else, does not exist on ";
        refused("h2", has, refused + "h2; use a function: func(...)");
        refused("sqlite", has, refused + "sqlite; use a function: func(...)");
        refused(
                "h2",
                select(t.users.userName.op("//", value("x"), TEXT)),
                "The operator //, in which // would be read as something else, does not exist on h2; use a function: "
                        + "func(...)");
    }

    @Test
    void namesThatNoDatabaseKeeps() {
        for (String name : List.of("", "a\0b", "a\uD83D", "\uDE00a")) {
            String message =
                    "A name in a statement is not empty and has neither NUL nor half of a surrogate pair in it; '"
                            + name.replace('\0', '\uFFFD') + "' is none; choose another one";
            for (String dialect : List.of("h2", "postgresql", "sqlite")) {
                refused(dialect, select(t.users.userId.as(name)), message);
                refused(dialect, select(t.users.as(name)), message);
            }
        }
    }

    @Test
    void aTypeByNoName() {
        for (String name : List.of(
                "int); DROP TABLE users; --",
                "int, x int",
                "int /* */",
                "a'b",
                "a\"b",
                "x)",
                "(",
                " ",
                "int = 1",
                "a\0b")) {
            SqlType<Object> type = SqlTypes.other(name);
            String message =
                    "The name of a type has words, dots and brackets, and in parentheses numbers and labels, not \""
                            + name.replace('\0', '\uFFFD') + "\"; put a name with other characters into double quotes";
            for (String dialect : List.of("h2", "postgresql", "sqlite")) {
                refused(dialect, select(t.users.userId.cast(type)), message);
                refused(
                        dialect,
                        Table.of("x", new MetaData(), column("a", type)).createStatement(),
                        message);
            }
        }
        for (String name : List.of(
                "geometry(Point, 4326)",
                "\"My; Type\"",
                "app.mood",
                "ENUM('a;', 'it''s')",
                "timestamp(3) with time zone")) {
            SqlAssert.sql(select(t.users.userId.cast(SqlTypes.other(name)).as("x")))
                    .is("SELECT CAST(users.user_id AS " + name + ") AS x FROM users");
        }
    }

    @Test
    void whatIsRefusedIsPrintedAllTheSame() {
        assertThat(select(t.users.userId.as("")))
                .hasToString(
                        "{A name in a statement is not empty and has neither NUL nor half of a surrogate pair in it; '' is "
                                + "none; choose another one}");
        Cte one = select(t.users.userId).cte("same");
        Cte two = select(t.users.userId).cte("same").as("other");
        assertThat(select(one.c(t.users.userId), two.c(t.users.userId)))
                .hasToString(
                        "{Two common table expressions of the statement are named 'same'; give one of them another name}");
    }

    /** What is wrong on any database is said before there is one. */
    @Test
    void whatHasNoMeaningAnywhere() {
        Table other = Tutorial.plain("other");
        Column<Integer> id = other.c("id", Integer.class);
        List<Refused> all = new ArrayList<>();
        all.add(new Refused(
                () -> t.users.as("u").c(id),
                ErrorCode.UNKNOWN_COLUMN,
                "other.id is no column of 'users', which 'u' stands for"));
        all.add(new Refused(
                () -> Arrays.unnest(id, "e", "x"),
                ErrorCode.WRONG_TYPE,
                "other.id is INTEGER and no array; give an array"));
        all.add(new Refused(
                () -> new Case<>(null, List.of(), null, INTEGER),
                ErrorCode.INVALID_STATEMENT,
                "A CASE has at least one WHEN"));
        all.add(new Refused(
                () -> text("SELECT 1").cte("one"),
                ErrorCode.INVALID_STATEMENT,
                "The columns of the text in WITH one are not known; name them by columns(...)"));
        all.add(new Refused(() -> func("", INTEGER), ErrorCode.INVALID_NAME, "The name of a function is empty"));
        all.add(new Refused(
                () -> t.users
                        .insert()
                        .rows(List.of(t.users.userId), List.of(List.of(1), List.of(2)))
                        .set(t.users.password, "x"),
                ErrorCode.INVALID_STATEMENT,
                "The INSERT INTO users has 2 rows already; a single column cannot be set on all of them"));
        all.add(new Refused(
                () -> t.users.insert().set(other.c("id"), 1),
                ErrorCode.UNKNOWN_COLUMN,
                "other.id is no column of 'users'"));
        all.add(new Refused(
                () -> t.users.update().set(other.c("id"), 1),
                ErrorCode.UNKNOWN_COLUMN,
                "other.id is no column of 'users'"));
        all.add(new Refused(
                () -> t.users.insert().onConflict(t.users.userId).set(other.c("id"), 1),
                ErrorCode.UNKNOWN_COLUMN,
                "other.id is no column of 'users'"));
        all.add(new Refused(
                () -> Merge.into(t.users)
                        .using(other, t.users.userId.eq(id))
                        .whenMatched()
                        .set(other.c("id"), 1)
                        .update(),
                ErrorCode.UNKNOWN_COLUMN,
                "other.id is no column of 'users'"));
        all.add(new Refused(
                () -> Merge.into(t.users)
                        .using(other, t.users.userId.eq(id))
                        .whenNotMatched()
                        .insert(),
                ErrorCode.INVALID_STATEMENT,
                "A branch of MERGE that updates or inserts sets at least one column"));
        all.forEach(Refused::check);
    }

    @Test
    void partsThatAreNotThereOrTooFew() {
        List<Refused> all = new ArrayList<>();
        all.add(new Refused(
                () -> Json.get(value("{}", JSON)),
                ErrorCode.INVALID_STATEMENT,
                "A path into JSON has at least one step"));
        all.add(new Refused(
                () -> Sql.multiset(t.users.select()).type().toStored(List.of()),
                ErrorCode.WRONG_TYPE,
                "Rows of a nested query are read, not bound"));
        all.add(new Refused(
                () -> t.users.select().limit(-1),
                ErrorCode.INVALID_STATEMENT,
                "The limit of a query is 0 or more, not -1"));
        all.add(new Refused(
                () -> t.users.select().offset(-2),
                ErrorCode.INVALID_STATEMENT,
                "The offset of a query is 0 or more, not -2"));
        all.add(new Refused(
                () -> row(1, "x"), ErrorCode.INVALID_STATEMENT, "Argument 1 is a name and must be a String, not 1"));
        all.add(new Refused(() -> row("a", 1, "a", 2), ErrorCode.DUPLICATE_COLUMN, "The name 'a' is given twice"));
        all.add(new Refused(
                () -> select(t.users.userId).as("s").c("x", Integer.class),
                ErrorCode.UNKNOWN_COLUMN,
                "There is no column 'x'; there are [user_id]"));
        all.add(new Refused(
                () -> select(t.users.userId).as("s").c(t.users.password),
                ErrorCode.UNKNOWN_COLUMN,
                "The subquery 's' does not select users.password"));
        all.add(new Refused(
                () -> TableFunction.of(func("f", INTEGER), "f").columns(),
                ErrorCode.INVALID_STATEMENT,
                "The columns of 'f' are not known; name them by column(...)"));
        all.add(new Refused(Sql::tuple, ErrorCode.INVALID_STATEMENT, "A row of values has at least one value"));
        all.add(new Refused(
                () -> ValuesTable.of("v", List.of(t.users.userId), List.of()),
                ErrorCode.INVALID_STATEMENT,
                "A table of values has at least one column and one row"));
        all.add(new Refused(
                () -> ValuesTable.of("v", List.of(t.users.userId), List.of(List.of(1)))
                        .c(t.users.password),
                ErrorCode.UNKNOWN_COLUMN,
                "The values 'v' have no column 'password'"));
        all.add(new Refused(
                () -> t.users.userName.op("union SELECT", value("x"), BOOLEAN),
                ErrorCode.INVALID_NAME,
                "An operator stands between two operands and is no clause, as \"union SELECT\" is by its 'union'; use "
                        + "and(...), or(...) and the methods of statements"));
        all.forEach(Refused::check);
    }

    @Test
    void wordsBindLessThanTheirOperandsAndLikeAComparison() {
        SqlAssert.sql(select(t.users.userId)
                        .where(t.users
                                .userName
                                .concat("x")
                                .op("SIMILAR TO", t.users.password.concat("b"), BOOLEAN)
                                .eq(Sql.trueValue())))
                .is(
                        "SELECT users.user_id FROM users WHERE ((users.user_name || ?) SIMILAR TO (users.password || ?)) = TRUE");
        SqlAssert.sql(select(t.users.userId)
                        .where(Sql.not(t.users.userName.op("IS NOT DISTINCT FROM", t.users.password, BOOLEAN))))
                .is("SELECT users.user_id FROM users WHERE NOT users.user_name IS NOT DISTINCT FROM users.password");
        SqlAssert.sql(
                        select(t.users.userId).where(Sql.trueValue().eq(t.users.userId.inParameter("ids"))),
                        row("ids", List.of(1)))
                .on("postgresql", "SELECT users.user_id FROM users WHERE TRUE = (users.user_id = ANY($1))")
                .is("SELECT users.user_id FROM users WHERE TRUE = (users.user_id IN (?))");
        SqlAssert.sql(
                        select(Aggregates.max(t.users.userId).as("m"))
                                .where(t.users.userId.eq(parameter("p", INTEGER))),
                        row("p", 1))
                .is("SELECT max(users.user_id) AS m FROM users WHERE users.user_id = ?");
    }

    private record Refused(Callable<?> made, ErrorCode code, String message) {
        void check() {
            assertThatThrownBy(made::call)
                    .isInstanceOfSatisfying(
                            AzothException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessage(message);
        }
    }
}
