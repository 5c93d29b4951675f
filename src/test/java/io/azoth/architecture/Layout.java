package io.azoth.architecture;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which packages there are below a base package, and which of the others each may use. The base is {@code io.azoth} for the
 * real code and the package of the planted violations for the negative controls.
 */
record Layout(String base) {

    static final Layout AZOTH = new Layout("io.azoth");

    /** The databases that have a package of their own below {@code dialect}. */
    static final Set<String> DATABASES = Set.of("h2", "postgres", "sqlite");

    private static final Set<String> SCHEMA = Set.of("error", "type", "sql", "schema", "schema.ddl");
    private static final Set<String> COMPILE = and(SCHEMA, "compile", "compile.rewrite");
    private static final Set<String> DIALECT = and(COMPILE, "dialect");
    private static final Set<String> CORE = and(DIALECT, "engine", "reflect");
    private static final Set<String> MAPPING = and(CORE, "orm", "orm.mapping");
    private static final Set<String> STATE = and(MAPPING, "orm.state");

    /** What each package may use besides itself and what is not Azoth. */
    static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("error", Set.of()),
            entry("type", Set.of("error")),
            entry("sql", Set.of("error", "type")),
            entry("schema", SCHEMA),
            entry("schema.ddl", Set.of("error", "type", "sql")),
            entry("compile", COMPILE),
            entry("compile.rewrite", COMPILE),
            entry("dialect", COMPILE),
            entry("dialect.h2", DIALECT),
            entry("dialect.postgres", DIALECT),
            entry("dialect.sqlite", DIALECT),
            entry("engine", DIALECT),
            entry("reflect", and(DIALECT, "engine")),
            entry("mock", and(DIALECT, "engine")),
            entry("orm", and(CORE, "orm.mapping")),
            entry("orm.mapping", and(CORE, "orm")),
            entry("orm.state", MAPPING),
            entry("orm.loading", STATE),
            entry("orm.flush", STATE),
            entry("orm.session", and(STATE, "orm.loading", "orm.flush")),
            entry("jdbc", Set.of()),
            entry("jdbc.sqlite", Set.of("jdbc")),
            entry("jdbc.sqlite.spring", Set.of("jdbc", "jdbc.sqlite")));

    /** Every package of the libraries, by its name below the base. */
    static Set<String> packages() {
        return MAY_USE.keySet();
    }

    private static final Set<String> TALKS_TO_DRIVERS =
            Set.of("engine", "reflect", "mock", "jdbc", "jdbc.sqlite", "jdbc.sqlite.spring");
    private static final Pattern DRIVER_SIDE_OF_A_DIALECT = Pattern.compile(".*(Bind|Connection|Error|Catalog).*");

    /** The name of the package of {@code type} below the base, where it is below it. */
    Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(base + ".") ? Optional.of(name.substring(base.length() + 1)) : Optional.empty();
    }

    boolean isPartOf(JavaClass type, String room) {
        return room(type)
                .filter(r -> r.equals(room) || r.startsWith(room + "."))
                .isPresent();
    }

    boolean mayUse(String from, String to) {
        return from.equals(to) || MAY_USE.getOrDefault(from, Set.of()).contains(to);
    }

    /** Whether {@code type} may import {@code io.r2dbc}: in a dialect by its name, elsewhere by its package. */
    boolean mayTalkToDrivers(JavaClass type) {
        if (isPartOf(type, "dialect")) {
            return DRIVER_SIDE_OF_A_DIALECT
                    .matcher(outermost(type).getSimpleName())
                    .matches();
        }
        return room(type).filter(TALKS_TO_DRIVERS::contains).isPresent();
    }

    static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static Set<String> and(Set<String> packages, String... more) {
        Set<String> all = new HashSet<>(packages);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
