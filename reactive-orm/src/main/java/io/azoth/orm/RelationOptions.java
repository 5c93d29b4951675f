package io.azoth.orm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a relation behaves. Immutable: each method gives a new one.
 *
 * <pre>{@code
 * mappers.map(User.class, users).hasMany("addresses", Address.class, r -> r.backref("user").cascade(ALL, DELETE_ORPHAN));
 * }</pre>
 */
public final class RelationOptions {
    static final RelationOptions DEFAULT = new RelationOptions(null, null, Set.of(Cascade.SAVE));

    private final @Nullable String backref;
    private final @Nullable String foreignKey;
    private final Set<Cascade> cascades;

    private RelationOptions(@Nullable String backref, @Nullable String foreignKey, Set<Cascade> cascades) {
        this.backref = backref;
        this.foreignKey = foreignKey;
        this.cascades = Set.copyOf(cascades);
    }

    /**
     * The field of the other class that holds the other side; a change of one side is seen on the other at once.
     *
     * @param attribute a field of type {@link One} for {@code hasMany}, of type {@link Many} for {@code belongsTo}
     */
    public RelationOptions backref(String attribute) {
        return new RelationOptions(attribute, foreignKey, cascades);
    }

    /** The foreign key column that the relation follows, where the table has more than one to the other table. */
    public RelationOptions foreignKey(String column) {
        return new RelationOptions(backref, column, cascades);
    }

    /** What cascades, instead of {@link Cascade#SAVE} alone; none at all where nothing is given. */
    public RelationOptions cascade(Cascade... what) {
        Set<Cascade> all = EnumSet.noneOf(Cascade.class);
        all.addAll(Arrays.asList(what));
        if (all.remove(Cascade.ALL)) {
            all.add(Cascade.SAVE);
            all.add(Cascade.DELETE);
        }
        return new RelationOptions(backref, foreignKey, all);
    }

    /** The field of the other side, or null. */
    public @Nullable String backref() {
        return backref;
    }

    /** The foreign key column by name, or null where it is the only one. */
    public @Nullable String foreignKey() {
        return foreignKey;
    }

    /** What cascades; {@link Cascade#ALL} is spelled out. */
    public Set<Cascade> cascades() {
        return cascades;
    }
}
