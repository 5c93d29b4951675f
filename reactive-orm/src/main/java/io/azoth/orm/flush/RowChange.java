package io.azoth.orm.flush;

import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.state.Entry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row to be inserted, updated or deleted. Values that are keys yet to be made are known once the row that they come
 * from is inserted. Belongs to one flush, whose steps run one after another.
 */
final class RowChange {
    private final Entry entry;
    private final @Nullable Object[] values;
    private final BitSet columns;
    private final @Nullable RowChange insert;
    private @Nullable RowChange @Nullable [] sources;
    private @Nullable BitSet deferred;
    private @Nullable Object madeKey;

    private RowChange(Entry entry, @Nullable Object[] values, BitSet columns, @Nullable RowChange insert) {
        this.entry = entry;
        this.values = values;
        this.columns = columns;
        this.insert = insert;
    }

    static RowChange insert(Entry entry) {
        @Nullable Object[] values = entry.values();
        BitSet columns = new BitSet();
        columns.set(0, values.length);
        Attribute generated = entry.mapping().generatedKey();
        if (generated != null && generated.isUnset(values[generated.index()])) {
            columns.clear(generated.index());
        }
        return new RowChange(entry, values, columns, null);
    }

    static RowChange update(Entry entry) {
        return new RowChange(entry, new Object[entry.mapping().size()], new BitSet(), null);
    }

    static RowChange delete(Entry entry) {
        return new RowChange(entry, new Object[0], new BitSet(), null);
    }

    /** The update that an insert leaves behind for the foreign keys that it could not have yet; null for none. */
    @Nullable
    RowChange afterwards() {
        if (deferred == null) {
            return null;
        }
        RowChange update = new RowChange(entry, values, deferred, this);
        update.sources = sources;
        return update;
    }

    Entry entry() {
        return entry;
    }

    EntityMapping mapping() {
        return entry.mapping();
    }

    /** The positions of the attributes that are written. */
    BitSet columns() {
        return columns;
    }

    void set(Attribute attribute, @Nullable Object value) {
        columns.set(attribute.index());
        values[attribute.index()] = value;
    }

    /** A value is the key that another insert makes. */
    void set(Attribute attribute, RowChange source) {
        if (sources == null) {
            sources = new RowChange[values.length];
        }
        columns.set(attribute.index());
        sources[attribute.index()] = source;
    }

    /** The insert that makes the key for an attribute, or null. */
    @Nullable
    RowChange source(Attribute attribute) {
        return sources == null ? null : sources[attribute.index()];
    }

    boolean hasSources() {
        return sources != null;
    }

    /** The attribute is inserted as NULL and updated when the key that it waits for is made. */
    void defer(Attribute attribute) {
        if (deferred == null) {
            deferred = new BitSet();
        }
        deferred.set(attribute.index());
    }

    boolean isDeferred(Attribute attribute) {
        return deferred != null && deferred.get(attribute.index());
    }

    /** The final value of an attribute. */
    @Nullable
    Object value(int index) {
        RowChange source = sources == null ? null : sources[index];
        return source == null ? values[index] : source.key();
    }

    /** The values of some attributes, as the statement has them. */
    List<@Nullable Object> row(int[] indexes) {
        List<@Nullable Object> row = new ArrayList<>(indexes.length);
        for (int index : indexes) {
            row.add(deferred != null && deferred.get(index) ? null : value(index));
        }
        return row;
    }

    /** All final values in order of the attributes. */
    @Nullable
    Object[] finalValues() {
        @Nullable Object[] all = values.clone();
        for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
            all[i] = value(i);
        }
        return all;
    }

    /** The insert has happened: the key is what the database made, or what was given. */
    void inserted(@Nullable Object generated) {
        Attribute attribute = mapping().generatedKey();
        if (attribute != null && generated != null) {
            values[attribute.index()] = generated;
        }
        @Nullable Object[] known = values.clone();
        mapping().key().forEach(part -> known[part.index()] = value(part.index()));
        madeKey = mapping().keyOf(known);
    }

    /** The key of the row. */
    Object key() {
        if (insert != null) {
            return insert.key();
        }
        return Objects.requireNonNull(madeKey != null ? madeKey : entry.key());
    }
}
