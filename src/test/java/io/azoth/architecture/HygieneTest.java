package io.azoth.architecture;

import static io.azoth.architecture.AzothClasses.LIBRARIES;
import static io.azoth.architecture.Planted.assertFails;
import static io.azoth.architecture.Planted.assertFailsOnlyFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.azoth.testkit.Project;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HygieneTest {

    /** A rule over no classes holds, so every package with a source must be seen to have been loaded. */
    @Test
    void theRulesSeeEveryPackageOfTheLibraries() {
        Set<String> inSources = Project.librarySources().stream()
                .map(Project::text)
                .map(HygieneTest::packageOf)
                .collect(Collectors.toSet());
        Set<String> loaded = LIBRARIES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(loaded).isEqualTo(inSources).contains("io.azoth.error", "io.azoth.orm", "io.azoth.jdbc");
    }

    @Test
    void theArchitecturePageNamesEveryPackage() {
        String page = Project.text(Project.ROOT.resolve("ARCHITECTURE.md"));

        assertThat(Layout.packages()).allSatisfy(room -> assertThat(page)
                .containsAnyOf("`io.azoth." + room + "`", "." + room.substring(room.lastIndexOf('.') + 1) + "`"));
    }

    @Test
    void namesSayWhatAThingIs() {
        HygieneRules.namesSayWhatAThingIs().check(LIBRARIES);
    }

    @Test
    void packagesAreNullMarkedAndChecked() {
        HygieneRules.packagesAreNullMarkedAndChecked().check(LIBRARIES);
    }

    @Test
    void aHollowNameIsFound() {
        assertFailsOnlyFor(
                HygieneRules.namesSayWhatAThingIs(), "error.ThingImpl", "ThingImpl$IThing", "AbstractThingBase");
    }

    @Test
    void aPackageThatSaysNothingAboutNullsIsFound() {
        assertFails(HygieneRules.packagesAreNullMarkedAndChecked(), "planted.error has no package-info");
    }

    private static String packageOf(String source) {
        return source.lines()
                .filter(line -> line.startsWith("package "))
                .map(line -> line.substring("package ".length(), line.length() - 1))
                .findFirst()
                .orElseThrow();
    }
}
