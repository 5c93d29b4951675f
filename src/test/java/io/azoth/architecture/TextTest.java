package io.azoth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextTest {

    private static final Path DIALECTS = Path.of("src/main/java/io/azoth/dialect");

    @Test
    void librariesHoldNoForbiddenText() {
        assertThat(complaints(ForbiddenText.ANYWHERE, Project.librarySources().stream()))
                .isEmpty();
    }

    @Test
    void testsHoldNoForbiddenText() {
        Stream<Path> tests = Stream.concat(
                Project.LIBRARIES.stream()
                        .flatMap(library ->
                                Project.javaFiles(Project.ROOT.resolve(library).resolve("src/test/java")).stream()),
                Project.javaFiles(Project.ROOT.resolve("src/test/java")).stream()
                        .filter(file -> !file.getParent().endsWith("architecture"))
                        .filter(file -> !file.toString().contains("planted")));

        assertThat(complaints(ForbiddenText.IN_TESTS, tests)).isEmpty();
    }

    @Test
    void databasesAreNamedInTheirDialectsAlone() {
        Stream<Path> outside = Stream.of("reactive-core", "reactive-orm")
                .map(Project.ROOT::resolve)
                .flatMap(module -> Project.javaFiles(module.resolve("src/main/java")).stream()
                        .filter(file -> Layout.DATABASES.stream()
                                .noneMatch(database ->
                                        file.startsWith(module.resolve(DIALECTS).resolve(database)))));

        assertThat(complaints(ForbiddenText.DATABASE_NAMES, outside)).isEmpty();
    }

    @Test
    void everyLibraryPackageSaysItsPurpose() {
        assertThat(Project.librarySources().stream()
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !Project.javaFiles(folder).contains(folder.resolve("package-info.java"))
                                || !Project.text(folder.resolve("package-info.java"))
                                        .startsWith("/**")))
                .isEmpty();
    }

    @Test
    void unfinishedWorkIsFound() {
        assertThat(ForbiddenText.ANYWHERE.complaints("""
                /** @author me */
                class A {
                    // TODO later
                    void b() { throw new UnsupportedOperationException("not supported yet"); }
                    void c() { System.out.println(); }
                }
                """))
                .containsExactly("line 1: @author", "line 3: TODO", "line 4: not supported yet", "line 5: System.out");
    }

    @Test
    void whatTestsLeanOnIsFound() {
        assertThat(ForbiddenText.IN_TESTS.complaints("""
                import org.mockito.Mockito;
                @Disabled
                class A {
                    void b() { Thread.sleep(1); } // Thread.sleep
                }
                """))
                .containsExactly("line 1: org.mockito", "line 2: @Disabled", "line 4: Thread.sleep");
    }

    @Test
    void aDatabaseNamedInCodeIsFoundAndInACommentIsNot() {
        assertThat(ForbiddenText.DATABASE_NAMES.complaints("""
                /* PostgreSQL
                   and H2 */
                class A {
                    boolean b = name.equals("postgresql") || name.equals("h2"); // sqlite
                    H2Dialect c;
                }
                """))
                .containsExactly("line 4: postgresql", "line 4: h2", "line 5: H2Dialect");
    }

    private static Stream<String> complaints(ForbiddenText forbidden, Stream<Path> files) {
        List<Path> all = files.toList();
        assertThat(all).isNotEmpty();
        return all.stream().flatMap(file -> forbidden.complaints(Project.text(file)).stream()
                .map(complaint -> Project.ROOT.relativize(file) + " " + complaint));
    }
}
