package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What 1.0 promises stands in docs/features.md, and the tests that it names exist. */
class FeaturesTest {
    /** The rows of the comparison, of its groups 1 to 5, that 1.0 has. */
    private static final List<Integer> PROMISED = List.of(
            1, 2, 3, 4, 5, 6, 9, 10, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 32, 33, 34, 35, 38,
            41, 43, 44, 45, 49, 50, 51, 52, 54, 55, 56, 57, 59, 60, 61, 62, 64, 66, 67, 68, 69, 70);

    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(?:[a-z.]+\\.)?([A-Z]\\w+(?:Test|IT))\\.(\\w+)`");

    private final String features = Project.text(Project.ROOT.resolve("docs/features.md"));
    private final List<String> sources =
            List.of("src/test/java", "reactive-core/src/test/java", "reactive-orm/src/test/java").stream()
                    .flatMap(folder -> Project.javaFiles(Project.ROOT.resolve(folder)).stream())
                    .map(Project::text)
                    .toList();

    @Test
    void eachNamedTestExists() {
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(features);
        while (named.find()) {
            if (!exists(named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void eachPromisedRowIsThere() {
        assertThat(ROW.matcher(features).results().map(row -> Integer.valueOf(row.group(1))))
                .containsAll(PROMISED)
                .doesNotHaveDuplicates();
    }

    @Test
    void eachRowNamesATest() {
        assertThat(features.lines().filter(line -> line.matches("\\| \\d+ \\|.*")))
                .isNotEmpty()
                .allMatch(line -> NAMED.matcher(line).find());
    }

    private boolean exists(String testClass, String method) {
        return sources.stream()
                .filter(source ->
                        source.contains("class " + testClass + " ") || source.contains("record " + testClass + "("))
                .anyMatch(source -> Pattern.compile("Test\\b[^;{}]*(\\{[^}]*}\\))?\\s+void " + method + "\\(")
                        .matcher(source)
                        .find());
    }
}
