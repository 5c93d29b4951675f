package io.azoth.orm;

import io.azoth.error.ErrorCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The object that a foreign key refers to: a final field of a mapped class.
 *
 * <pre>{@code
 * class Address {
 *     Integer addressId; String emailAddress;
 *     final One<User> user = new One<>();
 * }
 * }</pre>
 *
 * <p>That of a new object is loaded and holds null. No method but {@link #load()} does I/O, and that when it is
 * subscribed. Like the object that it belongs to, it is used by one thread at a time.
 *
 * @param <T> the class at the other end
 */
public final class One<T> {
    private Holders.@Nullable OneSide side;
    private @Nullable Object owner;
    private @Nullable T target;
    private boolean loaded = true;

    /** Loaded with null. */
    public One() {}

    /**
     * Reads the object, unless it is here or in the session already.
     *
     * @return emits it; empty where the foreign key is NULL; an error where the owner is in no session any more
     */
    public Mono<T> load() {
        return Mono.defer(() -> {
            if (isLoaded()) {
                return Mono.justOrEmpty(target);
            }
            return Objects.requireNonNull(side)
                    .load(Objects.requireNonNull(owner))
                    .then(Mono.fromSupplier(this::get));
        });
    }

    /**
     * The object, or null where there is none.
     *
     * @throws OrmException if it is not in the session yet
     */
    public @Nullable T get() {
        if (!isLoaded()) {
            throw new OrmException(
                    ErrorCode.NOT_LOADED,
                    Objects.requireNonNull(side).describe(Objects.requireNonNull(owner))
                            + " is not loaded; subscribe to its load() first, which reads it with one query");
        }
        return target;
    }

    /** Whether {@link #get()} has an answer. */
    @SuppressWarnings("unchecked")
    public boolean isLoaded() {
        if (!loaded && side != null) {
            Object known = side.known(Objects.requireNonNull(owner));
            if (known != null) {
                fill((T) known);
            }
        }
        return loaded;
    }

    /** The key of the object, null where there is none or the database has yet to make its key. Needs no load. */
    public @Nullable Object id() {
        return side == null ? null : side.id(Objects.requireNonNull(owner));
    }

    /** Refers to another object, or to none. It is written by the next flush. */
    public void set(@Nullable T newTarget) {
        Holders.OneSide to = side;
        if (to == null) {
            fill(newTarget);
        } else {
            to.set(Objects.requireNonNull(owner), newTarget);
        }
    }

    void attach(Holders.OneSide to, Object of) {
        side = to;
        owner = of;
    }

    @Nullable
    Object ownerElsewhere(Object session) {
        Object of = owner;
        return side != null && of != null && side.isHeldElsewhere(of, session) ? of : null;
    }

    void unload() {
        target = null;
        loaded = false;
    }

    void fill(@Nullable T found) {
        target = found;
        loaded = true;
    }

    @Nullable
    T known() {
        return target;
    }

    Memento<T> capture() {
        return new Memento<>(target, loaded);
    }

    void restore(Memento<T> before) {
        target = before.target;
        loaded = before.loaded;
    }

    /** What it held at a moment. */
    record Memento<T>(@Nullable T target, boolean loaded) {}

    @Override
    public String toString() {
        return loaded ? "One[" + target + "]" : "One[not loaded]";
    }
}
