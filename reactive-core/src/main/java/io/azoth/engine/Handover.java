package io.azoth.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Gives something to a subscriber, or takes it back where the subscriber has gone before it came. Any thread. */
final class Handover<R> implements Grant<R> {
    private final Consumer<R> give;
    private final Consumer<Throwable> refuse;
    private final Consumer<R> takeBack;
    private final AtomicBoolean settled = new AtomicBoolean();

    Handover(Consumer<R> give, Consumer<Throwable> refuse, Consumer<R> takeBack) {
        this.give = give;
        this.refuse = refuse;
        this.takeBack = takeBack;
    }

    void cancel() {
        settled.set(true);
    }

    @Override
    public void granted(R resource) {
        if (settled.compareAndSet(false, true)) {
            give.accept(resource);
        } else {
            takeBack.accept(resource);
        }
    }

    @Override
    public void refused(Throwable error) {
        if (settled.compareAndSet(false, true)) {
            refuse.accept(error);
        }
    }
}
