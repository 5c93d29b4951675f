package io.azoth.orm.state;

import io.azoth.orm.Holders;
import io.azoth.orm.mapping.Attribute;
import io.azoth.orm.mapping.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an object what its row is: forgets changes, takes a new row. For a caller that holds the state's monitor. */
final class Refill {
    private final SessionState state;
    private final Parents parents;
    private final Entry entry;

    Refill(SessionState state, Parents parents, Entry entry) {
        this.state = state;
        this.parents = parents;
        this.entry = entry;
    }

    /** A row has come; changes made since stay changes. */
    void take(@Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            Attribute attribute = entry.mapping().attribute(i);
            if (!entry.isChanged(attribute)) {
                attribute.write(entry.object(), attribute.keep(row[i]));
            }
        }
        entry.snapshot = row;
        entry.expired = false;
        Map<Link, List<?>> given = new LinkedHashMap<>();
        for (Link link : entry.mapping().collections()) {
            given.put(link, Holders.known(link.manyOf(entry.object())));
        }
        parents.attach(entry, true);
        given.forEach((link, children) -> children.forEach(child -> keepGiven(link, child)));
    }

    private void keepGiven(Link link, Object child) {
        Entry known = state.find(child);
        if (known != null && known.newParent(link) == entry.object()) {
            Holders.add(link.manyOf(entry.object()), child);
        }
    }

    /** Changes made to the object and its relations are forgotten. */
    void undo() {
        for (Link link : entry.mapping().links()) {
            if (entry.hasNewParent(link)) {
                parents.setParent(entry, link, storedParent(entry, link));
            }
        }
        entry.keepParents();
        state.movedSet().remove(entry);
        for (Link link : entry.mapping().collections()) {
            for (Entry child : state.moved()) {
                if (child.isInSession() && child.mapping() == link.child() && child.hasNewParent(link)) {
                    undoChild(child, link);
                }
            }
        }
        if (entry.status == Status.DELETED) {
            entry.status = Status.MANAGED;
            state.deletedSet().remove(entry);
        }
        for (Attribute attribute : entry.mapping().attributes()) {
            if (entry.isChanged(attribute)) {
                attribute.write(entry.object(), attribute.keep(entry.stored(attribute)));
            }
        }
        parents.attach(entry, true);
    }

    private @Nullable Object storedParent(Entry child, Link link) {
        Object stored = child.stored(link.foreignKey());
        Entry parent = stored == null ? null : state.find(link.parent(), stored);
        return parent == null ? null : parent.object();
    }

    /** A child that was added goes back to where it was, one that was taken away comes back. */
    private void undoChild(Entry child, Link link) {
        boolean added = child.newParent(link) == entry.object();
        boolean taken = child.isOrphan(link) && link.foreignKey().same(entry.key, child.stored(link.foreignKey()));
        if (!added && !taken) {
            return;
        }
        if (child.status != Status.NEW) {
            parents.setParent(child, link, storedParent(child, link));
        }
        child.keepParent(link);
        if (!child.hasNewParents()) {
            state.movedSet().remove(child);
        }
        if (link.one() != null) {
            Parents.unload(link.oneOf(child.object()), child.current(link.foreignKey()));
        }
        if (child.status == Status.NEW && child.cascaded) {
            state.delete(child.object());
        }
    }
}
