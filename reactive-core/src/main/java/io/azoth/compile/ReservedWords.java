package io.azoth.compile;

import java.util.HashSet;
import java.util.Set;

/** Words that standard SQL reserves and that every target here reads as its own; dialects add theirs. */
public final class ReservedWords {
    private static final Set<String> STANDARD = words(
            "all and any array as asc between both by case cast check collate column constraint create cross current_date "
                    + "current_role current_time current_timestamp current_user default deferrable delete desc distinct "
                    + "do drop else end except exists false fetch for foreign from full grant group having in index "
                    + "initially inner insert intersect into is join leading left like limit localtime localtimestamp "
                    + "natural not null offset on only or order outer primary recursive references returning right select "
                    + "session_user set some symmetric table then to trailing transaction true union unique update user "
                    + "using values when where window with");

    private ReservedWords() {}

    /** The standard words and a target's own, which are given in lower case and separated by spaces. */
    public static Set<String> standardAnd(String own) {
        Set<String> all = new HashSet<>(STANDARD);
        all.addAll(words(own));
        return all;
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        int from = 0;
        for (int to = 0; to <= text.length(); to++) {
            if (to == text.length() || text.charAt(to) == ' ') {
                if (to > from) {
                    words.add(text.substring(from, to));
                }
                from = to + 1;
            }
        }
        return words;
    }
}
