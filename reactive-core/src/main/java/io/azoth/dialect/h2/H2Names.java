package io.azoth.dialect.h2;

import io.azoth.compile.Identifiers;
import java.util.Locale;

/**
 * Between names as this library writes them and names as H2 stores them, where a name without quotes is in capital letters:
 * {@code users} here is {@code USERS} there, and {@code users} there is {@code "users"} here, in quotes.
 *
 * @param folding whether names without quotes are stored in capital letters; a database may be told otherwise
 */
record H2Names(boolean folding) {
    private static final Identifiers IDENTIFIERS = H2Syntax.IDENTIFIERS;

    /** The name as we write it. */
    String read(String stored) {
        if (!folding) {
            return stored;
        } else if (IDENTIFIERS.isBare(stored)) {
            return '"' + stored + '"';
        }
        String small = stored.toLowerCase(Locale.ROOT);
        return IDENTIFIERS.isBare(small) && small.toUpperCase(Locale.ROOT).equals(stored) ? small : stored;
    }

    /** The name as it is stored. */
    String stored(String name) {
        int last = name.length() - 1;
        if (last > 1
                && name.charAt(0) == '"'
                && name.charAt(last) == '"'
                && IDENTIFIERS.isBare(name.substring(1, last))) {
            return name.substring(1, last);
        }
        return folding && IDENTIFIERS.isBare(name) ? name.toUpperCase(Locale.ROOT) : name;
    }
}
