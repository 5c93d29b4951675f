package io.azoth.orm.loading;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.orm.state.Entry;
import io.azoth.orm.state.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The loads of one relation in one place of a session's order: while a query is on its way, further loads gather for the
 * next; and a load serves the siblings of its object, those that came with the same result.
 *
 * <p>Any thread may subscribe. A query is detached from those who wait for it, so that cancelling one of them cancels no
 * other; they are called back on the thread of the driver. It runs in the Context of the one who was first.
 */
public final class GatheredLoads {
    /** So many objects share a query: more would make the one who asked wait for what nobody asked for. */
    private static final int SIBLINGS = 1_000;

    private final SessionState state;
    private final Predicate<Entry> unloaded;
    private final Function<List<Entry>, Mono<Void>> query;
    private @Nullable Batch running;
    private @Nullable Batch next;

    /**
     * Loads of a relation.
     *
     * @param state the session's objects
     * @param unloaded whether an entry's relation is still to be loaded
     * @param query loads the relation of entries
     */
    public GatheredLoads(SessionState state, Predicate<Entry> unloaded, Function<List<Entry>, Mono<Void>> query) {
        this.state = state;
        this.unloaded = unloaded;
        this.query = query;
    }

    /** Completes when the relation of an entry is loaded. */
    public Mono<Void> load(Entry entry) {
        return Mono.deferContextual(context -> {
            Batch batch;
            boolean first = false;
            synchronized (this) {
                if (running == null) {
                    running = new Batch(context);
                    first = true;
                    batch = running.add(entry);
                } else if (running.serves(entry)) {
                    batch = running;
                } else {
                    next = next == null ? new Batch(context) : next;
                    batch = next.add(entry);
                }
                if (first) {
                    batch.gather();
                }
            }
            if (first) {
                run(batch);
            }
            return batch.done.asMono();
        });
    }

    private void run(Batch batch) {
        Mono<Void> work = batch.served.isEmpty() ? Mono.empty() : query.apply(List.copyOf(batch.served));
        work.contextWrite(batch.context)
                .subscribe(nothing -> {}, error -> finish(batch, error), () -> finish(batch, null));
    }

    private void finish(Batch batch, @Nullable Throwable error) {
        Batch following;
        synchronized (this) {
            following = next;
            next = null;
            running = following;
            if (following != null) {
                following.gather();
            }
        }
        if (following != null) {
            run(following);
        }
        if (error == null) {
            batch.done.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        } else {
            batch.done.emitError(error, Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    /** One query and those who wait for it. Guarded by the loads that it is of until it runs. */
    private final class Batch {
        private final Sinks.Empty<Void> done = Sinks.empty();
        private final Context context;
        private final List<Entry> asked = new ArrayList<>();
        private final Set<Entry> served = new LinkedHashSet<>();

        Batch(ContextView context) {
            this.context = Context.of(context);
        }

        @CanIgnoreReturnValue
        Batch add(Entry entry) {
            asked.add(entry);
            return this;
        }

        boolean serves(Entry entry) {
            return served.contains(entry);
        }

        /** What an earlier query has brought meanwhile is not asked for again. */
        void gather() {
            synchronized (state) {
                for (Entry entry : asked) {
                    if (unloaded.test(entry)) {
                        served.add(entry);
                    }
                }
                for (Entry entry : List.copyOf(served)) {
                    if (served.size() < SIBLINGS) {
                        served.addAll(state.siblings(entry, SIBLINGS - served.size(), unloaded));
                    }
                }
            }
        }
    }
}
