package io.azoth.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;

/** What main code never does with a publisher or a thread. */
record ReactiveRules(Set<String> subscribers) {

    private static final Set<String> BLOCKING =
            Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream");

    static ArchRule nothingBlocks() {
        return classes()
                .should(notAccess(
                        "what blocks on a publisher",
                        access -> isPublisher(access.getTargetOwner()) && BLOCKING.contains(access.getName())));
    }

    /** Who submits a task may be an event loop, which a lock held by the thread that takes tasks would stop. */
    static ArchRule nothingWaitsForALock() {
        return classes()
                .should(notAccess(
                        "what waits for a lock",
                        access -> access.getTargetOwner().isAssignableTo(Lock.class)
                                || access.getTargetOwner().isAssignableTo(BlockingQueue.class)
                                || access.getTargetOwner().isAssignableTo(ExecutorService.class)
                                || access.getTargetOwner().isAssignableTo(CountDownLatch.class)));
    }

    static ArchRule nothingSleeps() {
        return classes()
                .should(notAccess(
                        "Thread.sleep",
                        access -> access.getTargetOwner().isAssignableTo(Thread.class)
                                && access.getName().equals("sleep")));
    }

    /**
     * A publisher of ours hands its own subscriber on to another from its {@code subscribe} method, which starts nothing by
     * itself; everyone else who subscribes is one of the classes named to the rule.
     */
    ArchRule onlyTheNamedClassesSubscribe() {
        return classes()
                .should(notAccess(
                        "subscribe",
                        access -> isPublisher(access.getTargetOwner())
                                && access.getName().equals("subscribe")
                                && !handsOn(access)
                                && !subscribers.contains(Layout.outermost(access.getOriginOwner())
                                        .getName())));
    }

    private static boolean handsOn(JavaAccess<?> access) {
        return isPublisher(access.getOriginOwner())
                && access.getOrigin().getName().equals("subscribe");
    }

    private static boolean isPublisher(JavaClass type) {
        return type.isAssignableTo(Publisher.class);
    }

    private static ArchCondition<JavaClass> notAccess(String description, Predicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>("not access " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (forbidden.test(access)) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                    }
                }
            }
        };
    }
}
