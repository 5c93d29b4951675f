package io.azoth.dialect.postgres;

import io.azoth.error.ErrorCode;
import io.azoth.error.ResultException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as a session with {@code bytea_output = 'escape'} writes them: what is printed as it is, the others as octal digits. */
final class EscapedBytes {
    private EscapedBytes() {}

    static byte[] read(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '\\') {
                out[length++] = in[i];
            } else if (i + 1 < in.length && in[i + 1] == '\\') {
                out[length++] = in[++i];
            } else {
                out[length++] = octal(text, in, i);
                i += 3;
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static byte octal(String text, byte[] in, int backslash) {
        int value = 0;
        for (int i = backslash + 1; i <= backslash + 3; i++) {
            if (i >= in.length || in[i] < '0' || in[i] > '7') {
                throw noBytes(text);
            }
            value = value * 8 + in[i] - '0';
        }
        if (value > 255) {
            throw noBytes(text);
        }
        return (byte) value;
    }

    private static ResultException noBytes(String text) {
        return new ResultException(
                ErrorCode.VALUE_CONVERSION,
                "The database holds '" + text
                        + "', which is no bytes; declare the column with the type that it has in the database");
    }
}
