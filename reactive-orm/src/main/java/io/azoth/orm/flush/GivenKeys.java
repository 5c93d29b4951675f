package io.azoth.orm.flush;

import io.azoth.orm.mapping.Attribute;
import io.azoth.schema.Column;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that the inserts of a flush bring for plain foreign keys to refer to. Belongs to one flush. */
final class GivenKeys {
    private final List<RowChange> inserts;
    private final Map<Column<?>, Set<Object>> known = new HashMap<>();

    GivenKeys(List<RowChange> inserts) {
        this.inserts = inserts;
    }

    /** Whether an update refers to a row that is yet to be inserted. */
    boolean areAwaitedBy(RowChange update) {
        BitSet columns = update.columns();
        for (int i = columns.nextSetBit(0); i >= 0 && !inserts.isEmpty(); i = columns.nextSetBit(i + 1)) {
            Column<?> target = update.mapping().attribute(i).column().references();
            Object value = update.value(i);
            if (target != null
                    && value != null
                    && known.computeIfAbsent(target, this::values).contains(value)) {
                return true;
            }
        }
        return false;
    }

    private Set<Object> values(Column<?> target) {
        Set<Object> values = new HashSet<>();
        for (RowChange insert : inserts) {
            for (Attribute attribute : insert.mapping().attributes()) {
                boolean given = attribute.column() == target && insert.source(attribute) == null;
                Object value = given ? insert.value(attribute.index()) : null;
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
