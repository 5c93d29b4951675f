package io.azoth.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

/** Refuses arguments that are null in the way that R2DBC asks for. */
final class Arguments {

    private Arguments() {}

    @CanIgnoreReturnValue
    static <T> T require(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is null");
        }
        return value;
    }
}
