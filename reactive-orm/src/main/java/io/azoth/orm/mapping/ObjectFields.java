package io.azoth.orm.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Fills the fields of objects and compares them with rows: one by one, and all at once when many objects have come, so that
 * a program with few of them does not pay for what serves many. For any thread.
 */
final class ObjectFields {
    private static final int MANY = 500;

    private final Attribute[] attributes;

    /** Counted by all threads without care: one that is lost is no harm, nor are handles that are made twice. */
    private int handled;

    private @Nullable FieldsAtOnce atOnce;

    ObjectFields(Attribute[] attributes) {
        this.attributes = attributes;
    }

    /**
     * Sets all fields to the values of a row, which stays as it is.
     *
     * @throws io.azoth.orm.OrmException if a field does not take its value
     */
    void fill(Object object, @Nullable Object[] row) {
        FieldsAtOnce all = atOnce;
        if (all == null) {
            count();
            fillOneByOne(object, row);
            return;
        }
        try {
            all.fill(object, row);
        } catch (Throwable e) {
            // The field that does not take its value says so itself.
            fillOneByOne(object, row);
        }
    }

    private void count() {
        int now = handled + 1;
        handled = now;
        if (now >= MANY) {
            atOnce = new FieldsAtOnce(attributes);
        }
    }

    private void fillOneByOne(Object object, @Nullable Object[] row) {
        for (Attribute attribute : attributes) {
            attribute.write(object, attribute.keep(row[attribute.index()]));
        }
    }

    /** Whether all fields hold the values of a row. */
    boolean hold(Object object, @Nullable Object[] row) {
        FieldsAtOnce all = atOnce;
        if (all == null) {
            count();
            return holdOneByOne(object, row);
        }
        try {
            return all.hold(object, row);
        } catch (Throwable e) {
            return holdOneByOne(object, row);
        }
    }

    private boolean holdOneByOne(Object object, @Nullable Object[] row) {
        for (Attribute attribute : attributes) {
            if (attribute.hasField() && !attribute.same(attribute.read(object), row[attribute.index()])) {
                return false;
            }
        }
        return true;
    }
}
