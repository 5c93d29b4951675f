package io.azoth.orm.mapping;

import io.azoth.error.ErrorCode;
import io.azoth.orm.Cascade;
import io.azoth.orm.Many;
import io.azoth.orm.One;
import io.azoth.orm.OrmException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key that relations follow: from a child, whose table has it, to a parent. The child's end is a field of type
 * {@link io.azoth.orm.One}, the parent's a field of type {@link io.azoth.orm.Many}; there is at least one of the two.
 *
 * <p>Immutable once the mappings are compiled, for any thread.
 */
public final class Link {
    private final EntityMapping child;
    private final EntityMapping parent;
    private final Attribute foreignKey;
    private final int index;
    private final int id;
    private @Nullable End one;
    private @Nullable End many;

    Link(EntityMapping child, EntityMapping parent, Attribute foreignKey, int id) {
        this.child = child;
        this.parent = parent;
        this.foreignKey = foreignKey;
        this.index = child.links().size();
        this.id = id;
    }

    /**
     * A field that holds one end.
     *
     * @param property the field
     * @param cascades what cascades from the object that has the field to those that it holds
     */
    public record End(Property property, Set<Cascade> cascades) {
        public End {
            cascades = Set.copyOf(cascades);
        }

        /** The name of the field. */
        public String name() {
            return property.name();
        }

        /** Whether something cascades. */
        public boolean cascades(Cascade what) {
            return cascades.contains(what);
        }
    }

    /** The mapping whose table has the foreign key. */
    public EntityMapping child() {
        return child;
    }

    /** The mapping whose table it refers to. */
    public EntityMapping parent() {
        return parent;
    }

    /** The foreign key, in the child's table. */
    public Attribute foreignKey() {
        return foreignKey;
    }

    /** Its position among the links of the child. */
    public int index() {
        return index;
    }

    /** Its position among all links. */
    public int id() {
        return id;
    }

    /** The child's field, or null. */
    public @Nullable End one() {
        return one;
    }

    /** The parent's field, or null. */
    public @Nullable End many() {
        return many;
    }

    /** Whether a child that is taken from its parent is deleted. */
    public boolean deletesOrphans() {
        return many != null && many.cascades(Cascade.DELETE_ORPHAN);
    }

    /** Whether deleting the parent deletes the children. */
    public boolean deletesChildren() {
        return many != null && (many.cascades(Cascade.DELETE) || many.cascades(Cascade.DELETE_ORPHAN));
    }

    /** The holder of a parent's children. */
    public Many<?> manyOf(Object parentObject) {
        return (Many<?>) holder(Objects.requireNonNull(many), parentObject);
    }

    /** The holder of a child's parent. */
    public One<?> oneOf(Object childObject) {
        return (One<?>) holder(Objects.requireNonNull(one), childObject);
    }

    private static Object holder(End end, Object object) {
        Object holder = end.property().get(object);
        if (holder == null) {
            throw new OrmException(
                    ErrorCode.INVALID_MAPPING,
                    "Field " + end.property() + " is null; a relation's field is never null");
        }
        return holder;
    }

    void one(End end) {
        one = end;
    }

    void many(End end) {
        many = end;
    }

    /** The name by which a user knows it on the child's side. */
    public String childName() {
        return one == null ? foreignKey.name() : one.name();
    }
}
