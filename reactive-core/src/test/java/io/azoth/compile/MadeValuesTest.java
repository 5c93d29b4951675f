package io.azoth.compile;

import static io.azoth.compile.SqlAssert.executed;
import static io.azoth.compile.SqlAssert.sql;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.madeOnInsert;
import static io.azoth.schema.Schema.madeOnUpdate;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.row;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.Parameters;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MadeValuesTest {
    private final AtomicInteger made = new AtomicInteger();
    private final Table notes = Table.of(
            "notes",
            new MetaData(),
            column("id", INTEGER, primaryKey(), madeOnInsert(made::incrementAndGet)),
            column("body", TEXT),
            column("version", INTEGER, madeOnUpdate(made::incrementAndGet)));

    @Test
    void anInsertGetsAValueOfItsOwnForEachRow() {
        assertThat(notes.generatedKey()).isNull();
        executed(notes.insert(), row("body", "a"), row("body", "b"))
                .on(
                        "postgresql",
                        "INSERT INTO notes (body, id) SELECT new_rows.body, new_rows.id FROM unnest($1::TEXT[], "
                                + "$2::INTEGER[]) WITH ORDINALITY AS new_rows(body, id, position_) ORDER BY "
                                + "new_rows.position_")
                .on("h2", "INSERT INTO notes (body, id) VALUES ($1, $2), ($3, $4)")
                .is("INSERT INTO notes (body, id) VALUES (?, ?), (?, ?)");
        assertThat(made).hasValue(6); // two rows, compiled for three databases
    }

    @Test
    void aValueThatIsGivenIsKept() {
        sql(notes.insert(), row("id", 7, "body", "a")).is("INSERT INTO notes (id, body) VALUES (?, ?)");
        sql(notes.insert(), row("id", null, "body", "a")).is("INSERT INTO notes (id, body) VALUES (?, ?)");
        sql(notes.update().set(notes.c("version", Integer.class), 3)).is("UPDATE notes SET version = ?");
        assertThat(made).hasValue(0);
    }

    @Test
    void anInsertWithoutColumnsGetsThoseThatAreMade() {
        sql(notes.insert(), Parameters.NONE).is("INSERT INTO notes (id) VALUES (?)");
    }

    @Test
    void anUpdateSetsWhatIsMade() {
        sql(notes.update(), row("body", "x")).is("UPDATE notes SET body = ?, version = ?");
        sql(notes.update().values("body", "x").returning(notes.c("id")))
                .on("h2", "SELECT notes.id FROM FINAL TABLE (UPDATE notes SET body = $1, version = $2) AS notes")
                .is("UPDATE notes SET body = ?, version = ? RETURNING notes.id");
    }

    @Test
    void aValueOfAnotherClassIsAnError() {
        Table wrong =
                Table.of("wrong", new MetaData(), column("a", TEXT), column("n", INTEGER, madeOnInsert(() -> "seven")));
        assertThatThrownBy(() -> sql(wrong.insert().rows(List.of(wrong.c("a")), List.of(List.of("x")))))
                .hasMessage("wrong.n is INTEGER and takes Integer, not String; convert the value first");
    }
}
