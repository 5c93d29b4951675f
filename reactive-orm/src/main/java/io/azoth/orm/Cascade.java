package io.azoth.orm;

/** What happens to the objects of a relation when something happens to the one that refers to them. */
public enum Cascade {
    /** Saving the one saves the others. */
    SAVE,
    /** Deleting the one deletes the others; without it, their foreign key becomes NULL. */
    DELETE,
    /** One that is removed from the relation is deleted, unless it was given to another. */
    DELETE_ORPHAN,
    /** {@link #SAVE} and {@link #DELETE}. */
    ALL
}
