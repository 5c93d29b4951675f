package io.azoth.testkit;

import static io.azoth.sql.Sql.row;
import static io.azoth.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnDatabase(DatabaseKind.H2)
class RecordedStatementsIT {

    private final RecordedStatements recorded = new RecordedStatements();
    private final Engine db;

    RecordedStatementsIT(TestDatabase database) {
        database.run("CREATE TABLE IF NOT EXISTS recorded (id INTEGER)");
        db = Engine.create(database.url(), EngineOptions.DEFAULT.withListener(recorded));
    }

    @AfterEach
    void close() {
        db.close().block(Duration.ofSeconds(10));
    }

    @Test
    void whatRanIsToldInOrderWithItsParameters() {
        insertTwice();
        recorded.assertExactly(
                "BEGIN",
                "INSERT INTO recorded VALUES ($1) <- [1]",
                "INSERT INTO recorded VALUES ($1) <- [2]",
                "COMMIT");
        assertThat(recorded.all()).isEmpty();

        insertTwice();
        recorded.assertWorkCount(2);
    }

    @Test
    void aStatementMoreOrLessIsFound() {
        insertTwice();

        assertThatThrownBy(() -> recorded.assertWorkInAnyOrder("INSERT INTO recorded VALUES ($1) <- [2]"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> recorded.assertWorkCount(3)).isInstanceOf(AssertionError.class);
        recorded.assertWorkInAnyOrder(
                "INSERT INTO recorded VALUES ($1) <- [2]", "INSERT INTO recorded VALUES ($1) <- [1]");
    }

    private void insertTwice() {
        db.inTransaction(tx -> tx.execute(text("INSERT INTO recorded VALUES (:id)"), List.of(row("id", 1)))
                        .then(tx.execute(text("INSERT INTO recorded VALUES (:id)"), List.of(row("id", 2)))))
                .block(Duration.ofSeconds(10));
    }
}
