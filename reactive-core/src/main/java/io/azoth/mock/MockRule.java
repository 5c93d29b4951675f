package io.azoth.mock;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a mock database answers to some statements; see {@link MockDatabase#on(String)}. Any thread may use it. */
public final class MockRule {
    private final String description;
    private final Predicate<MockStatement> condition;
    private final ArrayDeque<MockAnswer> once = new ArrayDeque<>();
    private @Nullable MockAnswer always;

    MockRule(String description, Predicate<MockStatement> condition) {
        this.description = description;
        this.condition = condition;
    }

    /**
     * Answers once with each of these, in order, behind those that were given before.
     *
     * @return this rule
     */
    @CanIgnoreReturnValue
    public synchronized MockRule answer(MockAnswer... answers) {
        Collections.addAll(once, answers);
        return this;
    }

    /**
     * Answers with this as often as it is asked, when the answers that are given once are used up.
     *
     * @return this rule
     */
    @CanIgnoreReturnValue
    public synchronized MockRule always(MockAnswer answer) {
        always = answer;
        return this;
    }

    String description() {
        return description;
    }

    synchronized boolean isWaiting() {
        return !once.isEmpty();
    }

    synchronized @Nullable MockAnswer answerTo(MockStatement statement) {
        if (!condition.test(statement)) {
            return null;
        }
        MockAnswer next = once.poll();
        return next == null ? always : next;
    }
}
