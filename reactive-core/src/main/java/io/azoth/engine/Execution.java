package io.azoth.engine;

import io.azoth.schema.SchemaTranslation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options that hold for a statement, when everything around it has been asked.
 *
 * @param timeout its limit of time, null for none
 * @param fetchSize how many rows are fetched at a time, 0 for a size chosen by demand
 * @param tags the tags that it carries
 * @param comment what is appended to its text, empty where it carries none
 * @param transaction how a transaction begins that is not told otherwise, null where nothing asks for one
 * @param schemas which schemas stand for others
 */
record Execution(
        @Nullable Duration timeout,
        int fetchSize,
        Map<String, String> tags,
        String comment,
        @Nullable TransactionOptions transaction,
        SchemaTranslation schemas) {
    private static final String HEX = "0123456789ABCDEF";

    static Execution of(ExecutionOptions options) {
        Duration timeout = options.timeout();
        Integer fetchSize = options.fetchSize();
        SchemaTranslation schemas = options.schemas();
        return new Execution(
                timeout == null || timeout.isZero() ? null : timeout,
                fetchSize == null ? 0 : fetchSize,
                options.tags(),
                comment(options.tags()),
                options.transaction(),
                schemas == null ? SchemaTranslation.NONE : schemas);
    }

    TransactionOptions transactionOrDefault() {
        return transaction == null ? TransactionOptions.DEFAULT : transaction;
    }

    /** The form of sqlcommenter: sorted, with keys and values encoded like those of a URL. */
    private static String comment(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" /*");
        String separator = "";
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            text.append(separator);
            encode(text, tag.getKey());
            text.append("='");
            encode(text, tag.getValue());
            text.append('\'');
            separator = ",";
        }
        return text.append("*/").toString();
    }

    private static void encode(StringBuilder into, String text) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0) {
                into.append(c);
            } else {
                into.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
    }
}
