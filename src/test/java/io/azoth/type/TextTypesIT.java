package io.azoth.type;

import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.TEXT;
import static io.azoth.type.SqlTypes.UUID;
import static io.azoth.type.SqlTypes.character;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Text, bytes and keys. A value goes in and comes out equal, by itself and among many, and is found by itself. */
@Databases
class TextTypesIT extends RoundTrip {
    TextTypesIT(TestDatabase database) {
        super(database);
    }

    @Test
    void text() {
        comesBackAndIsFound(
                TEXT,
                "",
                " ",
                "a\\b'c",
                "it's; \"quoted\" -- /* $1 :name ? */",
                "zwölf 漢字 \uD83D\uDE00 \uD834\uDD1E",
                "tab\tline\nreturn\r",
                "x".repeat(100_000));
    }

    @Test
    void nulCharactersAreKeptOrRefused() {
        Table table = table(TEXT);
        if (postgres) {
            StepVerifier.create(table.insert().values("id", 1, "v", "a\0b").executeOn(db))
                    .verifyErrorSatisfies(
                            error -> assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.DATABASE_ERROR));
        } else {
            assertThat(stored(table, List.of("a\0b"))).containsExactly("a\0b", "a\0b", null);
        }
    }

    @Test
    void textOfALength() {
        comesBackAndIsFound(varchar(10), "", "0123456789", "\uD83D\uDE00");
    }

    @Test
    void charactersArePaddedWhereTheDatabasePads() {
        comesBackAs(character(4), value -> sqlite ? value : (value + "    ").substring(0, 4), "ab", "abcd");
    }

    @Test
    void bytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        comesBack(BYTES, new byte[0], new byte[] {0}, all, new byte[1_000_000]);
    }

    @Test
    void uuids() {
        comesBackAndIsFound(
                UUID,
                new UUID(0, 0),
                new UUID(-1, -1),
                java.util.UUID.fromString("12345678-9012-3456-7890-123456789012"));
    }
}
