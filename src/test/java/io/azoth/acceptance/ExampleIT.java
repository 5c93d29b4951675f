package io.azoth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.examples.Tutorial;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** The program that a newcomer runs first, on every database, and twice: the second run finds the tables of the first. */
@Databases
record ExampleIT(TestDatabase database) {
    @Test
    void theTutorialRunsToItsEndAndAgainOnWhatItLeft() {
        Tutorial.main(new String[] {database.url()});
        Tutorial.main(new String[] {database.url()});
        assertThat(database.read("SELECT user_name, password FROM users ORDER BY user_id"))
                .containsExactly("Mary|marysnew", "Tom|null", "Harry|harrysnew", "Ed|edspass", "fred_again|null");
    }
}
