package io.azoth.orm.flush;

import io.azoth.error.ErrorCode;
import io.azoth.orm.OrmException;
import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.SessionState;
import io.azoth.orm.state.Status;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the rows to change: compares objects with their snapshots. Works while it holds the state's monitor. */
final class ChangeCollector {
    private final SessionState state;
    private final Removals removals;
    private Map<Entry, RowChange> inserts = Map.of();
    private final List<RowChange> updates = new ArrayList<>();
    private final List<RowChange> deletes = new ArrayList<>();

    ChangeCollector(SessionState state, Removals removals) {
        this.state = state;
        this.removals = removals;
    }

    void collect() {
        Map<EntityMapping, BitSet> keysMade = new HashMap<>();
        Map<EntityMapping, BitSet> keysGiven = new HashMap<>();
        List<Entry> created = state.created();
        inserts = new LinkedHashMap<>(created.size() * 4 / 3 + 1);
        for (Entry entry : created) {
            if (!removals.contains(entry)) {
                inserts.put(entry, RowChange.insert(entry, keysMade, keysGiven));
            }
        }
        inserts.values().forEach(this::parents);
        for (EntityMapping mapping : state.mappings().all()) {
            for (Entry entry : state.withRows(mapping)) {
                if (!removals.contains(entry)) {
                    update(entry);
                }
            }
        }
        for (Entry entry : removals.all()) {
            if (entry.status() != Status.NEW) {
                deletes.add(RowChange.delete(entry));
            }
        }
    }

    List<RowChange> inserts() {
        return List.copyOf(inserts.values());
    }

    List<RowChange> updates() {
        return updates;
    }

    List<RowChange> deletes() {
        return deletes;
    }

    private void update(Entry entry) {
        boolean detached = !removals.detached(entry).isEmpty();
        if (!entry.isDirty() && !detached) {
            return;
        }
        RowChange change = RowChange.update(entry);
        for (Attribute attribute : entry.mapping().attributes()) {
            if (entry.isChanged(attribute)) {
                refuseKey(entry, attribute);
                change.set(attribute, attribute.keep(entry.current(attribute)));
            }
        }
        parents(change);
        if (!change.columns().isEmpty()) {
            updates.add(change);
        }
    }

    private static void refuseKey(Entry entry, Attribute attribute) {
        if (attribute.column().isPrimaryKey()) {
            throw new OrmException(
                    ErrorCode.INVALID_STATE,
                    "The key of " + entry + " was changed to " + entry.current(attribute)
                            + "; a key does not change: save a new object, and delete this one");
        }
    }

    private static void refuseKey(Entry entry, Link link, @Nullable Object key) {
        Attribute foreignKey = link.foreignKey();
        if (entry.status() != Status.NEW
                && foreignKey.column().isPrimaryKey()
                && !foreignKey.same(key, entry.stored(foreignKey))) {
            throw new OrmException(
                    ErrorCode.INVALID_STATE,
                    "The key of " + entry + " was changed by its " + link.childName()
                            + "; a key does not change: save a new object, and delete this one");
        }
    }

    private void parents(RowChange change) {
        Entry entry = change.entry();
        for (Link link : entry.mapping().links()) {
            Object parent = entry.newParent(link);
            if (removals.detached(entry).contains(link) || (entry.hasNewParent(link) && parent == null)) {
                refuseNull(entry, link);
                change.set(link.foreignKey(), (Object) null);
            } else if (parent != null) {
                parent(change, link, parent);
            }
        }
    }

    private void parent(RowChange change, Link link, Object parent) {
        Entry target = state.find(parent);
        RowChange insert = target == null ? null : inserts.get(target);
        if (target == null || removals.contains(target) || (target.status() == Status.NEW && insert == null)) {
            throw new OrmException(
                    ErrorCode.DETACHED_OBJECT,
                    change.entry() + "." + link.childName() + " refers to a "
                            + link.parent().name()
                            + " that is in no session, or to be deleted; save(..) it, or refer to another");
        }
        refuseKey(change.entry(), link, insert == null ? target.key() : null);
        if (insert != null) {
            change.set(link.foreignKey(), insert);
        } else {
            change.set(link.foreignKey(), (@Nullable Object) target.key());
        }
    }

    private static void refuseNull(Entry entry, Link link) {
        Attribute foreignKey = link.foreignKey();
        if (!foreignKey.column().isNullable()) {
            throw new OrmException(
                    ErrorCode.INVALID_STATE,
                    entry + " loses its " + link.parent().name() + ", but "
                            + entry.mapping().table().name() + "."
                            + foreignKey.column().name() + " is NOT NULL; delete it, give it to another, or let "
                            + link.parent().name()
                            + (link.many() == null ? "" : "." + link.many().name())
                            + " cascade DELETE_ORPHAN");
        }
    }
}
