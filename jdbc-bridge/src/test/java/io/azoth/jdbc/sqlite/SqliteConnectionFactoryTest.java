package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static io.azoth.jdbc.sqlite.Sqlite.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class SqliteConnectionFactoryTest {

    @TempDir
    private Path folder;

    private static ConnectionFactoryOptions.Builder options(String database) {
        return ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "sqlite")
                .option(ConnectionFactoryOptions.DATABASE, database);
    }

    private static List<Object> read(JdbcConnectionFactory factory, String sql) {
        return all(with(factory, connection -> values(connection, sql)));
    }

    @Test
    void theDriverIsFoundByItsUrlAndTellsItsName() {
        assertThat(Sqlite.memory().getMetadata().getName()).isEqualTo("SQLite");
        assertThat(new SqliteConnectionFactoryProvider().getDriver()).isEqualTo("sqlite");
    }

    @Test
    void absoluteFilesHaveFourSlashes() {
        JdbcConnectionFactory factory = Sqlite.factory("r2dbc:sqlite:///" + folder.resolve("abs.db"));
        all(with(factory, connection -> run(connection, "CREATE TABLE t (id)")));
        assertThat(folder.resolve("abs.db")).exists();
    }

    @Test
    void relativeFilesStartAtTheWorkingDirectory() throws Exception {
        String name = "target/relative-" + UUID.randomUUID() + ".db";
        all(with(Sqlite.factory("r2dbc:sqlite:///" + name), connection -> run(connection, "CREATE TABLE t (id)")));
        assertThat(Path.of(name)).exists();
        Files.delete(Path.of(name));
    }

    @Test
    void namesWithSignsOfAUrlAreNames() {
        Path file = folder.resolve("50%3f off? #1 ü.db");
        ConnectionFactoryOptions options = options(file.toString()).build();
        all(with((JdbcConnectionFactory) ConnectionFactories.get(options), c -> run(c, "CREATE TABLE t (id)")));
        assertThat(file).exists();
    }

    @Test
    void aFileUriOfSqliteIsTakenToo() {
        Path file = folder.resolve("uri.db");
        ConnectionFactoryOptions options = options("file:" + file + "?mode=rwc").build();
        all(with((JdbcConnectionFactory) ConnectionFactories.get(options), c -> run(c, "CREATE TABLE t (id)")));
        assertThat(file).exists();
    }

    @Test
    void aFileUriIsDecodedAsSqliteDecodesIt() {
        String name = folder.toString().replace("%", "%25") + "/50%25%20off%3F%20%c3%bc%zz.db?mode=rwc#part";
        ConnectionFactoryOptions options = options("file://localhost" + name).build();
        all(with((JdbcConnectionFactory) ConnectionFactories.get(options), c -> run(c, "CREATE TABLE t (id)")));
        assertThat(folder.resolve("50% off? ü%zz.db")).exists();
    }

    @Test
    void aFileIsOpenedForReadingByItsMode() {
        all(with(Sqlite.file(folder), connection -> run(connection, "CREATE TABLE t (id); INSERT INTO t VALUES (5)")));
        JdbcConnectionFactory factory = Sqlite.file(folder, "mode=ro");
        assertThat(read(factory, "SELECT id FROM t")).containsExactly(5);
        assertThatThrownBy(() -> all(with(factory, connection -> run(connection, "DELETE FROM t"))))
                .isInstanceOf(R2dbcPermissionDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aStatementCacheOfAnySizeServesStatementsBesideEachOther(int size) {
        JdbcConnectionFactory factory = Sqlite.file(folder, "sqlite.statementCacheSize=" + size);
        assertThat(all(with(factory, c -> run(c, "CREATE TABLE t (id)", "INSERT INTO t VALUES (1), (2)")
                        .thenMany(values(c, "SELECT id FROM t"))
                        .concatMap(id -> values(c, "SELECT id + ? FROM t", id).concatWith(values(c, "SELECT 10")), 1))))
                .containsExactly(2, 3, 10, 3, 4, 10);
    }

    @Test
    void memoryLivesAsLongAsItsFactoryAndIsItsOwn() {
        JdbcConnectionFactory one = Sqlite.memory();
        JdbcConnectionFactory other = Sqlite.memory();
        all(with(one, connection -> run(connection, "CREATE TABLE t (id)")));
        assertThat(read(one, "SELECT count(*) FROM sqlite_schema")).containsExactly(1);
        assertThat(read(other, "SELECT count(*) FROM sqlite_schema")).containsExactly(0);
        Mono.from(one.close()).block();
        assertThatThrownBy(() -> read(one, "SELECT 1"))
                .isInstanceOf(R2dbcNonTransientResourceException.class)
                .hasMessage("The connection factory is closed");
    }

    @Test
    void namedMemoryIsSharedAndEndsWithItsLastFactory() {
        String url = "r2dbc:sqlite:///shop" + UUID.randomUUID() + "?mode=memory&cache=shared";
        JdbcConnectionFactory one = Sqlite.factory(url);
        JdbcConnectionFactory other = Sqlite.factory(url);
        all(with(one, connection -> run(connection, "CREATE TABLE t (id)")));
        assertThat(read(other, "SELECT count(*) FROM sqlite_schema")).containsExactly(1);
        Mono.from(one.close()).block();
        assertThat(read(other, "SELECT count(*) FROM sqlite_schema")).containsExactly(1);
        Mono.from(other.close()).block();
        assertThat(read(Sqlite.factory(url), "SELECT count(*) FROM sqlite_schema"))
                .containsExactly(0);
    }

    @Test
    void optionsReachSqlite() {
        JdbcConnectionFactory factory = Sqlite.file(
                folder,
                "sqlite.journalMode=persist",
                "sqlite.synchronous=normal",
                "sqlite.foreignKeys=false",
                "sqlite.cacheSize=-4000",
                "sqlite.pragma.recursive_triggers=1");
        assertThat(all(with(
                        factory,
                        c -> values(
                                c,
                                "PRAGMA journal_mode; PRAGMA synchronous; PRAGMA foreign_keys; PRAGMA cache_size;"
                                        + " PRAGMA recursive_triggers"))))
                .containsExactly("persist", 1, 0, -4000, 1);
    }

    @Test
    void filesAreInWalModeWithForeignKeysByDefault() {
        assertThat(all(with(
                        Sqlite.file(folder),
                        c -> values(c, "PRAGMA journal_mode; PRAGMA foreign_keys; PRAGMA synchronous"))))
                .containsExactly("wal", 1, 2);
    }

    @Test
    void readOnlyFilesRefuseWrites() {
        all(with(Sqlite.file(folder), connection -> run(connection, "CREATE TABLE t (id); INSERT INTO t VALUES (5)")));
        JdbcConnectionFactory factory = Sqlite.file(folder, "sqlite.readOnly=true");
        assertThat(read(factory, "SELECT id FROM t")).containsExactly(5);
        assertThatThrownBy(() -> all(with(factory, connection -> run(connection, "DELETE FROM t"))))
                .isInstanceOf(R2dbcPermissionDeniedException.class)
                .hasMessage("attempt to write a readonly database [SQLITE_READONLY]");
    }

    @Test
    void immutableFilesLeaveNoTraceBesideThem() {
        all(with(
                Sqlite.file(folder, "sqlite.journalMode=delete"),
                connection -> run(connection, "CREATE TABLE t (id); INSERT INTO t VALUES (5)")));
        assertThat(all(with(Sqlite.file(folder, "sqlite.immutable=true"), c -> values(c, "SELECT id FROM t")
                        .doOnNext(id -> assertThat(folder.toFile().list()).containsExactly("test.db")))))
                .containsExactly(5);
    }

    @Test
    void openingForReadingDoesNotCreate() {
        assertThatThrownBy(() -> read(Sqlite.file(folder, "mode=rw"), "SELECT 1"))
                .isInstanceOf(R2dbcNonTransientResourceException.class)
                .hasMessage("unable to open database file [SQLITE_CANTOPEN]: " + folder.resolve("test.db"))
                .satisfies(e -> assertThat(((R2dbcException) e).getSqlState()).isEqualTo("08001"));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "r2dbc:sqlite://x.db | r2dbc:sqlite://x.db names 'x.db' as a host: a file is r2dbc:sqlite:///x.db",
                "r2dbc:sqlite://data/x.db | r2dbc:sqlite://data/x.db names 'data' as a host: a file is r2dbc:sqlite:///data/x.db",
                "r2dbc:sqlite:file:///x.db | r2dbc:sqlite has no protocol 'file': write r2dbc:sqlite:///relative.db,"
                        + " r2dbc:sqlite:////absolute/file.db, r2dbc:sqlite:///:memory: or r2dbc:sqlite:///name?mode=memory&cache=shared",
                "r2dbc:sqlite:/// | No database is named: write r2dbc:sqlite:///relative.db, r2dbc:sqlite:////absolute/file.db,"
                        + " r2dbc:sqlite:///:memory: or r2dbc:sqlite:///name?mode=memory&cache=shared",
                "r2dbc:sqlite:///:resource:x.db | The database ':resource:x.db' is refused: write r2dbc:sqlite:///relative.db,"
                        + " r2dbc:sqlite:////absolute/file.db, r2dbc:sqlite:///:memory: or r2dbc:sqlite:///name?mode=memory&cache=shared",
                "r2dbc:sqlite:///x.db?mode=rx | 'mode' is 'rx', and should be rwc or ro or rw or memory",
                "r2dbc:sqlite:///x.db?cache=shared | cache=shared is for mode=memory: a file is shared by its name",
                "r2dbc:sqlite:///x.db?sqlite.journalMode=fast | Option 'sqlite.journalMode' is 'fast', and should be one of"
                        + " [DELETE, MEMORY, OFF, PERSIST, TRUNCATE, WAL]",
                "r2dbc:sqlite:///x.db?sqlite.busyTimeout=soon | Option 'sqlite.busyTimeout' is 'soon', and should be"
                        + " milliseconds or an ISO duration such as PT5S",
                "r2dbc:sqlite:///x.db?sqlite.cacheSize=big | Option 'sqlite.cacheSize' is 'big', and should be a number",
                "r2dbc:sqlite:///x.db?sqlite.foreignKeys=maybe | Option 'sqlite.foreignKeys' is 'maybe', and should be true or false",
                "r2dbc:sqlite:///x.db?sqlite.pragma.user_version=1;x | Option 'sqlite.pragma.user_version' is '1;x':"
                        + " a pragma's name is lower case, its value a word or a number",
                "r2dbc:sqlite:///x.db?sqlite.journal=wal | Unknown option 'sqlite.journal'. The options are [sqlite.busyTimeout,"
                        + " sqlite.cacheSize, sqlite.foreignKeys, sqlite.immutable, sqlite.journalMode, sqlite.readOnly,"
                        + " sqlite.statementCacheSize, sqlite.synchronous] and sqlite.pragma.<name>",
                "r2dbc:sqlite:///x.db?vfs=memdb | 'vfs' is no option of r2dbc:sqlite. The options are [sqlite.busyTimeout,"
                        + " sqlite.cacheSize, sqlite.foreignKeys, sqlite.immutable, sqlite.journalMode, sqlite.readOnly,"
                        + " sqlite.statementCacheSize, sqlite.synchronous] and sqlite.pragma.<name>",
            })
    void whatWouldBeMisunderstoodIsRefused(String url, String message) {
        assertThatThrownBy(() -> ConnectionFactories.get(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void extensionLoadingIsRefusedInEveryForm() {
        assertThatThrownBy(() -> ConnectionFactories.get("r2dbc:sqlite:///x.db?enable_load_extension=true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'enable_load_extension' is no option of r2dbc:sqlite.");
        assertThatThrownBy(() -> ConnectionFactories.get(
                        options("file:x.db?enable_load_extension=true").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'enable_load_extension' in 'file:x.db?enable_load_extension=true' is refused:"
                        + " the parameters are mode, cache and immutable");
        assertThatThrownBy(() -> read(Sqlite.memory(), "SELECT load_extension('x')"))
                .hasMessage("not authorized [SQLITE_ERROR]");
    }

    @Test
    void optionsOfOthersAreIgnored() {
        JdbcConnectionFactory factory = (JdbcConnectionFactory) ConnectionFactories.get(ConnectionFactoryOptions.parse(
                        "r2dbc:sqlite:///:memory:?initialSize=1&maxIdleTime=PT5M&applicationName=shop")
                .mutate()
                .option(ConnectionFactoryOptions.USER, "nobody")
                .build());
        assertThat(read(factory, "SELECT 1")).containsExactly(1);
    }
}
