package io.azoth.schema.ddl;

import io.azoth.sql.OrderTerm;
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
 * @param include columns whose values it holds besides, without sorting by them
 */
public record IndexDefinition(
        String name,
        List<Term> terms,
        boolean unique,
        @Nullable String where,
        @Nullable String method,
        List<String> include) {
    public IndexDefinition {
        terms = List.copyOf(terms);
        include = List.copyOf(include);
    }

    /** An index that holds what it sorts by alone. */
    public IndexDefinition(
            String name, List<Term> terms, boolean unique, @Nullable String where, @Nullable String method) {
        this(name, terms, unique, where, method, List.of());
    }

    /**
     * What an index sorts by.
     *
     * @param text the name of a column, or the SQL of an expression
     * @param expression whether it is an expression
     * @param descending whether large values come first
     * @param nulls where NULL stands, as in ORDER BY
     */
    public record Term(String text, boolean expression, boolean descending, OrderTerm.Nulls nulls) {
        /** One whose NULLs stand where the database puts them. */
        public Term(String text, boolean expression, boolean descending) {
            this(text, expression, descending, OrderTerm.Nulls.DEFAULT);
        }

        /** A column in ascending order. */
        public static Term column(String name) {
            return new Term(name, false, false);
        }
    }
}
