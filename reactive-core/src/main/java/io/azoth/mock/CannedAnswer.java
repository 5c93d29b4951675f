package io.azoth.mock;

import reactor.core.publisher.Flux;

/**
 * An answer other than rows.
 *
 * @param results what the driver emits
 */
record CannedAnswer(Flux<MockResult> results) implements MockAnswer {
    static Flux<MockResult> results(MockAnswer answer) {
        return answer instanceof MockRows rows
                ? Flux.just(new MockResult(rows.values().size(), rows))
                : ((CannedAnswer) answer).results();
    }
}
