package io.azoth.sql;

import io.azoth.type.SqlTypes;

/**
 * Text as bytes, for what reads it in slices: positions of bytes are fast and the same everywhere, those of characters are
 * not. Dialects know the functions by their names, which begin with a dot, as the name of no function that a database
 * or a user has.
 */
public final class TextBytes {
    /** The bytes of a text. */
    public static final String BYTES = ".bytes_of_text";
    /** The name of the encoding that these bytes are in. */
    public static final String ENCODING = ".encoding_of_text";

    /** Bytes as text of two hexadecimal digits each. */
    public static final String HEX = ".hex";

    private TextBytes() {}

    /** The bytes of a text in the database's {@link #encoding}; NULL for NULL. */
    public static Function<byte[]> of(Expression<String> text) {
        return Function.of(BYTES, SqlTypes.BYTES, text);
    }

    /** Bytes as text of two hexadecimal digits each; NULL for NULL. */
    public static Function<String> hex(Expression<?> bytes) {
        return Function.of(HEX, SqlTypes.TEXT, bytes);
    }

    /** The encoding of {@link #of}, by a name that Java knows. */
    public static Function<String> encoding() {
        return Function.of(ENCODING, SqlTypes.TEXT);
    }
}
