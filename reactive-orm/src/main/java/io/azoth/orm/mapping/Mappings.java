package io.azoth.orm.mapping;

import io.azoth.error.ErrorCode;
import io.azoth.orm.Mapper;
import io.azoth.orm.OrmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All mappings, compiled: fields, keys and relations are resolved. Immutable, for any thread. */
public final class Mappings {
    private final List<EntityMapping> mappings;
    private final int links;
    private final Map<Class<?>, EntityMapping> byType = new HashMap<>();

    private Mappings(List<EntityMapping> mappings, int links) {
        this.mappings = List.copyOf(mappings);
        this.links = links;
        mappings.forEach(mapping -> byType.put(mapping.type(), mapping));
    }

    /**
     * Compiles what was defined.
     *
     * @throws OrmException that names the class and the field where something does not fit
     */
    public static Mappings compile(List<Mapper<?>> mappers) {
        List<Mapper.Definition> definitions = new ArrayList<>();
        mappers.forEach(mapper -> definitions.add(mapper.definition()));
        MappingCompiler compiler = new MappingCompiler(definitions);
        List<EntityMapping> compiled = compiler.compile();
        return new Mappings(compiled, compiler.linkCount());
    }

    /**
     * The mapping of a class.
     *
     * @throws OrmException if it is not mapped
     */
    public EntityMapping of(Class<?> type) {
        EntityMapping mapping = byType.get(type);
        if (mapping == null) {
            throw unmapped(type, "");
        }
        return mapping;
    }

    static OrmException unmapped(Class<?> type, String why) {
        return new OrmException(
                ErrorCode.UNMAPPED_CLASS,
                "Class " + type.getSimpleName() + " is not mapped" + why + "; map it with mappers.map("
                        + type.getSimpleName() + ".class, table) before the session is opened");
    }

    /** All of them in order of definition. */
    public List<EntityMapping> all() {
        return mappings;
    }

    /** How many links there are. */
    public int linkCount() {
        return links;
    }
}
