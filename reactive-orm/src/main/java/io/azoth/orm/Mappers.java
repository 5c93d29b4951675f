package io.azoth.orm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.ErrorCode;
import io.azoth.schema.Table;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The mapped classes of an application. A mapping is resolved when a session first needs it, together with all others,
 * so that the order of definitions does not matter.
 *
 * <pre>{@code
 * Mappers mappers = new Mappers();
 * mappers.map(Address.class, addresses);
 * mappers.map(User.class, users).hasMany("addresses", Address.class, r -> r.backref("user"));
 * }</pre>
 *
 * <p>Definitions are made by one thread at a time; any thread may use them afterwards.
 */
public final class Mappers {
    private final List<Mapper<?>> mappers = new CopyOnWriteArrayList<>();

    /** No mappings yet. */
    public Mappers() {}

    /**
     * Maps a class to a table. Columns find fields by name, {@code user_name} the field {@code userName}; what the class
     * inherits counts.
     *
     * @throws OrmException if the class is mapped already
     */
    @CanIgnoreReturnValue
    public <T> Mapper<T> map(Class<T> type, Table table) {
        for (Mapper<?> known : mappers) {
            if (known.type() == type) {
                throw new OrmException(
                        ErrorCode.INVALID_MAPPING,
                        "Class " + type.getSimpleName() + " is mapped to '" + known.table()
                                + "' already; clear() forgets all mappings");
            }
        }
        Mapper<T> mapper = new Mapper<>(type, table);
        mappers.add(mapper);
        return mapper;
    }

    /** Forgets all mappings. Sessions that are open keep those that they were opened with. */
    public void clear() {
        mappers.clear();
    }

    /** The definitions in order, as they are now. */
    public List<Mapper<?>> all() {
        return List.copyOf(mappers);
    }
}
