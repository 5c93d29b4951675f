package io.azoth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OnDatabase(DatabaseKind.H2)
class OnDatabaseIT {

    private final TestDatabase database;

    OnDatabaseIT(TestDatabase database) {
        this.database = database;
    }

    @Test
    void theClassGetsTheKindItAskedFor() {
        assertThat(database.kind()).isEqualTo(DatabaseKind.H2);
    }

    @Nested
    class Inner extends Theme {

        Inner(TestDatabase database) {
            super(database);
        }

        @Test
        void nestedThemesShareTheDatabaseOfTheClassAround() {
            assertThat(shared).isSameAs(database);
        }
    }

    abstract static class Theme {

        final TestDatabase shared;

        Theme(TestDatabase database) {
            shared = database;
        }
    }
}
