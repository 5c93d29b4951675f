package io.azoth.orm.loading;

import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.state.Cohort;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.SessionState;
import io.azoth.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Makes one object of each row of a mapping's SELECT; a row that the session knows gives the object that it has. Any
 * thread may call it.
 */
public final class RowAssembler {
    private final SessionState state;
    private final EntityMapping mapping;
    private final int size;
    private final @Nullable Cohort cohort;

    /**
     * For the rows of one result.
     *
     * @param state where the objects are kept
     * @param mapping their class
     * @param many whether there may be several rows, which are siblings then
     */
    public RowAssembler(SessionState state, EntityMapping mapping, boolean many) {
        this.state = state;
        this.mapping = mapping;
        this.size = mapping.size();
        this.cohort = many && !mapping.isAlone() ? new Cohort() : null;
    }

    /** The object of a row whose first values are the mapping's attributes in order. */
    public Object assemble(Row row) {
        return entry(row).object();
    }

    /** The entry of a row's object. */
    public Entry entry(Row row) {
        Object key = mapping.keyOf(row);
        synchronized (state) {
            Entry known = state.find(mapping, key);
            if (known == null) {
                known = make(row, key);
            } else if (known.isExpired()) {
                state.reload(known, values(row));
            }
            if (cohort != null) {
                state.join(known, cohort);
            }
            return known;
        }
    }

    /** The values are the row's own: objects get copies of what can be changed. */
    private Entry make(Row row, Object key) {
        @Nullable Object[] values = values(row);
        return state.load(mapping, mapping.make(values), key, values);
    }

    private @Nullable Object[] values(Row row) {
        @Nullable Object[] values = new Object[size];
        for (int i = 0; i < size; i++) {
            values[i] = row.get(i);
        }
        return values;
    }
}
