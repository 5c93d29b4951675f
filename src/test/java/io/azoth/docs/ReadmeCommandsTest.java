package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a newcomer, the README and continuous integration run the same commands. */
class ReadmeCommandsTest {

    private static final Path CI = Project.ROOT.resolve(".ci/run");

    @Test
    void continuousIntegrationRunsTheTestCommandOfTheReadme() {
        assertThat(mavenCommandsOfCi()).containsExactly(command("test"));
        assertThat(CI).satisfies(Files::isExecutable);
    }

    @Test
    void theContributingGuideNamesTheSameCommand() {
        assertThat(Project.text(Project.ROOT.resolve("CONTRIBUTING.md"))).contains("`" + command("test") + "`");
    }

    @Test
    void theRunCommandIsOneLineThatNeedsNoInstall() {
        assertThat(command("run"))
                .startsWith("mvn ")
                .contains("-pl examples -am")
                .doesNotContain("install");
    }

    private static List<String> mavenCommandsOfCi() {
        return Project.text(CI)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("mvn ") || line.startsWith("./mvnw "))
                .toList();
    }

    private static String command(String name) {
        List<List<String>> marked = MarkdownCode.in(Project.text(Project.ROOT.resolve("README.md"))).stream()
                .filter(block -> block.mark().equals("command:" + name))
                .map(MarkdownCode::code)
                .toList();
        assertThat(marked).as("blocks marked <!-- command:%s -->", name).hasSize(1);
        assertThat(marked.get(0)).as("lines of the %s command", name).hasSize(1);
        return marked.get(0).get(0);
    }
}
