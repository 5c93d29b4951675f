package io.azoth.dialect.sqlite;

import io.azoth.type.SqlKind;
import io.azoth.type.SqlType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values as a document, for json_each: whole numbers and text, which come out of it as they went in. */
final class JsonList {
    private static final Set<SqlKind> KINDS =
            EnumSet.of(SqlKind.SMALLINT, SqlKind.INTEGER, SqlKind.BIGINT, SqlKind.CHAR, SqlKind.VARCHAR, SqlKind.TEXT);

    private JsonList() {}

    static boolean fits(SqlType<?> type) {
        return KINDS.contains(type.kind());
    }

    static String of(SqlType<?> type, List<@Nullable Object> values) {
        StringBuilder json = new StringBuilder(values.size() * 8).append('[');
        for (int i = 0; i < values.size(); i++) {
            json.append(i == 0 ? "" : ",");
            Object stored = type.toStored(values.get(i));
            if (stored instanceof String text) {
                ArrayText.quote(json, text);
            } else {
                json.append(stored);
            }
        }
        return json.append(']').toString();
    }
}
