package io.azoth.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the bytes of a stream into one array.
 *
 * <p>A small stream is gathered in memory. A large one waits in a temporary file until its size is known, so that it
 * is on the heap once and not once more while an array grows. Worker thread only, but for {@link #close()} of one that
 * nobody adds to any more.
 */
final class Spool {

    private static final int IN_MEMORY = 4 << 20;

    private byte[] small = new byte[0];
    private int size;
    private boolean closed;
    private @Nullable FileChannel file;

    /** Adds what remains in a buffer, and leaves the buffer as it is. */
    void add(ByteBuffer buffer) {
        int length = buffer.remaining();
        if (closed) {
            return; // nobody waits for it any more
        }
        if (length > Integer.MAX_VALUE - size) {
            throw new IllegalArgumentException("A stream is longer than the 2 GB of an array");
        }
        size += length;
        try {
            if (file == null && size > IN_MEMORY) {
                overflow(size - length);
            }
            if (file == null) {
                grow();
                buffer.duplicate().get(small, size - length, length);
            } else {
                write(file, buffer.duplicate());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("A stream could not be gathered in a temporary file", failure);
        }
    }

    private void grow() {
        if (size > small.length) {
            small = Arrays.copyOf(small, Math.max(size, Math.min(IN_MEMORY, small.length * 2)));
        }
    }

    private void overflow(int filled) throws IOException {
        FileChannel opened = FileChannel.open(
                Files.createTempFile("azoth-stream-" + ProcessHandle.current().pid() + "-", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        file = opened;
        write(opened, ByteBuffer.wrap(small, 0, filled));
        small = new byte[0];
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int unused = file.write(bytes);
        }
    }

    /** Returns everything that was added. */
    byte[] bytes() {
        FileChannel spooled = file;
        if (spooled == null) {
            return small.length == size ? small : Arrays.copyOf(small, size);
        }
        byte[] all = new byte[size];
        try {
            for (int at = 0; at < size; ) {
                ByteBuffer part = ByteBuffer.wrap(all, at, Math.min(1 << 20, size - at));
                int read = spooled.read(part, at);
                if (read < 0) {
                    throw new EOFException();
                }
                at += read;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("A temporary file could not be read", failure);
        }
        return all;
    }

    /** Deletes the file, where there is one. Idempotent. */
    void close() {
        closed = true;
        FileChannel opened = file;
        file = null;
        small = new byte[0];
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("A temporary file could not be deleted", failure);
        }
    }
}
