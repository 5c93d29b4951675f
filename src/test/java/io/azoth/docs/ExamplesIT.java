package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Project;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** That each example runs as a user would run it: in a JVM and an empty folder of its own, to a good end. */
class ExamplesIT {

    private static final Path SOURCES = Project.ROOT.resolve("examples/src/main/java");
    private static final int SECONDS = 120;

    @TestFactory
    Stream<DynamicTest> everyMainRunsToAGoodEnd(@TempDir Path folder) {
        return Project.javaFiles(SOURCES).stream()
                .filter(file -> Project.text(file).contains("public static void main(String"))
                .map(ExamplesIT::className)
                .map(main -> DynamicTest.dynamicTest(main, () -> run(main, folder)));
    }

    private static void run(String main, Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectory(folder.resolve(main));
        Path output = home.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();

        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended)
                .as("ends within %d seconds; printed:%n%s", SECONDS, printed)
                .isTrue();
        assertThat(process.exitValue()).as("exit code; printed:%n%s", printed).isZero();
        assertThat(printed)
                .doesNotContain("Exception in thread")
                .doesNotContain("Operator called default onErrorDropped");
    }

    private static String className(Path file) {
        String path = SOURCES.relativize(file).toString();
        return path.substring(0, path.length() - ".java".length()).replace(File.separatorChar, '.');
    }
}
