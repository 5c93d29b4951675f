package io.azoth.schema;

import io.azoth.schema.ddl.CheckDefinition;
import io.azoth.schema.ddl.ForeignKeyDefinition.Action;
import io.azoth.schema.ddl.ForeignKeyDefinition.Check;
import io.azoth.schema.ddl.ForeignKeyDefinition.Rules;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.IndexDefinition.Term;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.OrderTerm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a table has besides its columns; made by the methods of {@link Schema}. */
public sealed interface TableOption extends TablePart {

    /** Its primary key, where the order of its columns or its name matters. */
    record PrimaryKey(KeyDefinition key) implements TableOption {

        /** The same under a name. */
        public PrimaryKey named(String name) {
            return new PrimaryKey(new KeyDefinition(name, key.columns()));
        }
    }

    /** No two rows with the same values in these columns. */
    record Unique(KeyDefinition key) implements TableOption {

        /** The same under a name. */
        public Unique named(String name) {
            return new Unique(new KeyDefinition(name, key.columns()));
        }
    }

    /** A condition that every row meets. */
    record Condition(CheckDefinition check) implements TableOption {

        /** The same under a name. */
        public Condition named(String name) {
            return new Condition(new CheckDefinition(name, check.condition()));
        }
    }

    /** What its designer says of it. */
    record Comment(String text) implements TableOption {}

    /** It is seen by one connection alone and gone with it. */
    record Temporary() implements TableOption {}

    /**
     * Columns that refer to columns of a table in the same metadata, which may be defined later.
     *
     * @param name its name, or null where the naming convention or the database makes one
     * @param columns the referring columns
     * @param target the table that they refer to
     * @param targetColumns the columns there, in the same order
     * @param rules what happens to referring rows, and when the key is checked
     */
    record ForeignKey(
            @Nullable String name, List<String> columns, TableName target, List<String> targetColumns, Rules rules)
            implements TableOption {
        public ForeignKey {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }

        /** The same under a name. */
        public ForeignKey named(String newName) {
            return new ForeignKey(newName, columns, target, targetColumns, rules);
        }

        /** What happens to referring rows when the row that they refer to is deleted. */
        public ForeignKey onDelete(Action action) {
            return with(new Rules(action, rules.onUpdate(), rules.check()));
        }

        /** What happens to referring rows when the key that they refer to changes. */
        public ForeignKey onUpdate(Action action) {
            return with(new Rules(rules.onDelete(), action, rules.check()));
        }

        /** When the key is checked. */
        public ForeignKey checked(Check check) {
            return with(new Rules(rules.onDelete(), rules.onUpdate(), check));
        }

        private ForeignKey with(Rules changed) {
            return new ForeignKey(name, columns, target, targetColumns, changed);
        }
    }

    /** An index; the methods give the same with more to it. */
    record Index(IndexDefinition index) implements TableOption {

        /** No two rows with the same terms. */
        public Index unique() {
            return changed(index.terms(), true, index.where(), index.method());
        }

        /** Sorts by a column, large values first. */
        public Index descending(String column) {
            return with(new Term(column, false, true));
        }

        /** Sorts by an expression: its SQL, never built from input. */
        public Index expression(String sql) {
            return with(new Term(sql, true, false));
        }

        /** Sorts NULLs of its last term before other values (PostgreSQL, H2). */
        public Index nullsFirst() {
            return nulls(OrderTerm.Nulls.FIRST);
        }

        /** Sorts NULLs of its last term behind other values (PostgreSQL, H2). */
        public Index nullsLast() {
            return nulls(OrderTerm.Nulls.LAST);
        }

        private Index nulls(OrderTerm.Nulls place) {
            List<Term> terms = new ArrayList<>(index.terms());
            Term last = terms.remove(terms.size() - 1);
            terms.add(new Term(last.text(), last.expression(), last.descending(), place));
            return changed(terms, index.unique(), index.where(), index.method());
        }

        /** Holds values of these columns besides, for queries that need no more (PostgreSQL). */
        public Index including(String... columns) {
            return new Index(new IndexDefinition(
                    index.name(), index.terms(), index.unique(), index.where(), index.method(), List.of(columns)));
        }

        /** Holds the rows alone that meet a condition: its SQL, never built from input. */
        public Index where(String sql) {
            return changed(index.terms(), index.unique(), sql, index.method());
        }

        /** Is built by a method that the database has, such as {@code gin}. */
        public Index using(String method) {
            return changed(index.terms(), index.unique(), index.where(), method);
        }

        private Index with(Term term) {
            List<Term> terms = new ArrayList<>(index.terms());
            terms.add(term);
            return changed(terms, index.unique(), index.where(), index.method());
        }

        private Index changed(List<Term> terms, boolean unique, @Nullable String where, @Nullable String method) {
            return new Index(new IndexDefinition(index.name(), terms, unique, where, method, index.include()));
        }
    }
}
