package io.azoth.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at files from outside. */
final class OpenFiles {

    private OpenFiles() {}

    /**
     * Returns the open files of this process in whose name a text is, also those that were deleted since; none where the
     * system does not list them.
     */
    static List<String> named(String text) throws IOException {
        Path listed = Path.of("/proc/self/fd");
        if (!Files.isDirectory(listed)) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        for (String file : in(listed)) {
            try {
                open.add(Files.readSymbolicLink(listed.resolve(file)).toString());
            } catch (IOException closedMeanwhile) {
                continue;
            }
        }
        assertThat(open).isNotEmpty();
        open.removeIf(file -> !file.contains(text));
        return open;
    }

    /** Returns the names in a folder. */
    static List<String> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
