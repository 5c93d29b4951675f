package io.azoth.architecture;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words that a source file may not hold. Complaints name the word and its line. */
record ForbiddenText(Pattern pattern, boolean inComments) {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern NOT_A_LINE_BREAK = Pattern.compile("[^\\n]");

    /** Unfinished or unwanted, wherever it stands. */
    static final ForbiddenText ANYWHERE = new ForbiddenText(
            Pattern.compile(
                    "\\b(TODO|FIXME|XXX)\\b|@author\\b|not (yet (supported|implemented)|(supported|implemented) yet)|\\bSystem\\.(out|err)\\b"),
            true);

    /** What tests do not lean on. */
    static final ForbiddenText IN_TESTS = new ForbiddenText(
            Pattern.compile(
                    "@Disabled\\b|\\bThread\\.sleep\\b|TimeUnit\\.[A-Z]+\\.sleep|\\borg\\.mockito\\b|\\bnet\\.jqwik\\b"),
            false);

    /** A database's name, outside its own dialect. */
    static final ForbiddenText DATABASE_NAMES =
            new ForbiddenText(Pattern.compile("(?i)postgres\\w*|sqlite\\w*|\\bh2\\b|\\bH2[A-Z]\\w*"), false);

    List<String> complaints(String source) {
        String searched = inComments ? source : withoutComments(source);
        return pattern.matcher(searched)
                .results()
                .map(found -> "line " + lineOf(found, searched) + ": " + found.group())
                .toList();
    }

    private static long lineOf(MatchResult found, String source) {
        return source.substring(0, found.start()).lines().count()
                + (found.start() == 0 || source.charAt(found.start() - 1) == '\n' ? 1 : 0);
    }

    private static String withoutComments(String source) {
        return COMMENT.matcher(source)
                .replaceAll(comment -> NOT_A_LINE_BREAK.matcher(comment.group()).replaceAll(" "));
    }
}
