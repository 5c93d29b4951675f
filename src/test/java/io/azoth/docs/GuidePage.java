package io.azoth.docs;

import io.azoth.testkit.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page of the guide that shows the SQL of the databases beside its statements.
 *
 * @param mark what stands before the name of a statement above each of its blocks
 * @param blocks the blocks of SQL in order
 */
record GuidePage(String mark, List<MarkdownCode> blocks) {
    static GuidePage of(String file, String mark) {
        List<MarkdownCode> blocks = MarkdownCode.in(Project.text(Project.ROOT.resolve("docs/guide/" + file))).stream()
                .filter(block -> block.language().equals("sql"))
                .toList();
        return new GuidePage(mark, blocks);
    }

    /** The names of the statements that have a block. */
    List<String> names() {
        return blocks.stream().map(this::name).toList();
    }

    /** The name of the statement that a block shows. */
    String name(MarkdownCode block) {
        return block.mark().substring(mark.length());
    }

    /** What a block shows for each database, on one line; those of one text are named together above it. */
    static Map<String, String> shown(MarkdownCode block) {
        Map<String, String> shown = new LinkedHashMap<>();
        List<String> databases = List.of();
        for (String line : block.code()) {
            if (line.startsWith("-- ")) {
                databases = new ArrayList<>(List.of(line.substring(3).split(", ")));
            } else {
                databases.forEach(
                        database -> shown.merge(database, line.strip(), (before, more) -> before + " " + more));
            }
        }
        return shown;
    }
}
