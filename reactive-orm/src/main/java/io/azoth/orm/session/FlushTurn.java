package io.azoth.orm.session;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One flush's place among those of a transaction. Any thread may use it. */
final class FlushTurn {
    private final Sinks.Empty<Void> left = Sinks.empty();
    private volatile Mono<Void> before = Mono.empty();

    /** Runs a flush when those before it have ended. */
    Mono<Void> run(Mono<Void> others, Mono<Void> flush) {
        before = others;
        return others.then(Mono.defer(() -> {
                    before = Mono.empty();
                    return flush;
                }))
                .doFinally(signal -> left.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST));
    }

    /** Completes when this one and all before it have ended: one that left while it waited lets nobody overtake. */
    Mono<Void> ended() {
        return left.asMono().then(Mono.defer(() -> before));
    }
}
