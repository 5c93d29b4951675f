package io.azoth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Project;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** That the compiler's arguments in the root pom reject what the rules say they reject. */
class CompilerGateTest {

    private static final String PACKAGE = """
            @org.jspecify.annotations.NullMarked
            @com.google.errorprone.annotations.CheckReturnValue
            package planted;
            """;

    @TempDir
    Path folder;

    @Test
    void codeWithinTheRulesCompiles() throws Exception {
        assertThat(compile("""
                package planted;

                final class Planted {
                    int length(String name) {
                        return name.length();
                    }
                }
                """)).isEmpty();
    }

    @Test
    void nullWhereNoneIsAllowedAndADroppedResultAreErrors() throws Exception {
        assertThat(compile("""
                package planted;

                final class Planted {
                    String name() {
                        return null;
                    }

                    void drop() {
                        name();
                    }
                }
                """))
                .contains(
                        "[NullAway] returning @Nullable expression from method with @NonNull return type",
                        "[CheckReturnValue] The result of `name()` must be used");
    }

    @Test
    void aWarningIsAnError() throws Exception {
        assertThat(compile("""
                package planted;

                final class Planted {
                    java.util.List names = new java.util.ArrayList<String>();
                }
                """))
                .contains("[rawtypes] found raw type: List", "error: warnings found and -Werror specified");
    }

    /** What the compiler complains about, empty where it compiles. */
    private String compile(String source) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        Files.readAllLines(Project.ROOT.resolve(".mvn/jvm.config")).stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(argument -> command.add("-J" + argument));
        command.addAll(List.of("-d", folder.toString()));
        command.addAll(List.of("-classpath", classPath()));
        command.addAll(List.of("-processorpath", classPath(), "-proc:none"));
        command.addAll(compilerArguments());
        command.add(write("package-info.java", PACKAGE));
        command.add(write("Planted.java", source));
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return compiler.waitFor() == 0 ? "" : output;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String write(String name, String source) throws IOException {
        return Files.writeString(folder.resolve(name), source).toString();
    }

    /** The arguments for main code, with the properties that they name put in. */
    private static List<String> compilerArguments() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Project.ROOT.resolve("pom.xml").toFile());
        Element arguments = elements(pom.getElementsByTagName("compilerArgs"))
                .filter(element -> !element.hasAttribute("combine.self"))
                .findFirst()
                .orElseThrow();
        return elements(arguments.getElementsByTagName("arg"))
                .map(Element::getTextContent)
                .map(argument -> argument.replace("${lint}", property(pom, "lint")))
                .map(argument -> argument.replace("${error-prone.args}", property(pom, "error-prone.args")))
                .toList();
    }

    private static String property(Document pom, String name) {
        return elements(pom.getElementsByTagName(name))
                .findFirst()
                .orElseThrow()
                .getTextContent();
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
    }
}
