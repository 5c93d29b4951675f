package io.azoth.schema.ddl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index that is no constraint.
 *
 * @param name its name
 * @param terms what it sorts by, in order
 * @param unique whether no two rows have the same terms
 * @param where the SQL of the condition that rows in a partial index meet, or null for all rows
 * @param method how it is built, such as {@code gin}; null for the database's own choice
 */
public record IndexDefinition(
        String name,
        List<Term> terms,
        boolean unique,
        @Nullable String where,
        @Nullable String method) {
    public IndexDefinition {
        terms = List.copyOf(terms);
    }

    /**
     * What an index sorts by.
     *
     * @param text the name of a column, or the SQL of an expression
     * @param expression whether it is an expression
     * @param descending whether large values come first
     */
    public record Term(String text, boolean expression, boolean descending) {
        /** A column in ascending order. */
        public static Term column(String name) {
            return new Term(name, false, false);
        }
    }
}
