package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Column;
import io.r2dbc.spi.Nullability;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Type;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a column's declared type means.
 *
 * <p>SQLite keeps the text of the declaration and no more. A declaration is recognised by the words in it, so that a
 * type name may also choose the affinity: {@code DECIMAL_TEXT} holds exact decimals, as text.
 */
final class DeclaredTypes {

    /** An expression, or a declaration that says nothing: each value speaks for itself. */
    static final Type ANY = new NamedType(Object.class, "ANY");

    static final Type UUID_TYPE = new NamedType(UUID.class, "UUID");
    static final Type JSON = new NamedType(String.class, "JSON");

    private DeclaredTypes() {}

    /** What SQLite does to a value that a column stores. */
    enum Affinity {
        NONE,
        TEXT,
        INTEGER,
        REAL,
        NUMERIC
    }

    /** Returns the affinity by SQLite's own rules, whose order counts. */
    static Affinity affinity(String declared) {
        String upper = declared.toUpperCase(Locale.ROOT);
        if (upper.contains("INT")) {
            return Affinity.INTEGER;
        }
        if (upper.contains("CHAR") || upper.contains("CLOB") || upper.contains("TEXT")) {
            return Affinity.TEXT;
        }
        if (upper.isBlank() || upper.contains("BLOB")) {
            return Affinity.NONE;
        }
        boolean real = upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB");
        return real ? Affinity.REAL : Affinity.NUMERIC;
    }

    /** Returns whether a declaration means numbers by its own words, and not only by SQLite's. */
    static boolean isNumeric(String declared) {
        Class<?> javaType = column("", declared).type().getJavaType();
        return javaType == Boolean.class || Number.class.isAssignableFrom(javaType);
    }

    private record NamedType(Class<?> javaType, String name) implements Type {
        @Override
        public Class<?> getJavaType() {
            return javaType;
        }

        @Override
        public String getName() {
            return name;
        }
    }

    static Column column(String label, @Nullable String declared) {
        if (declared == null || declared.isBlank()) {
            return new Column(label, null, ANY, Nullability.UNKNOWN, null, null);
        }
        String upper = declared.toUpperCase(Locale.ROOT);
        int open = upper.indexOf('(');
        Integer precision = null;
        Integer scale = null;
        if (open >= 0 && upper.indexOf(')', open) > 0) {
            String[] sizes = upper.substring(open + 1, upper.indexOf(')', open)).split(",", -1);
            precision = number(sizes[0]);
            scale = sizes.length > 1 ? number(sizes[1]) : null;
        }
        String words = open < 0 ? upper : upper.substring(0, open) + upper.substring(upper.indexOf(')', open) + 1);
        return new Column(label, declared, type(words), Nullability.UNKNOWN, precision, scale);
    }

    private static @Nullable Integer number(String text) {
        String digits = text.trim();
        boolean plain =
                !digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(Character::isDigit);
        return plain ? Integer.valueOf(digits) : null;
    }

    private static Type type(String words) {
        Type temporal = temporalOrBoolean(words);
        if (temporal != null) {
            return temporal;
        }
        if (words.contains("UUID") || words.contains("GUID")) {
            return UUID_TYPE;
        }
        if (words.contains("JSON")) {
            return JSON;
        }
        if (words.matches(".*(DECIMAL|NUMERIC|NUMBER|MONEY|CURRENCY).*")) {
            return R2dbcType.DECIMAL;
        }
        Type integer = words.contains("INT") ? integer(words) : null;
        return integer != null ? integer : byAffinity(words);
    }

    private static @Nullable Type temporalOrBoolean(String words) {
        if (words.contains("BOOL")) {
            return R2dbcType.BOOLEAN;
        }
        boolean zoned = words.contains("WITH TIME ZONE") || words.contains("TIMESTAMPTZ");
        if (words.contains("TIMESTAMP") || words.contains("DATETIME")) {
            return zoned ? R2dbcType.TIMESTAMP_WITH_TIME_ZONE : R2dbcType.TIMESTAMP;
        }
        if (words.contains("DATE")) {
            return R2dbcType.DATE;
        }
        if (words.contains("TIME")) {
            return zoned ? R2dbcType.TIME_WITH_TIME_ZONE : R2dbcType.TIME;
        }
        return null;
    }

    private static @Nullable Type integer(String words) {
        if (words.contains("BIGINT") || words.contains("INT8")) {
            return R2dbcType.BIGINT;
        }
        if (words.contains("SMALLINT") || words.contains("INT2")) {
            return R2dbcType.SMALLINT;
        }
        if (words.contains("TINYINT")) {
            return R2dbcType.TINYINT;
        }
        return words.contains("POINT") ? null : R2dbcType.INTEGER;
    }

    private static Type byAffinity(String words) {
        if (words.contains("CHAR") || words.contains("TEXT") || words.contains("STRING")) {
            return R2dbcType.VARCHAR;
        }
        if (words.contains("CLOB")) {
            return R2dbcType.CLOB;
        }
        if (words.contains("BLOB") || words.contains("BINARY") || words.contains("BYTE")) {
            return R2dbcType.BLOB;
        }
        if (words.contains("REAL") || words.contains("FLOA") || words.contains("DOUB")) {
            return R2dbcType.DOUBLE;
        }
        return ANY;
    }
}
