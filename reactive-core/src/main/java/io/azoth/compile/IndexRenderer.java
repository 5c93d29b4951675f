package io.azoth.compile;

import io.azoth.schema.ddl.CreateIndex;
import io.azoth.schema.ddl.DropIndex;
import io.azoth.schema.ddl.IndexDefinition;
import io.azoth.schema.ddl.TableName;
import io.azoth.sql.OrderTerm;

/** Writes CREATE and DROP INDEX; a dialect overrides what differs. */
public class IndexRenderer {
    /** Writes the parts that other definitions have too. */
    protected final DdlRenderer ddl;

    /** Where to write. */
    protected final SqlWriter out;

    /** Renders into the compilation of another renderer. */
    public IndexRenderer(DdlRenderer ddl) {
        this.ddl = ddl;
        this.out = ddl.compilation.out();
    }

    /** CREATE INDEX. */
    final SqlWriter create(CreateIndex create) {
        IndexDefinition index = create.index();
        out.sql(index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
        out.sql(create.concurrently() ? concurrently() : "");
        out.sql(create.ifNotExists() ? "IF NOT EXISTS " : "");
        indexName(create.table(), index.name());
        out.sql(" ON ");
        indexed(create.table());
        method(index);
        for (int i = 0; i < index.terms().size(); i++) {
            out.sql(i == 0 ? " (" : ", ");
            term(index.terms().get(i));
        }
        out.sql(")");
        if (!index.include().isEmpty()) {
            include(index);
        }
        where(index);
        return out;
    }

    /** DROP INDEX. */
    final SqlWriter drop(DropIndex drop) {
        String words = drop.concurrently() ? "INDEX " + concurrently() : "INDEX ";
        return ddl.drop(words, new TableName(drop.table().schema(), drop.index()), drop.ifExists());
    }

    /** What lets a table be written to while its index is made, with a space behind it; nothing where it cannot. */
    protected String concurrently() {
        return "";
    }

    /** The name of a new index: it is put where its table is. */
    protected void indexName(TableName table, String index) {
        out.name(index);
    }

    /** The table of a new index. */
    protected void indexed(TableName table) {
        ddl.table(table);
    }

    /** How an index is built. */
    protected void method(IndexDefinition index) {
        if (index.method() != null) {
            throw DdlRenderer.unsupported(target() + " has one kind of index and no '" + index.method() + "' (index '"
                    + index.name() + "'); leave the method out");
        }
    }

    /** One term of an index. */
    protected void term(IndexDefinition.Term term) {
        if (term.expression()) {
            out.sql("(").sql(term.text()).sql(")");
        } else {
            out.name(term.text());
        }
        out.sql(term.descending() ? " DESC" : "");
        if (term.nulls() != OrderTerm.Nulls.DEFAULT) {
            nulls(term);
        }
    }

    /** Where an index sorts NULL. */
    protected void nulls(IndexDefinition.Term term) {
        out.sql(" NULLS ").sql(term.nulls().name());
    }

    /** The columns that an index holds without sorting by them, of which there is one at least. */
    protected void include(IndexDefinition index) {
        throw DdlRenderer.unsupported(target() + " holds nothing in an index but what it sorts by (index '"
                + index.name() + "'); sort by " + index.include() + " behind the rest");
    }

    /** The condition of a partial index. */
    protected void where(IndexDefinition index) {
        if (index.where() != null) {
            out.sql(" WHERE ").sql(index.where());
        }
    }

    private String target() {
        return ddl.compilation.syntax().name();
    }
}
