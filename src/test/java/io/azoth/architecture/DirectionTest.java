package io.azoth.architecture;

import static io.azoth.architecture.AzothClasses.LIBRARIES;
import static io.azoth.architecture.Planted.assertFails;
import static io.azoth.architecture.Planted.assertFailsOnlyFor;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.Project;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectionTest {

    private static final DirectionRules RULES = new DirectionRules(Layout.AZOTH);
    private static final DirectionRules ON_PLANTED = new DirectionRules(Planted.LAYOUT);

    @Test
    void everyClassHasARoom() {
        RULES.everyClassHasARoom().check(LIBRARIES);
    }

    @Test
    void arrowsAreFollowedOneWay() {
        RULES.arrowsAreFollowedOneWay().check(LIBRARIES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        RULES.packagesAreFreeOfCycles().check(LIBRARIES);
    }

    @Test
    void driversAreKnownWhereTheLayoutSays() {
        RULES.driversAreKnownWhereTheLayoutSays().check(LIBRARIES);
    }

    @Test
    void dialectsAreKnownToNobody() {
        RULES.dialectsAreKnownToNobody().check(LIBRARIES);
    }

    @Test
    void ormUsesWhatAUserOfCoreCouldUse() {
        RULES.ormUsesWhatAUserOfCoreCouldUse().check(LIBRARIES);
    }

    /** A second embedded database would be a new folder beside the first. */
    @Test
    void theBridgeNamesNoDatabase() {
        List<String> bridge = Project.librarySources().stream()
                .map(Project::text)
                .filter(source -> source.contains("package io.azoth.jdbc;"))
                .toList();
        assertThat(bridge).hasSizeGreaterThan(20).allSatisfy(source -> assertThat(source)
                .doesNotContainIgnoringCase("sqlite"));
    }

    @Test
    void aClassWithoutARoomIsFound() {
        assertFailsOnlyFor(ON_PLANTED.everyClassHasARoom(), "compile.internal.Secret", "planted.package-info");
    }

    @Test
    void aStepAgainstTheArrowIsFound() {
        assertFails(
                ON_PLANTED.arrowsAreFollowedOneWay(),
                "type.LooksAhead",
                "orm.Nosy",
                "engine.Impatient",
                "h2.H2Catalog");
    }

    @Test
    void aCycleIsFound() {
        assertFails(ON_PLANTED.packagesAreFreeOfCycles(), "Slice sql -> ");
    }

    @Test
    void aDriverInTheWrongPlaceIsFound() {
        assertFailsOnlyFor(
                ON_PLANTED.driversAreKnownWhereTheLayoutSays(), "sql.LooksBack", "dialect.postgres.PostgresTypes");
    }

    @Test
    void aDialectKnownOutsideIsFound() {
        assertFailsOnlyFor(ON_PLANTED.dialectsAreKnownToNobody(), "dialect.h2.H2Catalog", "engine.Impatient");
    }

    @Test
    void aMapperThatKnowsCoresSecretsIsFound() {
        assertFailsOnlyFor(ON_PLANTED.ormUsesWhatAUserOfCoreCouldUse(), "orm.Nosy");
    }
}
