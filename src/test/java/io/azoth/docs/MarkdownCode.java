package io.azoth.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of code in a Markdown file.
 *
 * @param mark what the last HTML comment on a line of its own just before the block says, empty where there is none
 * @param language what stands behind the opening fence
 * @param line the line of the opening fence, counted from one
 * @param code the lines between the fences
 */
record MarkdownCode(String mark, String language, int line, List<String> code) {

    private static final String FENCE = "```";

    /** The blocks of a file, in order. A block without an end goes to the end of the file. */
    static List<MarkdownCode> in(String markdown) {
        List<MarkdownCode> blocks = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        String mark = "";
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at).strip();
            if (line.startsWith(FENCE)) {
                int end = endOfBlock(lines, at + 1);
                blocks.add(new MarkdownCode(
                        mark, line.substring(FENCE.length()).strip(), at + 1, lines.subList(at + 1, end)));
                mark = "";
                at = end;
            } else if (line.startsWith("<!--") && line.endsWith("-->")) {
                mark = line.substring("<!--".length(), line.length() - "-->".length())
                        .strip();
            } else if (!line.isEmpty()) {
                mark = "";
            }
            at++;
        }
        return blocks;
    }

    private static int endOfBlock(List<String> lines, int start) {
        int end = start;
        while (end < lines.size() && !lines.get(end).strip().equals(FENCE)) {
            end++;
        }
        return end;
    }
}
