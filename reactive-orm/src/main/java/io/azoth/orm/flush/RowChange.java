package io.azoth.orm.flush;

import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.state.Entry;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
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

    /** The insert of a new object; its columns are shared by the inserts of one form. */
    static RowChange insert(Entry entry, Map<EntityMapping, BitSet> keysMade, Map<EntityMapping, BitSet> keysGiven) {
        EntityMapping mapping = entry.mapping();
        @Nullable Object[] values = entry.values();
        Attribute generated = mapping.generatedKey();
        BitSet columns = generated != null && generated.isUnset(values[generated.index()])
                ? keysMade.computeIfAbsent(mapping, m -> columns(m, generated))
                : keysGiven.computeIfAbsent(mapping, m -> columns(m, null));
        return new RowChange(entry, values, columns, null);
    }

    private static BitSet columns(EntityMapping mapping, @Nullable Attribute without) {
        BitSet columns = new BitSet();
        columns.set(0, mapping.size());
        if (without != null) {
            columns.clear(without.index());
        }
        return columns;
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
        write(attribute);
        values[attribute.index()] = value;
    }

    /** A value is the key that another insert makes. */
    void set(Attribute attribute, RowChange source) {
        if (sources == null) {
            sources = new RowChange[values.length];
        }
        write(attribute);
        sources[attribute.index()] = source;
    }

    private void write(Attribute attribute) {
        // An insert has all of them already, in a set that it shares.
        if (!columns.get(attribute.index())) {
            columns.set(attribute.index());
        }
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
        @Nullable Object[] row = new Object[indexes.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = deferred != null && deferred.get(indexes[i]) ? null : value(indexes[i]);
        }
        return Arrays.asList(row);
    }

    /** All final values in order of the attributes. */
    @Nullable
    Object[] finalValues() {
        if (sources == null) {
            return values;
        }
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
        if (sources == null) {
            madeKey = mapping().keyOf(values);
            return;
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
