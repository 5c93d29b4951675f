package io.azoth.architecture;

import static io.azoth.architecture.AzothClasses.LIBRARIES;
import static io.azoth.architecture.Planted.assertFailsOnlyFor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReactiveTest {

    /** The class that owns a connection's queue, and the one that fans a gathered load out. */
    private static final ReactiveRules RULES =
            new ReactiveRules(Set.of("io.azoth.engine.ConnectionQueue", "io.azoth.orm.loading.GatheredLoads"));

    /** An exception for a class that is gone would wait for whoever takes its name. */
    @Test
    void theNamedClassesExist() {
        assertThat(RULES.subscribers()).allMatch(LIBRARIES::contain);
    }

    @Test
    void nothingBlocks() {
        ReactiveRules.nothingBlocks().check(LIBRARIES);
    }

    @Test
    void nothingSleeps() {
        ReactiveRules.nothingSleeps().check(LIBRARIES);
    }

    @Test
    void nothingWaitsForALock() {
        ReactiveRules.nothingWaitsForALock().check(LIBRARIES);
    }

    @Test
    void onlyTheNamedClassesSubscribe() {
        RULES.onlyTheNamedClassesSubscribe().check(LIBRARIES);
    }

    @Test
    void whatBlocksIsFoundAlsoByReference() {
        assertFailsOnlyFor(
                ReactiveRules.nothingBlocks(),
                "Impatient.block(reactor.core.publisher.Mono)",
                "Impatient.blockByReference()");
    }

    @Test
    void whatSleepsIsFound() {
        assertFailsOnlyFor(ReactiveRules.nothingSleeps(), "Impatient.sleep()");
    }

    @Test
    void whatWaitsForALockIsFound() {
        assertFailsOnlyFor(ReactiveRules.nothingWaitsForALock(), "Impatient.queue(");
    }

    @Test
    void whatSubscribesIsFoundUnlessItHandsOnOrIsNamed() {
        assertFailsOnlyFor(RULES.onlyTheNamedClassesSubscribe(), "Impatient.subscribeInALambda");
    }
}
