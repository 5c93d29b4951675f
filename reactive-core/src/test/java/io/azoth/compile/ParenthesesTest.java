package io.azoth.compile;

import static io.azoth.sql.Sql.and;
import static io.azoth.sql.Sql.exists;
import static io.azoth.sql.Sql.not;
import static io.azoth.sql.Sql.notExists;
import static io.azoth.sql.Sql.or;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.schema.Column;
import io.azoth.sql.Case;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Expression;
import io.azoth.sql.Parameters;
import io.azoth.sql.Query;
import io.azoth.sql.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where parentheses stand around a part of an expression, and where they can be left out. */
class ParenthesesTest {
    private final Tutorial t = new Tutorial();
    private final Column<Integer> id = t.users.userId;
    private final Column<String> name = t.users.userName;
    private final Query none = select(t.addresses.addressId);

    @Test
    void whatIsOneWordNeedsNone() {
        written(exists(none).isNull(), "EXISTS (SELECT email_addresses.address_id FROM email_addresses) IS NULL");
        written(id.in(List.of()).eq(true), "FALSE = $1");
        written(or().eq(true), "FALSE = $1");
        Case<Integer> one = Sql.caseWhen(name.isNull(), id);
        written(one.plus(1), "CASE WHEN users.user_name IS NULL THEN users.user_id END + $1");
    }

    @Test
    void whatIsAConditionStandsInThemBesideAnother() {
        written(
                notExists(none).isNull(),
                "(NOT EXISTS (SELECT email_addresses.address_id FROM email_addresses)) IS NULL");
        written(id.in(1, 2).eq(true), "(users.user_id = ANY($1)) = $2");
        written(id.between(1, 2).eq(id.lt(3)), "(users.user_id BETWEEN $1 AND $2) = (users.user_id < $3)");
        written(name.like("a%").isNotNull(), "(users.user_name LIKE $1) IS NOT NULL");
        written(and(id.eq(1), name.isNull()).eq(true), "(users.user_id = $1 AND users.user_name IS NULL) = $2");
    }

    @Test
    void aLabelIsWhatItStandsFor() {
        written(id.plus(1).as("next").times(2), "(users.user_id + $1) * $2");
        written(not(or(id.eq(1), id.eq(2))), "NOT (users.user_id = $1 OR users.user_id = $2)");
    }

    @Test
    void operatorsOfADatabasesOwnStandInThemOnEitherSide() {
        Expression<Integer> custom = id.op("<#>", id.plus(1), INTEGER);
        written(custom, "users.user_id <#> (users.user_id + $1)");
        written(id.times(2).op("<#>", id, INTEGER), "(users.user_id * $1) <#> users.user_id");
        written(custom.plus(1), "(users.user_id <#> (users.user_id + $1)) + $2");
        Expression<Boolean> words = id.plus(1).op("IS OF KIND", id.plus(2), BOOLEAN);
        written(words, "(users.user_id + $1) IS OF KIND (users.user_id + $2)");
        written(words.eq(true), "((users.user_id + $1) IS OF KIND (users.user_id + $2)) = $3");
    }

    @Test
    void textByHandStandsInThemWhereverItIsAPart() {
        written(text("a OR b", BOOLEAN).eq(true), "(a OR b) = $1");
        written(and(text("a OR b", BOOLEAN), id.eq(1)), "(a OR b) AND users.user_id = $1");
    }

    private static void written(Expression<?> expression, String text) {
        CompiledSql compiled = Dialects.named("postgresql").compiler().compile(select(expression), Parameters.NONE);
        assertThat(compiled.text()).startsWith("SELECT " + text);
    }
}
