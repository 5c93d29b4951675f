package io.azoth.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Names of classes, and what a package says about itself. */
final class HygieneRules {

    private static final Pattern HOLLOW_NAME = Pattern.compile("I[A-Z][a-z].*|.*Impl|Abstract.*Base");

    private HygieneRules() {}

    static ArchRule namesSayWhatAThingIs() {
        return classes().should(new ArchCondition<>("not be named Impl, I..., Abstract...Base") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (HOLLOW_NAME.matcher(type.getSimpleName()).matches()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is a hollow name"));
                }
            }
        });
    }

    static ArchRule packagesAreNullMarkedAndChecked() {
        return classes().should(new ArchCondition<>("be in packages with @NullMarked and @CheckReturnValue") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                if (!home.isAnnotatedWith(NullMarked.class) || !home.isAnnotatedWith(CheckReturnValue.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, home.getName() + " has no package-info with @NullMarked and @CheckReturnValue"));
                }
            }
        });
    }
}
