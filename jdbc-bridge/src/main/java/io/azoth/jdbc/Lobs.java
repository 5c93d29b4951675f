package io.azoth.jdbc;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Large values as streams: read out of memory in slices, and gathered before they are bound. */
public final class Lobs {

    private static final int SLICE = 64 * 1024;

    private Lobs() {}

    /** Returns a Blob over bytes that nobody else changes. */
    public static Blob blob(byte[] bytes) {
        return new InMemoryBlob(bytes);
    }

    /** Returns a Clob over a text. */
    public static Clob clob(String text) {
        return new InMemoryClob(text);
    }

    /** Reads every Blob and Clob, one after the other, and emits the rows with their contents in place. */
    static Mono<List<@Nullable Object[]>> gather(List<@Nullable Object[]> bindings) {
        return Mono.defer(() -> {
            List<@Nullable Object[]> copies = new ArrayList<>(bindings.size());
            List<Mono<Void>> reads = new ArrayList<>();
            for (@Nullable Object[] row : bindings) {
                @Nullable Object[] copy = row.clone();
                copies.add(copy);
                for (int i = 0; i < copy.length; i++) {
                    addRead(reads, copy, i);
                }
            }
            return Flux.concat(reads).then(Mono.just(copies));
        });
    }

    private static void addRead(List<Mono<Void>> reads, @Nullable Object[] row, int index) {
        Object value = row[index];
        if (value instanceof Blob blob) {
            reads.add(bytes(blob.stream()).doOnNext(bytes -> row[index] = bytes).then());
        } else if (value instanceof Clob clob) {
            reads.add(Flux.from(clob.stream())
                    .collect(StringBuilder::new, StringBuilder::append)
                    .doOnNext(text -> row[index] = text.toString())
                    .then());
        }
    }

    private static Mono<byte[]> bytes(Publisher<ByteBuffer> stream) {
        return Flux.from(stream).collectList().map(buffers -> {
            long size = 0;
            for (ByteBuffer buffer : buffers) {
                size += buffer.remaining();
            }
            byte[] all = new byte[Math.toIntExact(size)];
            int offset = 0;
            for (ByteBuffer buffer : buffers) {
                int length = buffer.remaining();
                buffer.duplicate().get(all, offset, length);
                offset += length;
            }
            return all;
        });
    }

    private static final class InMemoryBlob implements Blob {

        private final byte[] bytes;

        InMemoryBlob(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Publisher<ByteBuffer> stream() {
            if (bytes.length <= SLICE) {
                return Mono.fromSupplier(() -> ByteBuffer.wrap(bytes));
            }
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
            return Mono.empty();
        }
    }

    private record InMemoryClob(String text) implements Clob {

        @Override
        public Publisher<CharSequence> stream() {
            if (text.length() <= SLICE) {
                return Mono.just(text);
            }
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
            return Mono.empty();
        }
    }
}
