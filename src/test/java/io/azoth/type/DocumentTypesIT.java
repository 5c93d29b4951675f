package io.azoth.type;

import static io.azoth.type.SqlTypes.JSON;
import static io.azoth.type.SqlTypes.enumByName;
import static io.azoth.type.SqlTypes.enumByOrdinal;
import static io.azoth.type.SqlTypes.enumNative;
import static io.azoth.type.SqlTypes.enumeration;
import static io.azoth.type.SqlTypes.json;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azoth.reflect.Inspector;
import io.azoth.schema.Table;
import io.azoth.sql.Sql;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Enums in their three forms, and JSON. A value goes in and comes out equal, by itself and among many, and is found by itself. */
@Databases
class DocumentTypesIT extends RoundTrip {
    DocumentTypesIT(TestDatabase database) {
        super(database);
    }

    enum Mood {
        HAPPY,
        SAD,
        JUST_OK
    }

    @Test
    void enumsByName() {
        comesBackAndIsFound(enumByName(Mood.class), Mood.HAPPY, Mood.SAD, Mood.JUST_OK);
        assertThat(database.read("SELECT v FROM held WHERE id = 3")).containsExactly("JUST_OK");
    }

    @Test
    void enumsByOrdinal() {
        comesBackAndIsFound(enumByOrdinal(Mood.class), Mood.HAPPY, Mood.SAD);
        assertThat(database.read("SELECT v FROM held WHERE id = 2")).containsExactly("1");
    }

    @Test
    void nativeEnumsAreTypesOfTheDatabaseWhereItHasThem() {
        comesBack(enumNative(Mood.class, "mood"), Mood.HAPPY, Mood.JUST_OK);
        Table table = metadata.table("held");
        StepVerifier.create(table.select()
                        .where(table.c("v", Mood.class).eq(Mood.HAPPY))
                        .executeOn(db)
                        .count())
                .expectNext(2L)
                .verifyComplete();
        SqlType<?> live = Objects.requireNonNull(Inspector.of(db).table("held").block())
                .columns()
                .get(1)
                .type();
        assertThat(live).isEqualTo(postgres ? enumeration("mood", List.of("HAPPY", "SAD", "JUST_OK")) : varchar(7));
        if (postgres) {
            assertThat(database.read("SELECT count(*) FROM pg_type WHERE typname = 'mood'"))
                    .containsExactly("1");
            StepVerifier.create(metadata.dropAll(db)).verifyComplete();
            assertThat(database.read("SELECT count(*) FROM pg_type WHERE typname = 'mood'"))
                    .containsExactly("0");
        }
    }

    @Test
    void aLabelThatTheEnumHasNotIsAnError() {
        Table table = table(enumByName(Mood.class));
        database.run("INSERT INTO held (id, v) VALUES (1, 'ANGRY')");
        StepVerifier.create(table.select().executeOn(db)).verifyErrorSatisfies(error -> assertThat(error)
                .hasMessage("The database holds 'ANGRY', which is no value of Mood; it has [HAPPY, SAD, JUST_OK]"));
    }

    @Test
    void jsonText() {
        comesBackAs(
                JSON,
                value -> postgres ? value.replace("\":", "\": ").replace(",", ", ") : value,
                "{}",
                "[]",
                "{\"a\":1,\"b\":[true,null]}",
                "\"a\\\\b'c\"",
                "null");
    }

    record Address(String city, List<Integer> numbers, Map<String, Address> others) {}

    @Test
    void jsonObjects() {
        Address plain = new Address("a\\b'c \uD83D\uDE00", List.of(1, 2), Map.of());
        comesBack(
                json(Address.class, new JacksonMapper(new ObjectMapper())),
                plain,
                new Address("", List.of(), Map.of("home", plain)));
    }

    @Test
    void jsonThatIsNoSuchObjectIsAnError() {
        Table table = table(json(Address.class, new JacksonMapper(new ObjectMapper())));
        StepVerifier.create(Sql.text("INSERT INTO held (id, v) VALUES (1, " + (h2 ? "JSON '[7]'" : "'[7]'") + ")")
                        .executeOn(db)
                        .thenMany(table.select().executeOn(db)))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .hasMessageStartingWith("The JSON does not become " + Address.class.getName() + ": "));
    }
}
