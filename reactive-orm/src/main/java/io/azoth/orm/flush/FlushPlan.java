package io.azoth.orm.flush;

import io.azoth.orm.PlannedChange;
import io.azoth.orm.PlannedChange.Kind;
import io.azoth.orm.mapping.EntityMapping;
import io.azoth.orm.mapping.Link;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.Flushed;
import io.azoth.orm.state.SessionState;
import io.azoth.orm.state.Status;
import io.azoth.sql.Executor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What one flush does: UPDATEs, INSERTs parents first, UPDATEs that need new keys, DELETEs children first. Made from the
 * state without changing it; the state learns of it when it has happened, by {@link #apply}.
 */
public final class FlushPlan {
    private final SessionState state;
    private final Removals removals;
    private final List<Step> steps = new ArrayList<>();
    private final List<RowChange> updates = new ArrayList<>();
    private final List<RowChange> late = new ArrayList<>();
    private final List<RowChange> inserts;
    private final List<RowChange> deletes;

    private FlushPlan(SessionState state, Removals removals) {
        this.state = state;
        this.removals = removals;
        ChangeCollector changes = new ChangeCollector(state, removals);
        changes.collect();
        this.inserts = changes.inserts();
        this.deletes = changes.deletes();
        GivenKeys given = new GivenKeys(inserts);
        for (RowChange update : changes.updates()) {
            (update.hasSources() || given.areAwaitedBy(update) ? late : updates).add(update);
        }
        Map<RowChange, List<Link>> unlinked = new LinkedHashMap<>();
        List<List<RowChange>> deleteWaves = FlushOrder.ofDeletes(deletes, unlinked);
        updates(updates);
        inserts();
        updates(late);
        unlinks(unlinked);
        deleteWaves.forEach(this::deletes);
    }

    /** Plans for what is changed now. */
    public static FlushPlan of(SessionState state, Removals removals) {
        synchronized (state) {
            return new FlushPlan(state, removals);
        }
    }

    private void updates(List<RowChange> rows) {
        Shape.group(rows).forEach((shape, group) -> steps.add(new UpdateStep(shape, group)));
    }

    private void inserts() {
        for (List<RowChange> wave : FlushOrder.ofInserts(inserts)) {
            Shape.group(wave).forEach((shape, group) -> steps.add(new InsertStep(shape, group)));
        }
        for (RowChange insert : inserts) {
            RowChange afterwards = insert.afterwards();
            if (afterwards != null) {
                late.add(afterwards);
            }
        }
    }

    /** Rows that refer to each other in a circle let go of each other before they are deleted. */
    private void unlinks(Map<RowChange, List<Link>> unlinked) {
        List<RowChange> rows = new ArrayList<>();
        unlinked.forEach((row, links) -> {
            RowChange update = RowChange.update(row.entry());
            links.forEach(link -> update.set(link.foreignKey(), (Object) null));
            rows.add(update);
        });
        updates(rows);
    }

    private void deletes(List<RowChange> wave) {
        Map<EntityMapping, List<RowChange>> byTable = new LinkedHashMap<>();
        wave.forEach(row -> byTable.computeIfAbsent(row.mapping(), mapping -> new ArrayList<>())
                .add(row));
        byTable.forEach((mapping, rows) -> steps.add(new DeleteStep(mapping, rows)));
    }

    /** Runs the statements, one after another. */
    public Mono<Void> run(Executor executor) {
        return Flux.fromIterable(steps).concatMap(step -> step.run(executor)).then();
    }

    /**
     * The statements have run: generated keys are set, snapshots are what was written.
     *
     * @param undoable whether a transaction around may still be rolled back
     */
    public void apply(boolean undoable) {
        synchronized (state) {
            Flushed flushed = new Flushed(state, undoable);
            for (RowChange insert : inserts) {
                flushed.inserted(insert.entry(), insert.key(), insert.finalValues());
            }
            updates.forEach(update -> updated(flushed, update));
            late.forEach(update -> updated(flushed, update));
            inserts.forEach(insert -> flushed.settle(insert.entry()));
            for (Map.Entry<Entry, Set<Link>> child : removals.detached().entrySet()) {
                child.getValue().forEach(link -> flushed.detached(child.getKey(), link));
            }
            removals.all().forEach(flushed::removed);
        }
    }

    private static void updated(Flushed flushed, RowChange update) {
        flushed.updated(update.entry(), update.columns(), update.finalValues());
        flushed.settle(update.entry());
    }

    /** What it does, in order, for people. */
    public List<PlannedChange> describe() {
        List<PlannedChange> planned = new ArrayList<>();
        updates.forEach(update -> planned.add(describe(update.entry())));
        for (RowChange insert : inserts) {
            Entry entry = insert.entry();
            planned.add(new PlannedChange(
                    Kind.INSERT, entry.object(), entry.mapping().keyOf(entry.values()), List.of()));
        }
        for (RowChange update : late) {
            if (update.entry().status() != Status.NEW) {
                planned.add(describe(update.entry()));
            }
        }
        for (RowChange delete : deletes) {
            planned.add(new PlannedChange(Kind.DELETE, delete.entry().object(), delete.key(), List.of()));
        }
        return planned;
    }

    private PlannedChange describe(Entry entry) {
        List<String> names = new ArrayList<>(entry.changes());
        removals.detached(entry).stream()
                .map(Link::childName)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return new PlannedChange(Kind.UPDATE, entry.object(), entry.key(), names);
    }
}
