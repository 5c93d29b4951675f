package io.azoth.orm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a flush would do.
 *
 * @param kind what it would do
 * @param object the object that it would do it to
 * @param id the object's key, null where the database has yet to make it
 * @param attributes the attributes and relations that changed; empty but for an update
 */
public record PlannedChange(
        Kind kind, Object object, @Nullable Object id, List<String> attributes) {
    /** INSERT, UPDATE or DELETE. */
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    public PlannedChange {
        attributes = List.copyOf(attributes);
    }

    /** As {@code UPDATE User#1 (password)}. */
    @Override
    public String toString() {
        return kind + " " + object.getClass().getSimpleName() + (id == null ? "" : "#" + id)
                + (attributes.isEmpty() ? "" : " (" + String.join(", ", attributes) + ")");
    }
}
