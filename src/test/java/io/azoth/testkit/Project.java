package io.azoth.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project, found from wherever the tests were started. */
public final class Project {

    /** The folder of the parent pom. */
    public static final Path ROOT = root();

    /** The folders of the modules that users depend on. */
    public static final List<String> LIBRARIES = List.of("reactive-core", "reactive-orm", "jdbc-bridge");

    private Project() {}

    /** The Java files below {@code folder}, empty where there is no such folder. */
    public static List<Path> javaFiles(Path folder) {
        return files(folder, ".java");
    }

    /** The files below {@code folder} whose names end so, in a stable order. */
    public static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The main sources of the three libraries. */
    public static List<Path> librarySources() {
        return LIBRARIES.stream()
                .flatMap(library -> javaFiles(ROOT.resolve(library).resolve("src/main/java")).stream())
                .toList();
    }

    /** What a file holds. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " has .mvn");
            }
        }
        return folder;
    }
}
