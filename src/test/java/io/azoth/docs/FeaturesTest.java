package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that docs/features.md names exist. */
class FeaturesTest {
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
