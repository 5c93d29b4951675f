package io.azoth.jdbc;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.R2dbcException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Large values as streams. What is read is in memory once and given out in slices; what is bound is gathered first,
 * since the database takes a value as a whole.
 */
public final class Lobs {

    private static final int SLICE = 64 * 1024;

    private Lobs() {}

    /** Returns a Blob over bytes that nobody else changes; its stream may be subscribed to once. */
    public static Blob blob(byte[] bytes) {
        return new InMemoryBlob(bytes);
    }

    /** Returns a Clob over a text; its stream may be subscribed to once. */
    public static Clob clob(String text) {
        return new InMemoryClob(text);
    }

    /**
     * Reads every Blob and Clob, one after the other and buffer by buffer, on the worker, and emits the rows with
     * their contents in place. A stream that has not ended when the connection closes is cancelled, and it fails.
     */
    static Mono<List<@Nullable Object[]>> gather(List<@Nullable Object[]> bindings, ConnectionContext context) {
        return Mono.defer(() -> {
            Gathering gathering = new Gathering(context);
            List<@Nullable Object[]> copies = new ArrayList<>(bindings.size());
            List<Mono<Void>> reads = new ArrayList<>();
            for (@Nullable Object[] row : bindings) {
                @Nullable Object[] copy = row.clone();
                copies.add(copy);
                for (int i = 0; i < copy.length; i++) {
                    addRead(reads, copy, i, gathering);
                }
            }
            return Flux.concat(reads).then(Mono.just(copies));
        });
    }

    private static void addRead(List<Mono<Void>> reads, @Nullable Object[] row, int index, Gathering gathering) {
        Object value = row[index];
        if (value instanceof Blob blob) {
            reads.add(gathering
                    .bytes(blob.stream())
                    .doOnNext(bytes -> row[index] = bytes)
                    .then());
        } else if (value instanceof Clob clob) {
            reads.add(gathering
                    .onWorker(clob.stream())
                    .collect(StringBuilder::new, StringBuilder::append)
                    .doOnNext(text -> row[index] = gathering.encoded(text))
                    .then());
        }
    }

    /** Where bound streams are read, and what ends them early. */
    private static final class Gathering {

        private final ConnectionContext context;
        private final int lending;
        private final Mono<Void> leaving;
        private final Scheduler worker;

        Gathering(ConnectionContext context) {
            this.context = context;
            this.lending = context.lending();
            this.leaving = context.leaving();
            this.worker = Schedulers.fromExecutor(context.worker()::submit);
        }

        @Nullable
        Object encoded(CharSequence text) {
            return context.database().encode(text.toString());
        }

        /** The end comes before the hop: a stream that answers each request at once never lets the worker go. */
        <T> Flux<T> onWorker(Publisher<T> stream) {
            return Flux.from(stream)
                    .takeUntilOther(leaving)
                    .publishOn(worker, 1)
                    .concatWith(Mono.defer(() -> {
                        R2dbcException refusal = context.refusal(lending);
                        return refusal == null ? Mono.empty() : Mono.error(refusal);
                    }));
        }

        Mono<byte[]> bytes(Publisher<ByteBuffer> stream) {
            return Mono.using(
                    Spool::new,
                    spool -> onWorker(stream).doOnNext(spool::add).then(Mono.fromSupplier(spool::bytes)),
                    spool -> {
                        Disposable unused = worker.schedule(spool::close); // behind an add() that runs
                    });
        }
    }

    /** What a Blob and a Clob have in common: contents that are given out once, or let go of. */
    private static final class Contents<T> {

        private final AtomicReference<@Nullable T> left;

        Contents(T contents) {
            left = new AtomicReference<>(contents);
        }

        /** Gives the contents to the first subscriber. */
        <S> Flux<S> stream(Function<T, Flux<S>> slices) {
            return Flux.defer(() -> {
                T contents = left.getAndSet(null);
                return contents == null
                        ? Flux.error(new IllegalStateException("The stream is consumed or discarded already"))
                        : slices.apply(contents);
            });
        }

        Mono<Void> discard() {
            return Mono.fromRunnable(() -> left.set(null));
        }
    }

    private static final class InMemoryBlob implements Blob {

        private final Contents<byte[]> contents;

        InMemoryBlob(byte[] bytes) {
            this.contents = new Contents<>(bytes);
        }

        @Override
        public Publisher<ByteBuffer> stream() {
            return contents.stream(InMemoryBlob::slices);
        }

        private static Flux<ByteBuffer> slices(byte[] bytes) {
            return Flux.generate(() -> 0, (offset, sink) -> {
                int length = Math.min(SLICE, bytes.length - offset);
                sink.next(ByteBuffer.wrap(bytes, offset, length).slice());
                if (offset + length == bytes.length) {
                    sink.complete();
                }
                return offset + length;
            });
        }

        @Override
        public Publisher<Void> discard() {
            return contents.discard();
        }
    }

    private static final class InMemoryClob implements Clob {

        private final Contents<String> contents;

        InMemoryClob(String text) {
            this.contents = new Contents<>(text);
        }

        @Override
        public Publisher<CharSequence> stream() {
            return contents.stream(InMemoryClob::slices);
        }

        private static Flux<CharSequence> slices(String text) {
            return Flux.generate(() -> 0, (offset, sink) -> {
                int end = Math.min(offset + SLICE, text.length());
                if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                    end++; // a slice does not cut a character in two
                }
                sink.next(text.substring(offset, end));
                if (end == text.length()) {
                    sink.complete();
                }
                return end;
            });
        }

        @Override
        public Publisher<Void> discard() {
            return contents.discard();
        }
    }
}
