package io.azoth.orm.state;

import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects that were inserted in a transaction and have left the session since: a rollback takes their keys back as well.
 * Holds them weakly, so that a session that is cleared lets go of them. Guarded by the {@link SessionState}.
 */
final class Dropped {
    private static final int FEW = 64;

    private final List<Trace> traces = new ArrayList<>();
    private int marks;
    private int purgeAt = FEW;

    private static final class Trace {
        private final WeakReference<Object> object;
        private final EntityMapping mapping;
        private final @Nullable Object[] before;
        private final int mark;

        Trace(Entry entry, @Nullable Object[] before, int mark) {
            this.object = new WeakReference<>(entry.object());
            this.mapping = entry.mapping();
            this.before = before;
            this.mark = mark;
        }
    }

    /** Now, for {@link #undo}. */
    int mark() {
        marks++;
        return marks;
    }

    /** An entry leaves the session. */
    void add(Entry entry) {
        @Nullable Object[] before = entry.beforeInsert;
        if (before == null) {
            return;
        }
        if (traces.size() >= purgeAt) {
            traces.removeIf(trace -> trace.object.refersTo(null));
            purgeAt = Math.max(FEW, 2 * traces.size());
        }
        traces.add(new Trace(entry, before, marks));
    }

    /** Those that left since a mark hold what they held before they were inserted. */
    void undo(int since) {
        for (int i = traces.size() - 1; i >= 0 && traces.get(i).mark >= since; i--) {
            Trace trace = traces.remove(i);
            Object object = trace.object.get();
            if (object != null) {
                writeBack(trace.mapping, object, trace.before);
            }
        }
    }

    void clear() {
        traces.clear();
    }

    static void writeBack(EntityMapping mapping, Object object, @Nullable Object[] values) {
        for (Attribute attribute : mapping.attributes()) {
            Object value = values[attribute.index()];
            if (attribute.hasField() && !attribute.same(attribute.read(object), value)) {
                attribute.write(object, attribute.keep(value));
            }
        }
    }
}
