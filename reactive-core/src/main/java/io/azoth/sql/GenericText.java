package io.azoth.sql;

/** Renders any part of a statement as generic SQL; found by {@link java.util.ServiceLoader}, as the tree knows no compiler. */
public interface GenericText {
    /** Generic SQL with named bind parameters, never values: for people, not for databases. */
    String of(ClauseElement element);
}
