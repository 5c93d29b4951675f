package io.azoth.orm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The session's side of {@link Many} and {@link One}: how a session takes them over, fills them and puts them back. Not
 * for applications, which would bypass the session.
 */
public final class Holders {
    private Holders() {}

    /** What a session puts behind the fields of one relation. */
    public interface Side {
        /** Whether a session other than the given one is open and has the owner. */
        boolean isHeldElsewhere(Object owner, Object session);
    }

    /** What a session puts behind the {@link Many} fields of one relation. */
    public interface ManySide extends Side {
        /** Fills the holder of an owner. */
        Mono<Void> load(Object owner);

        /** Gives an owner a child; true where it had it not. */
        boolean add(Object owner, Object child);

        /** Takes a child from an owner; true where it had it. */
        boolean remove(Object owner, Object child);

        /** The relation of an owner, as {@code User#1.addresses}. */
        String describe(Object owner);
    }

    /** What a session puts behind the {@link One} fields of one relation. */
    public interface OneSide extends Side {
        /** Fills the holder of an owner. */
        Mono<Void> load(Object owner);

        /** Refers to another object, or to none. */
        void set(Object owner, @Nullable Object target);

        /** The object where it can be known without I/O, else null. */
        @Nullable
        Object known(Object owner);

        /** The key of the object, null where there is none yet. */
        @Nullable
        Object id(Object owner);

        /** The relation of an owner, as {@code Address#1.user}. */
        String describe(Object owner);
    }

    /** From now on a session answers for this holder. */
    public static void attach(Many<?> many, ManySide side, Object owner) {
        many.attach(side, owner);
    }

    /** From now on a session answers for this holder. */
    public static void attach(One<?> one, OneSide side, Object owner) {
        one.attach(side, owner);
    }

    /** What stands for the owner in an open session other than the given one, or null. */
    public static @Nullable Object ownerElsewhere(Many<?> many, Object session) {
        return many.ownerElsewhere(session);
    }

    /** What stands for the owner in an open session other than the given one, or null. */
    public static @Nullable Object ownerElsewhere(One<?> one, Object session) {
        return one.ownerElsewhere(session);
    }

    /** The database knows what it holds; whatever it held is forgotten. */
    public static void unload(Many<?> many) {
        many.unload();
    }

    /** The database knows what it holds; whatever it held is forgotten. */
    public static void unload(One<?> one) {
        one.unload();
    }

    /** The rows have come. */
    @SuppressWarnings("unchecked")
    public static void fill(Many<?> many, List<?> children) {
        ((Many<Object>) many).fill((List<Object>) children);
    }

    /** The row has come, or there is none. */
    @SuppressWarnings("unchecked")
    public static void fill(One<?> one, @Nullable Object target) {
        ((One<Object>) one).fill(target);
    }

    /** Adds to the holder alone. */
    @CanIgnoreReturnValue
    @SuppressWarnings("unchecked")
    public static boolean add(Many<?> many, Object child) {
        return ((Many<Object>) many).addQuietly(child);
    }

    /** Removes from the holder alone. */
    @CanIgnoreReturnValue
    @SuppressWarnings("unchecked")
    public static boolean remove(Many<?> many, Object child) {
        return ((Many<Object>) many).removeQuietly(child);
    }

    /** What can be known without I/O: all where it is loaded, else what was added. */
    public static List<?> known(Many<?> many) {
        return many.known();
    }

    /** What can be known without I/O. */
    public static @Nullable Object known(One<?> one) {
        return one.known();
    }

    /** What it holds now, to be restored later. */
    public static Object capture(Many<?> many) {
        return many.capture();
    }

    /** What it holds now, to be restored later. */
    public static Object capture(One<?> one) {
        return one.capture();
    }

    /** Puts back what was captured. */
    @SuppressWarnings("unchecked")
    public static void restore(Many<?> many, Object captured) {
        ((Many<Object>) many).restore((Many.Memento<Object>) captured);
    }

    /** Puts back what was captured. */
    @SuppressWarnings("unchecked")
    public static void restore(One<?> one, Object captured) {
        ((One<Object>) one).restore((One.Memento<Object>) captured);
    }
}
