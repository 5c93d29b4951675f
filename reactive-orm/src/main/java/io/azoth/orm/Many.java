package io.azoth.orm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.error.ErrorCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The objects at the other end of a relation: a final field of a mapped class.
 *
 * <pre>{@code
 * class User {
 *     Integer userId; String userName;
 *     final Many<Address> addresses = new Many<>();
 * }
 * }</pre>
 *
 * <p>That of a new object is empty and loaded. That of an object that a session loaded is read by {@link #load()}, and
 * changed without being read: what was added and removed meets the rows when they come. No method but {@link #load()}
 * does I/O, and that when it is subscribed. Like the object that it belongs to, it is used by one thread at a time.
 *
 * @param <T> the class at the other end
 */
public final class Many<T> {
    private Holders.@Nullable ManySide side;
    private @Nullable Object owner;
    private @Nullable IdentityList<T> loaded = IdentityList.empty();
    private @Nullable IdentityList<T> added;

    /** Empty and loaded. */
    public Many() {}

    /**
     * Reads the objects with one query, unless they are here already.
     *
     * @return emits them once, in order of their keys, those added since behind; an error where the owner is in no
     *     session any more
     */
    public Mono<List<T>> load() {
        return Mono.defer(() -> {
            IdentityList<T> here = loaded;
            if (here != null) {
                return Mono.just(here.view());
            }
            return Objects.requireNonNull(side)
                    .load(Objects.requireNonNull(owner))
                    .then(Mono.fromSupplier(this::get));
        });
    }

    /**
     * The objects, unmodifiable; the list does not follow later changes.
     *
     * @throws OrmException if they were not loaded
     */
    public List<T> get() {
        IdentityList<T> here = loaded;
        if (here == null) {
            throw new OrmException(
                    ErrorCode.NOT_LOADED,
                    describe() + " is not loaded; subscribe to its load() first, which reads it with one query");
        }
        return here.view();
    }

    /** Whether {@link #get()} has an answer. */
    public boolean isLoaded() {
        return loaded != null;
    }

    /**
     * Adds an object; it is taken from the owner that it had. It is written by the next flush.
     *
     * @return whether it was not there yet
     */
    @CanIgnoreReturnValue
    public boolean add(T child) {
        Objects.requireNonNull(child, "child");
        Holders.ManySide to = side;
        if (to == null) {
            return addQuietly(child);
        }
        return to.add(Objects.requireNonNull(owner), child);
    }

    /**
     * Removes an object: the next flush sets its foreign key to NULL, or deletes it where the relation cascades {@link
     * Cascade#DELETE_ORPHAN}.
     *
     * @return whether it was there
     */
    @CanIgnoreReturnValue
    public boolean remove(T child) {
        Objects.requireNonNull(child, "child");
        Holders.ManySide from = side;
        if (from == null) {
            return removeQuietly(child);
        }
        return from.remove(Objects.requireNonNull(owner), child);
    }

    @CanIgnoreReturnValue
    boolean addQuietly(T child) {
        IdentityList<T> to = loaded;
        if (to == null) {
            to = added;
            if (to == null) {
                to = IdentityList.empty();
                added = to;
            }
        }
        return to.add(child);
    }

    @CanIgnoreReturnValue
    boolean removeQuietly(T child) {
        IdentityList<T> from = loaded != null ? loaded : added;
        return from != null && from.remove(child);
    }

    void attach(Holders.ManySide to, Object of) {
        side = to;
        owner = of;
    }

    @Nullable
    Object ownerElsewhere(Object session) {
        Object of = owner;
        return side != null && of != null && side.isHeldElsewhere(of, session) ? of : null;
    }

    void unload() {
        loaded = null;
        added = null;
    }

    /** The rows have come; what was added before stands behind them. */
    void fill(List<T> rows) {
        IdentityList<T> all = new IdentityList<>(rows);
        IdentityList<T> pending = added;
        if (pending != null) {
            pending.view().forEach(all::add);
        }
        loaded = all;
        added = null;
    }

    List<T> known() {
        IdentityList<T> here = loaded != null ? loaded : added;
        return here == null ? List.of() : here.view();
    }

    Memento<T> capture() {
        return new Memento<>(loaded == null ? null : loaded.view(), added == null ? null : added.view());
    }

    void restore(Memento<T> before) {
        loaded = before.loaded == null ? null : new IdentityList<>(before.loaded);
        added = before.added == null ? null : new IdentityList<>(before.added);
    }

    /** What it held at a moment. */
    record Memento<T>(@Nullable List<T> loaded, @Nullable List<T> added) {}

    private String describe() {
        return side == null ? "The relation" : side.describe(Objects.requireNonNull(owner));
    }

    @Override
    public String toString() {
        return loaded == null ? "Many[not loaded]" : "Many" + loaded.view();
    }
}
