package io.azoth.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Code that may be quoted: a snippet stands in it when its lines follow each other there, indentation, blank lines and region
 * markers not counted. A line {@code // ...} in a snippet leaves out what the reader need not see.
 */
record Snippets(List<String> sources) {

    private static final Pattern MARKER = Pattern.compile("// (tag|end)::.*");
    private static final String LEFT_OUT = "// ...";

    Snippets(List<String> sources) {
        this.sources = sources.stream()
                .map(source -> joined(significant(source.lines().toList())))
                .toList();
    }

    /** Whether one of the sources holds the parts of the snippet, in order. */
    boolean hold(List<String> snippet) {
        List<String> parts = parts(significant(snippet));
        return !parts.isEmpty() && sources.stream().anyMatch(source -> holdsInOrder(source, parts));
    }

    private static boolean holdsInOrder(String source, List<String> parts) {
        int from = 0;
        for (String part : parts) {
            int found = source.indexOf(part, from);
            if (found < 0) {
                return false;
            }
            from = found + part.length() - 1;
        }
        return true;
    }

    private static List<String> parts(List<String> lines) {
        List<String> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String line : lines) {
            if (line.equals(LEFT_OUT)) {
                addTo(parts, part);
                part = new ArrayList<>();
            } else {
                part.add(line);
            }
        }
        addTo(parts, part);
        return parts;
    }

    private static void addTo(List<String> parts, List<String> part) {
        if (!part.isEmpty()) {
            parts.add(joined(part));
        }
    }

    private static List<String> significant(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !MARKER.matcher(line).matches())
                .toList();
    }

    // A line break on both sides, so that a part matches whole lines.
    private static String joined(List<String> lines) {
        return "\n" + String.join("\n", lines) + "\n";
    }
}
