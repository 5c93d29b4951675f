package io.azoth.engine;

import static io.azoth.schema.Schema.assigned;
import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.value;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Large values in a database of SQLite whose text is not UTF-8. */
class LargeValueEncodingIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final MetaData metadata = new MetaData();
    private final Table files = Table.of(
            "files",
            metadata,
            column("id", INTEGER, primaryKey(), assigned()),
            column("content", BYTES),
            column("note", TEXT));
    private final Column<byte[]> content = files.c("content", byte[].class);
    private final Column<String> note = files.c("note", String.class);

    @TempDir
    private Path folder;

    private Engine open(String encoding) throws Exception {
        Path file = folder.resolve("encoded.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA encoding = '" + encoding + "'");
            statement.execute("CREATE TABLE first (id INTEGER)");
            assertThat(statement.executeQuery("PRAGMA encoding").getString(1)).isEqualTo(encoding);
        }
        Engine db = Engine.create("r2dbc:sqlite:///" + file);
        metadata.createAll(db)
                .then(files.insert().values("id", 1).executeOn(db))
                .block(LIMIT);
        return db;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void bytesAreThoseThatWereWritten(String encoding) throws Exception {
        Engine db = open(encoding);
        byte[] bytes = new byte[1001];
        new Random(1).nextBytes(bytes);
        LargeValue<byte[]> large =
                LargeValue.bytes(content, files.c("id", Integer.class).eq(1)).inSlicesOf(17);
        StepVerifier.create(large.write(db, Flux.range(0, bytes.length).map(i -> new byte[] {bytes[i]})))
                .expectNext(1001L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(files.select().oneOn(db).map(row -> row.find(content)).block(LIMIT))
                .hasValueSatisfying(stored -> assertThat(stored).isEqualTo(bytes));
        StepVerifier.create(large.read(db).collectList())
                .assertNext(slices -> assertThat(slices).hasSize(59))
                .verifyComplete();
        StepVerifier.create(large.size(db)).expectNext(1001L).verifyComplete();
        db.close().block(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void textIsThatWhichWasWrittenAndItsSizeIsThatOfUtf8(String encoding) throws Exception {
        Engine db = open(encoding);
        String text = "aä漢\uD83D\uDE00\0".repeat(300);
        LargeValue<String> large =
                LargeValue.text(note, files.c("id", Integer.class).eq(1));
        for (int size : new int[] {16, 17, 19, 1 << 20}) {
            LargeValue<String> sliced = large.inSlicesOf(size);
            StepVerifier.create(sliced.write(db, Flux.just(text.substring(0, 701), text.substring(701))))
                    .expectNext((long) text.getBytes(StandardCharsets.UTF_8).length)
                    .expectComplete()
                    .verify(LIMIT);
            StepVerifier.create(sliced.read(db).reduce(String::concat))
                    .assertNext(read -> assertThat(read.equals(text)).isTrue()) // too long to be shown
                    .expectComplete()
                    .verify(LIMIT);
            StepVerifier.create(sliced.size(db))
                    .expectNext((long) text.getBytes(StandardCharsets.UTF_8).length)
                    .verifyComplete();
        }
        db.close().block(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void theEmptyValueAndNullAreToldApart(String encoding) throws Exception {
        Engine db = open(encoding);
        LargeValue<String> large =
                LargeValue.text(note, files.c("id", Integer.class).eq(1));
        StepVerifier.create(large.read(db)).verifyComplete();
        StepVerifier.create(large.size(db)).verifyComplete();
        StepVerifier.create(large.write(db, Flux.empty())).expectNext(0L).verifyComplete();
        StepVerifier.create(large.read(db)).verifyComplete();
        StepVerifier.create(large.size(db)).expectNext(0L).verifyComplete();
        db.close().block(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void bytesBehindBytesAreBytesAndNullStaysNull(String encoding) throws Exception {
        Engine db = open(encoding);
        byte[] odd = {0, -1, 'X', '\''};
        Mono<byte[]> joined = select(value(odd, BYTES)
                        .concat(new byte[] {7})
                        .concat(new byte[] {8, 9})
                        .as("all"))
                .oneOn(db)
                .mapNotNull(row -> row.get(0, byte[].class));
        StepVerifier.create(joined)
                .assertNext(all -> assertThat(all).containsExactly(0, -1, 'X', '\'', 7, 8, 9))
                .verifyComplete();
        StepVerifier.create(select(content.concat(odd).as("none")).oneOn(db))
                .assertNext(row -> assertThat(row.get(0)).isNull())
                .verifyComplete();
        db.close().block(LIMIT);
    }
}
