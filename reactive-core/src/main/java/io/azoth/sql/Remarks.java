package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.nio.charset.StandardCharsets;

/** Comments and hints as SQL text in which nothing can end the comment. */
final class Remarks {
    private static final String COMMENT = " _-.,=";
    private static final String HINT = COMMENT + "#@()\"";
    private static final String HEX = "0123456789ABCDEF";

    private Remarks() {}

    static String comment(String text) {
        StringBuilder encoded = new StringBuilder("/* ");
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isPlain(c, COMMENT)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.append(" */ ").toString();
    }

    static String hint(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i), HINT)) {
                throw new DefinitionException(
                        ErrorCode.INVALID_STATEMENT,
                        "A hint has letters, digits, spaces and _-.,=#@()\" in it, not '" + text.charAt(i) + "'");
            }
        }
        return "/*+ " + text + " */ ";
    }

    private static boolean isPlain(char c, String more) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || more.indexOf(c) >= 0;
    }
}
