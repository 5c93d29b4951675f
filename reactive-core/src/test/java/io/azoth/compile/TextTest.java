package io.azoth.compile;

import static io.azoth.compile.SqlAssert.sql;
import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.BOOLEAN;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTest {
    private final Tutorial t = new Tutorial();

    @Test
    void namesInTextBecomeBinds() {
        sql(text("SELECT 1 WHERE :a = :b AND :a > 0").bind("a", 5), row("b", 6))
                .is("SELECT 1 WHERE ? = ? AND ? > 0")
                .binds(5, 6, 5);
    }

    @Test
    void quotesCommentsAndCastsAreLeftAlone() {
        sql(text("SELECT ':x', \":y\", a::int /* :z */ -- :w\n, $$ :v $$ FROM t"))
                .is("SELECT ':x', \":y\", a::int /* :z */ -- :w\n, $$ :v $$ FROM t");
        sql(text("SELECT $tag$ :a $x$ $$ $tag$, a$b$:c").bind("c", 1)).is("SELECT $tag$ :a $x$ $$ $tag$, a$b$?");
        sql(text("SELECT E'it\\':a', e'\\\\', 'b\\', ':c'")).is("SELECT E'it\\':a', e'\\\\', 'b\\', ':c'");
    }

    @Test
    void textStandsAsAConditionAmongOthers() {
        sql(select(t.users.userId)
                        .where(t.users.userId.gt(1))
                        .where(text("length(user_name) > :n", BOOLEAN).bind("n", 3)))
                .is("SELECT users.user_id FROM users WHERE users.user_id > ? AND (length(user_name) > ?)")
                .binds(1, 3);
    }

    @Test
    void aNameThatIsNotInTheTextIsAnError() {
        assertThatThrownBy(() -> text("SELECT :a").bind("b", 1))
                .hasMessage("The text has no parameter ':b'; it has [a]");
    }
}
