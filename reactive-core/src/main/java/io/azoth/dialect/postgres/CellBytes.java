package io.azoth.dialect.postgres;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Text and whole numbers from a cell's bytes. Short content, which is most of it, is copied once to where it costs little
 * to read. For one thread at a time.
 */
final class CellBytes {
    private static final int SHORT = 256;

    private final byte[] copied = new byte[SHORT];

    String text(ByteBuf buffer) {
        int length = buffer.readableBytes();
        return length <= SHORT
                ? new String(copy(buffer, length), 0, length, StandardCharsets.UTF_8)
                : buffer.toString(StandardCharsets.UTF_8);
    }

    /** A number of the types of 2, 4 and 8 bytes, in either form. */
    long number(ByteBuf buffer, boolean binary) {
        int length = buffer.readableBytes();
        if (binary) {
            int at = buffer.readerIndex();
            return length == Short.BYTES
                    ? buffer.getShort(at)
                    : length == Integer.BYTES ? buffer.getInt(at) : buffer.getLong(at);
        }
        return parse(copy(buffer, length), length);
    }

    private byte[] copy(ByteBuf buffer, int length) {
        buffer.getBytes(buffer.readerIndex(), copied, 0, length);
        return copied;
    }

    /** Counts down, since the least number has no counterpart above zero. */
    private static long parse(byte[] digits, int length) {
        boolean negative = length > 0 && digits[0] == '-';
        long negated = 0;
        for (int i = negative ? 1 : 0; i < length; i++) {
            int digit = digits[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(new String(digits, 0, length, StandardCharsets.UTF_8));
            }
            negated = negated * 10 - digit;
        }
        return negative ? negated : -negated;
    }
}
