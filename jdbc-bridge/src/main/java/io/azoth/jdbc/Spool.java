package io.azoth.jdbc;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
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
            throw failed("A bound stream could not be written to a temporary file", failure);
        }
    }

    private void grow() {
        if (size > small.length) {
            small = Arrays.copyOf(small, Math.max(size, Math.min(IN_MEMORY, small.length * 2)));
        }
    }

    private void overflow(int filled) throws IOException {
        FileChannel opened = FileChannel.open(
                Files.createTempFile(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        "azoth-stream-" + ProcessHandle.current().pid() + "-",
                        null),
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
            throw failed("A bound stream could not be read from its temporary file", failure);
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
            throw failed("The temporary file of a bound stream could not be deleted", failure);
        }
    }

    /** A full disk cannot be told from other failures but by the system's own words. */
    static R2dbcException failed(String what, IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        boolean full = lower.contains("no space left") || lower.contains("not enough space");
        return new R2dbcNonTransientResourceException(
                what + ": " + failure.getClass().getSimpleName() + ", " + reason, full ? "53100" : "58030", failure);
    }
}
