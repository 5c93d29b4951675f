package io.azoth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That each block of Java in the documents is code that the build compiles. */
class ReadmeSnippetsTest {

    private static final Snippets EXAMPLE = new Snippets(List.of("""
            class A {
                // tag::b[]
                void b() {

                    c();
                    d();
                }
                // end::b[]
            }
            """));

    @Test
    void everyJavaBlockStandsInTheExamples() {
        Snippets examples = new Snippets(Project.javaFiles(Project.ROOT.resolve("examples/src/main/java")).stream()
                .map(Project::text)
                .toList());

        assertThat(documents().flatMap(file -> MarkdownCode.in(Project.text(file)).stream()
                        .filter(block -> block.language().equals("java"))
                        .filter(block -> !examples.hold(block.code()))
                        .map(block -> Project.ROOT.relativize(file) + ":" + block.line() + " is no example: "
                                + block.code())))
                .isEmpty();
    }

    @Test
    void indentationBlankLinesAndMarkersDoNotCount() {
        assertThat(EXAMPLE.hold(List.of("void b() {", "  c();", "", "  d();"))).isTrue();
        assertThat(EXAMPLE.hold(List.of("d();", "}", "}"))).isTrue();
    }

    @Test
    void aChangedALeftOutAndAHalfLineAreFound() {
        assertThat(EXAMPLE.hold(List.of("c();", "e();"))).isFalse();
        assertThat(EXAMPLE.hold(List.of("void b() {", "d();"))).isFalse();
        assertThat(EXAMPLE.hold(List.of("void b()"))).isFalse();
        assertThat(EXAMPLE.hold(List.of())).isFalse();
    }

    @Test
    void whatIsLeftOutIsMarkedAndTheOrderStays() {
        assertThat(EXAMPLE.hold(List.of("class A {", "// ...", "d();"))).isTrue();
        assertThat(EXAMPLE.hold(List.of("d();", "// ...", "c();"))).isFalse();
    }

    @Test
    void blocksKnowTheirMarkLanguageAndLine() {
        assertThat(MarkdownCode.in("# A\n<!-- x -->\n\n```java\na\n```\n<!-- y -->\ntext\n```sh\nb\nc\n```\n"))
                .containsExactly(
                        new MarkdownCode("x", "java", 4, List.of("a")),
                        new MarkdownCode("", "sh", 9, List.of("b", "c")));
    }

    private static Stream<Path> documents() {
        return Stream.concat(
                Stream.of(Project.ROOT.resolve("README.md")),
                Project.files(Project.ROOT.resolve("docs"), ".md").stream()
                        .filter(file -> !file.startsWith(Project.ROOT.resolve("docs/adr"))));
    }
}
