package io.azoth.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.ContextView;

/**
 * Asks for something that has to be ended, and gives it to the subscriber, or takes it back where the subscriber has gone
 * before. One step decides which of the two: {@code Mono.create} drops what comes in the moment of a cancel.
 *
 * <p>Any thread may subscribe, request and cancel; the thing may come on any thread, before it is requested too.
 *
 * @param <S> what is granted
 * @param <R> what the subscriber sees of it
 */
final class Handover<S, R> extends Mono<R> {
    private final BiConsumer<ContextView, Grant<S>> ask;
    private final Function<S, R> give;
    private final Consumer<S> takeBack;

    /**
     * @param ask asks for it, once for each subscriber
     * @param give what the subscriber gets
     * @param takeBack ends what nobody wants any more
     */
    Handover(BiConsumer<ContextView, Grant<S>> ask, Function<S, R> give, Consumer<S> takeBack) {
        this.ask = ask;
        this.give = give;
        this.takeBack = takeBack;
    }

    @Override
    public void subscribe(CoreSubscriber<? super R> actual) {
        Waiting waiting = new Waiting(actual);
        actual.onSubscribe(waiting);
        ask.accept(actual.currentContext(), waiting);
    }

    private enum Stage {
        ASKED,
        REQUESTED,
        SETTLED
    }

    /** What has come before it was requested. */
    private record Held<S>(S resource) {}

    private final class Waiting implements Subscription, Grant<S> {
        private final CoreSubscriber<? super R> actual;

        /** A {@link Stage}, or {@link Held}. */
        private final AtomicReference<Object> state = new AtomicReference<>(Stage.ASKED);

        Waiting(CoreSubscriber<? super R> actual) {
            this.actual = actual;
        }

        @Override
        public void granted(S resource) {
            if (state.compareAndSet(Stage.ASKED, new Held<>(resource))) {
                return;
            }
            if (state.compareAndSet(Stage.REQUESTED, Stage.SETTLED)) {
                emit(resource);
            } else {
                takeBack.accept(resource);
            }
        }

        @Override
        public void refused(Throwable error) {
            if (state.getAndSet(Stage.SETTLED) != Stage.SETTLED) {
                actual.onError(error);
            }
        }

        @Override
        public void request(long count) {
            if (Operators.validate(count) && !state.compareAndSet(Stage.ASKED, Stage.REQUESTED)) {
                S resource = take();
                if (resource != null) {
                    emit(resource);
                }
            }
        }

        @Override
        public void cancel() {
            if (!state.compareAndSet(Stage.ASKED, Stage.SETTLED)
                    && !state.compareAndSet(Stage.REQUESTED, Stage.SETTLED)) {
                S resource = take();
                if (resource != null) {
                    takeBack.accept(resource);
                }
            }
        }

        /** What has come already, for the first who takes it. */
        @SuppressWarnings("unchecked")
        private @Nullable S take() {
            Object now = state.get();
            return now instanceof Held<?> held && state.compareAndSet(now, Stage.SETTLED) ? (S) held.resource() : null;
        }

        private void emit(S resource) {
            actual.onNext(give.apply(resource));
            actual.onComplete();
        }
    }
}
