package io.azoth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Databases(DatabaseKind.POSTGRES)
record PostgresSessionsIT(TestDatabase database) {

    @Test
    void anOpenTransactionIsFound() throws SQLException {
        PostgresSessions sessions = new PostgresSessions(database, Duration.ofMillis(50));
        try (Connection connection = database.jdbc();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");

            assertThat(sessions.count()).isEqualTo(1);
            assertThatThrownBy(sessions::assertNoneInTransaction)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching("sessions still in a transaction or running a statement:"
                            + " \\[\\d+ idle in transaction \\[SELECT 1]]");
            connection.rollback();
            sessions.assertNoneInTransaction();
            assertThatThrownBy(sessions::assertNoneConnected)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("sessions still connected: [");
        }
        PostgresSessions.of(database).assertNoneConnected();
    }

    @Test
    void anotherDatabaseHasNoSessionsToAskFor() {
        try (TestDatabase h2 = DatabaseKind.H2.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PostgresSessions.of(h2))
                    .withMessage("not a PostgreSQL database: H2");
        }
    }
}
