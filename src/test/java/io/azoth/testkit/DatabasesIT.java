package io.azoth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@Databases
record DatabasesIT(TestDatabase database) {

    @Test
    void eachClassGetsADatabaseOfItsOwn() {
        database.run("CREATE TABLE t (id INTEGER)", "INSERT INTO t VALUES (1), (NULL)");

        assertThat(database.read("SELECT id, id FROM t ORDER BY id NULLS LAST")).containsExactly("1|1", "null|null");
    }

    @Test
    void anotherDatabaseOfTheSameKindSeesNothingOfIt() {
        database.run("CREATE TABLE mine (id INTEGER)");
        try (TestDatabase other = database.kind().open()) {
            other.run("CREATE TABLE mine (id INTEGER)");

            assertThat(other.read("SELECT * FROM mine")).isEmpty();
            assertThat(other.url()).isNotEqualTo(database.url());
        }
    }
}
