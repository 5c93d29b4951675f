package io.azoth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/** The negative control of a rule: it must fail on the planted classes that break it. */
final class Planted {

    static final Layout LAYOUT = new Layout(Planted.class.getPackageName() + ".planted");

    private Planted() {}

    /** Fails unless the rule's complaints name each culprit. */
    static void assertFails(ArchRule rule, String... culprits) {
        List<String> complaints = complaints(rule);
        for (String culprit : culprits) {
            assertThat(complaints).anyMatch(complaint -> complaint.contains(culprit));
        }
    }

    /** Fails unless the rule's complaints name each culprit, and none is about anything else. */
    static void assertFailsOnlyFor(ArchRule rule, String... culprits) {
        assertFails(rule, culprits);
        assertThat(complaints(rule))
                .allMatch(complaint -> Arrays.stream(culprits).anyMatch(complaint::contains));
    }

    private static List<String> complaints(ArchRule rule) {
        return rule.evaluate(AzothClasses.PLANTED).getFailureReport().getDetails();
    }
}
