package io.azoth.architecture.planted.engine;

import io.azoth.architecture.planted.dialect.h2.H2Catalog;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Blocks, waits, sleeps, subscribes, and knows one database. */
final class Impatient {

    H2Catalog favourite;

    String block(Mono<String> mono) {
        return mono.block();
    }

    Function<Flux<String>, String> blockByReference() {
        return Flux::blockLast;
    }

    void subscribeInALambda(Flux<Mono<String>> monos) {
        monos.subscribe(mono -> mono.subscribe());
    }

    boolean queue(BlockingQueue<Runnable> tasks, Runnable task) {
        return tasks.offer(task);
    }

    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
