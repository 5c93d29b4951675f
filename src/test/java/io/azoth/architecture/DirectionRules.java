package io.azoth.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.function.Predicate;

/** Who may use whom. */
record DirectionRules(Layout layout) {

    ArchRule everyClassHasARoom() {
        return classes()
                .should(be(DescribedPredicate.describe("in a package that the layout names", type -> layout.room(type)
                        .filter(Layout.packages()::contains)
                        .isPresent())));
    }

    ArchRule arrowsAreFollowedOneWay() {
        return classes().should(onlyHave("dependencies that follow the arrows of the layout", dependency -> {
            String from = layout.room(dependency.getOriginClass()).orElse("");
            return layout.room(dependency.getTargetClass())
                    .map(to -> layout.mayUse(from, to))
                    .orElse(true);
        }));
    }

    ArchRule packagesAreFreeOfCycles() {
        return SlicesRuleDefinition.slices()
                .matching(layout.base() + ".(**)")
                .should()
                .beFreeOfCycles();
    }

    ArchRule driversAreKnownWhereTheLayoutSays() {
        return classes()
                .that(DescribedPredicate.describe(
                        "are not on the driver's side", type -> !layout.mayTalkToDrivers(type)))
                .should(onlyHave(
                        "dependencies without io.r2dbc",
                        dependency ->
                                !dependency.getTargetClass().getPackageName().startsWith("io.r2dbc.")));
    }

    ArchRule dialectsAreKnownToNobody() {
        return classes()
                .should(onlyHave(
                        "dependencies outside other packages' dialects", dependency -> Layout.DATABASES.stream()
                                .map(database -> "dialect." + database)
                                .filter(room -> layout.isPartOf(dependency.getTargetClass(), room))
                                .allMatch(room -> layout.isPartOf(dependency.getOriginClass(), room))));
    }

    /** Nothing keeps a class of ours from being public for the mapper alone, except that {@code internal} says so. */
    ArchRule ormUsesWhatAUserOfCoreCouldUse() {
        return classes()
                .that(DescribedPredicate.describe("are the mapper's", type -> layout.isPartOf(type, "orm")))
                .should(onlyHave("dependencies on public classes of core", dependency -> {
                    JavaClass target = dependency.getTargetClass();
                    boolean core =
                            layout.room(target).isPresent() && !layout.isPartOf(target, "orm") && !target.isArray();
                    return !core
                            || (isPublic(target) && !target.getPackageName().contains(".internal"));
                }));
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(DirectionRules::isPublic).orElse(true);
    }

    private static ArchCondition<JavaClass> onlyHave(String description, Predicate<Dependency> allowed) {
        return new ArchCondition<>("only have " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (!allowed.test(dependency)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
