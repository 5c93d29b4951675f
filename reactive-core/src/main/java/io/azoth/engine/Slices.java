package io.azoth.engine;

import io.azoth.sql.Expression;
import io.azoth.sql.Row;
import io.azoth.sql.SelectItem;
import io.azoth.sql.TextBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
        public SelectItem[] beside(SelectItem item) {
            return new SelectItem[] {item};
        }

        @Override
        public boolean isCounted(Row size) {
            return true;
        }

        @Override
        public Flux<byte[]> joined(Flux<Slice> slices) {
            return slices.map(Slice::bytes).filter(slice -> slice.length > 0);
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
            return TextBytes.of(column);
        }

        @Override
        public SelectItem[] beside(SelectItem item) {
            return new SelectItem[] {item, TextBytes.encoding().as("encoding")};
        }

        @Override
        public boolean isCounted(Row size) {
            return StandardCharsets.UTF_8.name().equals(size.get(1, String.class));
        }

        @Override
        public Flux<String> joined(Flux<Slice> slices) {
            Characters text = new Characters();
            return slices.map(text::next)
                    .concatWith(Mono.fromCallable(text::last))
                    .filter(slice -> !slice.isEmpty());
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

    /** Bytes as they came, and the encoding of the text that they are a part of. */
    final class Slice {
        private final byte[] bytes;
        private final @Nullable String encoding;

        Slice(Row row) {
            byte[] read = row.get(0, byte[].class);
            this.bytes = read == null ? new byte[0] : read;
            this.encoding = row.size() == 1 ? null : row.get(1, String.class);
        }

        byte[] bytes() {
            return bytes;
        }

        @Nullable
        String encoding() {
            return encoding;
        }
    }

    /** The bytes of a column: slices of them are the same on every database, positions of characters are not. */
    Expression<byte[]> asBytes(Expression<T> column);

    /** What is selected with something about the bytes of a column. */
    SelectItem[] beside(SelectItem item);

    /** Whether the number of bytes is that of {@link #size(Object)}, as the row says that has it. */
    boolean isCounted(Row size);

    /** What the program sees of slices of bytes; made for each subscription. */
    Flux<T> joined(Flux<Slice> slices);

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

    /** Text whose slices may end inside a character; what is no text becomes the character that says so. */
    final class Characters {
        private @Nullable CharsetDecoder decoder;
        private ByteBuffer begun = ByteBuffer.allocate(0);

        /** The whole characters so far. */
        String next(Slice slice) {
            if (decoder == null) {
                decoder = Charset.forName(Objects.requireNonNull(slice.encoding()))
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
            }
            ByteBuffer bytes = ByteBuffer.allocate(begun.remaining() + slice.bytes().length)
                    .put(begun)
                    .put(slice.bytes())
                    .flip();
            begun = bytes;
            return decoded(decoder, false);
        }

        /** What is left behind the last whole character. */
        String last() {
            return decoder == null ? "" : decoded(decoder, true);
        }

        private String decoded(CharsetDecoder by, boolean end) {
            // A byte becomes one character at most in the encodings that databases have.
            CharBuffer characters = CharBuffer.allocate(begun.remaining() + 1);
            by.decode(begun, characters, end);
            return characters.flip().toString();
        }
    }
}
