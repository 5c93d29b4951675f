package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.AUTHORS;
import static io.azoth.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.error.CompileException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Shop.Authors;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Everywhere.Opened.class)
class CustomIT {
    private final Authors a = AUTHORS;

    /** The text backwards: a function on two databases, and nothing on the third. */
    record Reversed(Expression<String> text) implements CustomExpression<String> {
        @Override
        public SqlType<String> type() {
            return SqlTypes.TEXT;
        }

        @Override
        public List<Expression<?>> children() {
            return List.of(text);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Reversed mapChildren(UnaryOperator<ClauseElement> f) {
            return new Reversed((Expression<String>) f.apply(text));
        }

        @Override
        public void write(String dialect, SqlParts out) {
            if (dialect.equals("sqlite")) {
                throw new CompileException(
                        ErrorCode.UNSUPPORTED_BY_DIALECT,
                        "reverse does not exist on sqlite; turn the text round in Java");
            }
            out.sql(dialect.equals("h2") ? "regexp_replace(" : "reverse(").part(text);
            out.sql(dialect.equals("h2") ? ", '^(.)(.)(.)$', '$3$2$1')" : ")");
        }
    }

    /** A statement of its own. */
    record Rename(Table table, String from, String to) implements CustomStatement {
        record Table(String name) {}

        @Override
        public List<? extends ClauseElement> children() {
            return List.of();
        }

        @Override
        public Rename mapChildren(UnaryOperator<ClauseElement> f) {
            return this;
        }

        @Override
        public void write(String dialect, SqlParts out) {
            out.sql("ALTER TABLE ").name(table.name());
            out.sql(dialect.equals("h2") ? " ALTER COLUMN " : " RENAME COLUMN ").name(from);
            out.sql(dialect.equals("h2") ? " RENAME TO " : " TO ").name(to);
        }

        @Override
        public @Nullable Executor boundTo() {
            return null;
        }
    }

    @Test
    void anExpressionOfAUsersOwnIsWrittenForEachDatabase() {
        everywhere(select(new Reversed(a.name.concat("")).as("r")).where(new Reversed(a.name).eq("adA")))
                .lacks("sqlite", "reverse does not exist on sqlite; turn the text round in Java")
                .on(
                        "h2",
                        "SELECT regexp_replace(authors.name || $1, '^(.)(.)(.)$', '$3$2$1') AS r FROM authors WHERE "
                                + "regexp_replace(authors.name, '^(.)(.)(.)$', '$3$2$1') = $2")
                .is("SELECT reverse(authors.name || ?) AS r FROM authors WHERE reverse(authors.name) = ?")
                .gives("adA");
    }

    @Test
    void aStatementOfAUsersOwnIsWrittenForEachDatabase() {
        everywhere(new Rename(new Rename.Table("order"), "a", "B"))
                .on("h2", "ALTER TABLE \"order\" ALTER COLUMN a RENAME TO \"B\"")
                .is("ALTER TABLE \"order\" RENAME COLUMN a TO \"B\"");
    }

    @Test
    void itPrintsAsGenericSql() {
        assertThat(select(new Reversed(a.name).as("r")))
                .hasToString("SELECT reverse(authors.name) AS r FROM authors {generic}");
    }
}
