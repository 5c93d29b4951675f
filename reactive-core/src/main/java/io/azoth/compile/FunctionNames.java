package io.azoth.compile;

import java.util.Map;

/**
 * Functions that a target calls by another name or has not at all. Data, so that a difference in names is no code.
 *
 * @param own the target's name for each name that differs
 * @param missing for each function that the target has not, a way out
 */
public record FunctionNames(Map<String, String> own, Map<String, String> missing) {
    /** All functions under the names that the language gives them. */
    public static final FunctionNames STANDARD = new FunctionNames(Map.of(), Map.of());

    public FunctionNames {
        own = Map.copyOf(own);
        missing = Map.copyOf(missing);
    }

    String of(String name) {
        return own.getOrDefault(name, name);
    }
}
