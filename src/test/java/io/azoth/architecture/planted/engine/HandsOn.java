package io.azoth.architecture.planted.engine;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/** Breaks nothing: a publisher that hands its subscriber on. */
final class HandsOn implements Publisher<String> {

    private final Publisher<String> source;

    HandsOn(Publisher<String> source) {
        this.source = source;
    }

    @Override
    public void subscribe(Subscriber<? super String> subscriber) {
        source.subscribe(subscriber);
    }
}
