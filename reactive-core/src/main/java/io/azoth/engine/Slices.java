package io.azoth.engine;

import io.azoth.sql.Expression;
import io.azoth.sql.Sql;
import io.azoth.type.SqlTypes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What slices of bytes and slices of text do differently. */
interface Slices<T> {
    Slices<byte[]> BYTES = new Slices<>() {
        @Override
        public Expression<byte[]> asBytes(Expression<byte[]> column) {
            return column;
        }

        @Override
        public Flux<byte[]> joined(Flux<byte[]> slices) {
            return slices.filter(slice -> slice.length > 0);
        }

        @Override
        public Gatherer<byte[]> gatherer() {
            return new Bytes();
        }

        @Override
        public byte[] empty() {
            return new byte[0];
        }

        @Override
        public long size(byte[] slice) {
            return slice.length;
        }
    };

    Slices<String> TEXT = new Slices<>() {
        @Override
        public Expression<byte[]> asBytes(Expression<String> column) {
            return Sql.func("utf8", SqlTypes.BYTES, column);
        }

        @Override
        public Flux<String> joined(Flux<byte[]> slices) {
            Utf8 text = new Utf8();
            return slices.map(text::next).filter(slice -> !slice.isEmpty());
        }

        @Override
        public Gatherer<String> gatherer() {
            return new Text();
        }

        @Override
        public String empty() {
            return "";
        }

        @Override
        public long size(String slice) {
            return slice.getBytes(StandardCharsets.UTF_8).length;
        }
    };

    /** The bytes of a column: slices of them are the same on every database, positions of characters are not. */
    Expression<byte[]> asBytes(Expression<T> column);

    /** What the program sees of slices of bytes; made for each subscription. */
    Flux<T> joined(Flux<byte[]> slices);

    Gatherer<T> gatherer();

    T empty();

    /** In bytes. */
    long size(T slice);

    /** Parts of any size as slices of about one size; made for each subscription. */
    default Flux<T> gathered(Publisher<? extends T> parts, int sliceSize) {
        Gatherer<T> gatherer = gatherer();
        return Flux.from(parts)
                .<T>handle((part, sink) -> {
                    if (gatherer.add(part) >= sliceSize) {
                        sink.next(gatherer.take(false));
                    }
                })
                .concatWith(Mono.fromCallable(() -> gatherer.size() == 0 ? null : gatherer.take(true)));
    }

    /** Keeps parts until they are taken as one. */
    interface Gatherer<T> {
        /** Adds a part and gives the size of all that is kept. */
        int add(T part);

        int size();

        /** All that is kept; of text all whole characters, unless it is the last. */
        T take(boolean last);
    }

    /** Bytes that are kept. */
    final class Bytes implements Gatherer<byte[]> {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public int add(byte[] part) {
            kept.writeBytes(part);
            return kept.size();
        }

        @Override
        public int size() {
            return kept.size();
        }

        @Override
        public byte[] take(boolean last) {
            byte[] taken = kept.toByteArray();
            kept.reset();
            return taken;
        }
    }

    /** Text that is kept. */
    final class Text implements Gatherer<String> {
        private final StringBuilder kept = new StringBuilder();

        @Override
        public int add(String part) {
            kept.append(part);
            return kept.length();
        }

        @Override
        public int size() {
            return kept.length();
        }

        @Override
        public String take(boolean last) {
            int end = kept.length();
            if (!last && Character.isHighSurrogate(kept.charAt(end - 1))) {
                end--;
            }
            String taken = kept.substring(0, end);
            kept.delete(0, end);
            return taken;
        }
    }

    /** UTF-8 whose slices may end inside a character. */
    final class Utf8 {
        private byte[] begun = new byte[0];

        /** The whole characters so far. */
        String next(byte[] slice) {
            byte[] bytes = slice;
            if (begun.length > 0) {
                bytes = Arrays.copyOf(begun, begun.length + slice.length);
                System.arraycopy(slice, 0, bytes, begun.length, slice.length);
            }
            int end = slice.length == 0 ? bytes.length : wholeCharacters(bytes);
            begun = Arrays.copyOfRange(bytes, end, bytes.length);
            return new String(bytes, 0, end, StandardCharsets.UTF_8);
        }

        private static int wholeCharacters(byte[] bytes) {
            int first = bytes.length - 1;
            while (first > 0 && first > bytes.length - 4 && (bytes[first] & 0xC0) == 0x80) {
                first--;
            }
            int lead = bytes[first] & 0xFF;
            int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
            return first + length > bytes.length ? first : bytes.length;
        }
    }
}
