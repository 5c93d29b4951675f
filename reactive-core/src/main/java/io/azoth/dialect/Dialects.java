package io.azoth.dialect;

import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/** The dialects on the class path, by name. */
public final class Dialects {
    private static final Map<String, Dialect> BY_NAME = load();

    private Dialects() {}

    /**
     * The dialect of a name.
     *
     * @param name the database's name as its driver's metadata gives it; upper and lower case are alike
     * @throws EngineException if there is none
     */
    public static Dialect named(String name) {
        Dialect found = BY_NAME.get(name.toLowerCase(Locale.ROOT));
        if (found == null) {
            throw new EngineException(
                    ErrorCode.UNKNOWN_URL_SCHEME,
                    "There is no dialect for the database '" + name + "'; there are " + BY_NAME.keySet()
                            + ", and others are found by ServiceLoader as " + Dialect.class.getName());
        }
        return found;
    }

    private static Map<String, Dialect> load() {
        Map<String, Dialect> found = new LinkedHashMap<>();
        for (Dialect dialect : ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader())) {
            found.putIfAbsent(dialect.name(), dialect);
        }
        return found;
    }
}
