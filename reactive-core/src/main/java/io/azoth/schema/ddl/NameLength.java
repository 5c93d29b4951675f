package io.azoth.schema.ddl;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The length of names that are made here: it fits the database that takes the shortest, so that a name is one everywhere. */
public final class NameLength {
    private static final int MOST_BYTES = 63;

    private NameLength() {}

    /** How many bytes of UTF-8 a name has. */
    public static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The name itself where it has at most 63 bytes; else as much of its beginning as leaves room for an underscore and eight
     * digits that tell it from others with this beginning. The same name always comes to the same.
     */
    public static String fitting(String name) {
        if (bytes(name) <= MOST_BYTES) {
            return name;
        }
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        String end = String.format("_%08x", sum.getValue());
        int length = Math.min(name.length(), MOST_BYTES - end.length());
        while (bytes(name.substring(0, length)) > MOST_BYTES - end.length()
                || Character.isHighSurrogate(name.charAt(length - 1))) {
            length--;
        }
        return name.substring(0, length) + end;
    }
}
