package io.azoth.sql;

import java.util.Objects;
import java.util.ServiceLoader;

/** Finds what the tree may use but not know: the one look-up of the library's own services. */
public final class Services {
    private Services() {}

    /**
     * The one provider of a service.
     *
     * @throws IllegalStateException if the class path has none, as when the jar was repackaged without META-INF/services
     */
    public static <S> S load(Class<S> service) {
        return ServiceLoader.load(service, service.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No provider of " + service.getName()
                        + " on the class path; keep META-INF/services when repackaging"));
    }

    /** Any part of a statement as generic SQL with named binds, for a {@code toString()}. */
    public static String text(ClauseElement element) {
        return Text.GENERIC.of(element);
    }

    /** Reads what printing needs from files now: the first error that shows its statement may come where nobody may block. */
    public static void prepareText() {
        Objects.requireNonNull(Text.GENERIC);
    }

    /** Loaded when the first element is printed, or an engine is made. */
    private static final class Text {
        static final GenericText GENERIC = load(GenericText.class);
    }
}
