package io.azoth.orm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.ErrorCode;
import io.azoth.schema.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How one class is mapped to one table. Put together by one thread; it cannot be changed once a session has used it.
 *
 * @param <T> the class
 */
public final class Mapper<T> {
    private final Class<T> type;
    private final Table table;
    private final Map<String, String> columnsByAttribute = new LinkedHashMap<>();
    private final Set<String> excluded = new LinkedHashSet<>();
    private final Map<String, RelationDefinition> relations = new LinkedHashMap<>();
    private @Nullable Supplier<? extends T> factory;
    private volatile @Nullable Definition definition;

    Mapper(Class<T> type, Table table) {
        this.type = type;
        this.table = table;
    }

    /** A field holds a column whose name it does not have. */
    @CanIgnoreReturnValue
    public Mapper<T> attribute(String attribute, String column) {
        open();
        columnsByAttribute.put(attribute, column);
        return this;
    }

    /** Columns that the class does not have. A foreign key column needs no field and no exclusion. */
    @CanIgnoreReturnValue
    public Mapper<T> exclude(String... columns) {
        open();
        excluded.addAll(Arrays.asList(columns));
        return this;
    }

    /** Makes the objects that are loaded, for a class without a constructor that takes nothing. */
    @CanIgnoreReturnValue
    public Mapper<T> factory(Supplier<? extends T> makes) {
        open();
        factory = makes;
        return this;
    }

    /** A field of type {@link Many} holds the objects of another class whose foreign key refers to this one. */
    @CanIgnoreReturnValue
    public <C> Mapper<T> hasMany(String attribute, Class<C> target) {
        return hasMany(attribute, target, options -> options);
    }

    /** The same, with options. */
    @CanIgnoreReturnValue
    public <C> Mapper<T> hasMany(String attribute, Class<C> target, UnaryOperator<RelationOptions> options) {
        return relation(attribute, new RelationDefinition(target, true, options.apply(RelationOptions.DEFAULT)));
    }

    /** A field of type {@link One} holds the object that a foreign key of this class's table refers to. */
    @CanIgnoreReturnValue
    public <C> Mapper<T> belongsTo(String attribute, Class<C> target) {
        return belongsTo(attribute, target, options -> options);
    }

    /** The same, with options. */
    @CanIgnoreReturnValue
    public <C> Mapper<T> belongsTo(String attribute, Class<C> target, UnaryOperator<RelationOptions> options) {
        return relation(attribute, new RelationDefinition(target, false, options.apply(RelationOptions.DEFAULT)));
    }

    @CanIgnoreReturnValue
    private Mapper<T> relation(String attribute, RelationDefinition relation) {
        open();
        if (relations.putIfAbsent(attribute, relation) != null) {
            throw new OrmException(
                    ErrorCode.INVALID_MAPPING,
                    "Relation " + type.getSimpleName() + "." + attribute + " is defined already");
        }
        return this;
    }

    private void open() {
        if (definition != null) {
            throw new OrmException(
                    ErrorCode.INVALID_MAPPING,
                    "The mapping of " + type.getSimpleName() + " is in use already and cannot be changed; define it "
                            + "before the first session, or clear() and map anew");
        }
    }

    /** The mapped class. */
    public Class<T> type() {
        return type;
    }

    /** The table that it is mapped to. */
    public Table table() {
        return table;
    }

    /** What was defined, as plain data. From the first call on nothing can be added. */
    public Definition definition() {
        Definition made = definition;
        if (made == null) {
            made = new Definition(type, table, columnsByAttribute, excluded, relations, factory);
            definition = made;
        }
        return made;
    }

    /**
     * A mapping as it was defined.
     *
     * @param type the class
     * @param table the table
     * @param columns names of columns by the names of their fields, where they differ
     * @param excluded names of columns that the class does not have
     * @param relations relations by the names of their fields, in order
     * @param factory makes objects, null where the constructor does
     */
    public record Definition(
            Class<?> type,
            Table table,
            Map<String, String> columns,
            Set<String> excluded,
            Map<String, RelationDefinition> relations,
            @Nullable Supplier<?> factory) {
        public Definition {
            columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            excluded = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(excluded));
            relations = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(relations));
        }

        /** The names of the table's columns. */
        public List<String> columnNames() {
            return table.columns().stream().map(column -> column.name()).toList();
        }
    }

    /**
     * A relation as it was defined.
     *
     * @param target the class at the other end
     * @param many whether the other end holds the foreign key, so that there may be many
     * @param options how it behaves
     */
    public record RelationDefinition(Class<?> target, boolean many, RelationOptions options) {}
}
