package io.azoth.sql;

import static io.azoth.schema.Schema.column;
import static io.azoth.type.SqlTypes.BIGINT;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowTest {
    private final Table users =
            Table.of("users", new MetaData(), column("user_id", INTEGER), column("user_name", TEXT));
    private final Column<Integer> userId = users.c("user_id", Integer.class);
    private final Column<String> userName = users.c("user_name", String.class);

    record User(int userId, @Nullable String userName) {}

    record Wide(long userId) {}

    record Missing(String nickname) {}

    private Row row(@Nullable Object... values) {
        return users.select().shape().row(values);
    }

    @Test
    void isATupleThatIsAddressedByPositionNameAndColumn() {
        Row mary = row(1, "Mary");
        assertThat(mary).hasToString("(1, Mary)");
        assertThat(mary.get(0)).isEqualTo(1);
        assertThat(mary.get("USER_NAME")).isEqualTo("Mary");
        assertThat(mary.get(userId)).isEqualTo(1);
        assertThat(mary.find(userName)).contains("Mary");
        assertThat(row(1, null).find(userName)).isEmpty();
        assertThat(mary.names()).containsExactly("user_id", "user_name");
        assertThat(mary.values()).containsExactly(1, "Mary");
        assertThat(mary.asMap()).containsEntry("user_id", 1).containsEntry("user_name", "Mary");
    }

    @Test
    void readsIntoARecordByName() {
        assertThat(row(1, "Mary").as(User.class)).isEqualTo(new User(1, "Mary"));
        assertThat(row(1, null).as(User.class)).isEqualTo(new User(1, null));
        assertThat(row(1, null).as(Wide.class)).isEqualTo(new Wide(1L));
    }

    @Test
    void twoColumnsForOneComponentAndKeysThatAreNotOneSayWhy() {
        Row both = Select.of(userId, userName, userName.as("username")).shape().row(new Object[] {1, "a", "b"});
        assertThatThrownBy(() -> both.as(User.class))
                .hasMessage("Two columns fit component 'userName' of record User; give one of them a label");
        assertThatThrownBy(() -> Result.NONE.generatedKey(Long.class))
                .hasMessage("One generated key was asked for, but the database made 0; use generatedKeys()");
    }

    @Test
    void whatDoesNotFitARecordSaysWhy() {
        assertThatThrownBy(() -> row(1, "Mary").as(Missing.class))
                .hasMessage(
                        "No column fits component 'nickname' of record Missing; the row has " + "[user_id, user_name]");
        assertThatThrownBy(() -> row(null, "Mary").as(User.class))
                .hasMessage("Component 'userId' of record User is primitive and its column is NULL; make it Integer");
        assertThatThrownBy(() -> row(1, "Mary").as(String.class))
                .hasMessage("Rows are read as records, and java.lang.String is not a record");
    }

    @Test
    void numbersConvertWhereNothingIsLost() {
        assertThat(row(1, "x").get("user_id", Long.class)).isEqualTo(1L);
        Row large = new RowShape(java.util.List.of(new RowShape.ResultColumn("n", BIGINT, null)))
                .row(new Object[] {1L << 40});
        assertThatThrownBy(() -> large.get(0, Integer.class))
                .hasMessage("Column 'n' holds a Long, which does not convert to Integer without loss");
        assertThatThrownBy(() -> row(1, "x").get(1, Integer.class))
                .hasMessage("Column 'user_name' holds a String, which does not convert to Integer without loss");
    }

    @Test
    void anAmbiguousNameIsAnErrorAndAColumnIsNot() {
        Alias other = users.as("other");
        Select twice = Sql.select(userId, other.c(userId));
        Row row = twice.shape().row(new Object[] {1, 2});
        assertThatThrownBy(() -> row.get("user_id"))
                .hasMessage("The row has more than one column 'user_id'; ask by Column, by position, or give one a "
                        + "label");
        assertThat(row.get(userId)).isEqualTo(1);
        assertThat(row.get(other.c(userId))).isEqualTo(2);
        assertThatThrownBy(row::asMap)
                .hasMessage("The row has more than one column 'user_id'; give one of them a label");
    }

    @Test
    void whatWasNotSelectedIsAnError() {
        Row mary = row(1, "Mary");
        Column<Integer> foreign =
                Table.of("t", new MetaData(), column("id", INTEGER)).c("id", Integer.class);
        assertThatThrownBy(() -> mary.get(foreign))
                .hasMessage("The row has no column for t.id; it was not selected, it has [user_id, user_name]");
        assertThatThrownBy(() -> mary.get("name"))
                .hasMessage("The row has no column 'name'; it has [user_id, user_name]");
        assertThatThrownBy(() -> mary.get(2)).hasMessage("The row has 2 columns, from 0; there is none at 2");
    }
}
