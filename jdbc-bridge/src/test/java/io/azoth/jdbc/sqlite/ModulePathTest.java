package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.all;
import static io.azoth.jdbc.sqlite.Sqlite.run;
import static io.azoth.jdbc.sqlite.Sqlite.update;
import static io.azoth.jdbc.sqlite.Sqlite.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.sqlite.core.DB;
import reactor.core.publisher.Flux;

/** The driver where the JDBC driver is a module, which lets nobody into its packages. */
class ModulePathTest {

    @Test
    void statementsRunTheOfficialWayWhereTheJdbcDriverIsAModule() throws Exception {
        List<String> modules = List.of(place(DB.class), place(Logger.class));
        String others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !modules.contains(entry))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        String.join(File.pathSeparator, modules),
                        "--add-modules",
                        "org.xerial.sqlitejdbc,org.slf4j",
                        "-cp",
                        others,
                        InAModule.class.getName())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        assertThat(told.lines().toList())
                .contains("org.xerial.sqlitejdbc [1, 2, UNIQUE constraint failed: t.n"
                        + " [SQLITE_CONSTRAINT_UNIQUE], no such table: u [SQLITE_ERROR], 007, null]");
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** What the other process does. */
    static final class InAModule {

        private InAModule() {}

        /** Tells in which module the JDBC driver is, and what some statements gave. */
        public static void main(String[] arguments) {
            System.out.println(DB.class.getModule().getName() + " "
                    + all(Sqlite.with(Sqlite.memory(), c -> run(c, "CREATE TABLE t (n INTEGER UNIQUE, name TEXT)")
                            .thenMany(Flux.concat(
                                    update(c, "INSERT INTO t VALUES (?, ?)", 1, "007"),
                                    update(c, "INSERT INTO t VALUES (?, ?), (3, NULL)", 2, null),
                                    update(c, "INSERT INTO t VALUES (?, ?)", 1, "x")
                                            .cast(Object.class)
                                            .onErrorResume(e -> Flux.just((Object) e.getMessage())
                                                    .next()),
                                    update(c, "INSERT INTO u VALUES (?)", 1)
                                            .cast(Object.class)
                                            .onErrorResume(e -> Flux.just((Object) e.getMessage())
                                                    .next()),
                                    values(c, "SELECT name FROM t WHERE n = ?", 1),
                                    values(c, "SELECT coalesce(name, 'null') FROM t WHERE n = ?", 3))))));
        }
    }
}
