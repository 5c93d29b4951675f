package io.azoth.compile;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.foreignKey;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.schema.Schema.unique;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.error.CompileException;
import io.azoth.schema.MetaData;
import io.azoth.schema.NamingConvention;
import io.azoth.schema.Table;
import io.azoth.schema.ddl.AlterTable;
import io.azoth.schema.ddl.CreateTable;
import io.azoth.schema.ddl.KeyDefinition;
import io.azoth.schema.ddl.NameLength;
import io.azoth.schema.ddl.TableChange.AddForeignKey;
import io.azoth.schema.ddl.TableOrder;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Parameters;
import io.azoth.type.SqlType;
import io.azoth.type.SqlTypes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NameLengthTest {
    private static final String LONG = "a".repeat(62);

    private static String compiled(String dialect, Table table) {
        return Dialects.named(dialect)
                .compiler()
                .compile(select(table.c("id")), Parameters.NONE)
                .text();
    }

    private static Table table(String name) {
        return Table.of(name, new MetaData(), column("id", INTEGER));
    }

    @Test
    void aNameThatWouldBeCutIsRefused() {
        assertThat(compiled("postgresql", table(LONG + "b"))).endsWith(" FROM " + LONG + "b");
        assertThat(compiled("sqlite", table(LONG + "bb"))).endsWith(" FROM " + LONG + "bb");
        assertThatThrownBy(() -> compiled("postgresql", table(LONG + "ö")))
                .isInstanceOf(CompileException.class)
                .hasMessage("postgresql takes names of at most 63 bytes and cuts longer ones without a word; '" + LONG
                        + "ö' has 64; choose a shorter one");
    }

    @Test
    void theNameOfAnEnumThatWouldBeCutIsRefused() {
        List<String> labels = List.of("a");
        assertThat(created("postgresql", SqlTypes.enumeration(LONG + "b", labels)))
                .contains("CREATE TYPE \"" + LONG + "b\" AS ENUM ('a')");
        assertThat(created("sqlite", SqlTypes.enumeration(LONG + "bb", labels))).contains("VARCHAR(1)");
        String refused = "postgresql takes names of at most 63 bytes and cuts longer ones without a word; '" + LONG
                + "ö' has 64; choose a shorter one";
        assertThatThrownBy(() -> created("postgresql", SqlTypes.enumeration(LONG + "ö", labels)))
                .isInstanceOf(CompileException.class)
                .hasMessage(refused);
        assertThatThrownBy(() -> created("postgresql", SqlTypes.array(SqlTypes.enumeration(LONG + "ö", labels))))
                .hasMessage(refused);
    }

    @Test
    void aLabelCannotEndTheBlockThatCreatesItsType() {
        assertThat(created("postgresql", SqlTypes.enumeration("odd", List.of("$azoth$", "$azoth1$"))))
                .startsWith("DO $azoth2$ BEGIN CREATE TYPE \"odd\" AS ENUM ('$azoth$', '$azoth1$'); ")
                .contains(" THEN NULL; END $azoth2$");
    }

    private static String created(String dialect, SqlType<?> type) {
        Table table = Table.of("things", new MetaData(), column("v", type));
        return Dialects.named(dialect)
                .compiler()
                .compileAll(new CreateTable(table.definition(), false, null), List.of())
                .stream()
                .map(CompiledSql::text)
                .collect(Collectors.joining("; "));
    }

    @Test
    void aMadeNameIsCutTheSameWayAlways() {
        String name = "uq_" + "ö".repeat(40);
        assertThat(NameLength.fitting(name)).isEqualTo("uq_" + "ö".repeat(25) + "_f9787616");
        assertThat(NameLength.bytes(NameLength.fitting("x" + "😀".repeat(20)))).isLessThanOrEqualTo(63);
        assertThat(NameLength.fitting(LONG + "b")).isEqualTo(LONG + "b");
        Table things =
                Table.of(LONG, new MetaData().named(NamingConvention.STANDARD), column("one", INTEGER), unique("one"));
        assertThat(things.definition().uniqueKeys())
                .containsExactly(new KeyDefinition(NameLength.fitting("uq_" + LONG + "_one"), List.of("one")));
    }

    @Test
    void theKeyThatClosesACircleHasAShortName() {
        MetaData metadata = new MetaData();
        Table a = Table.of(
                LONG, metadata, column("id", INTEGER, primaryKey()), column("other", INTEGER, foreignKey("b.id")));
        Table b = Table.of(
                "b", metadata, column("id", INTEGER, primaryKey()), column("other", INTEGER, foreignKey(LONG + ".id")));
        List<AlterTable> closing = TableOrder.breakingCircles(List.of(b.definition(), a.definition()))
                .closing();
        AddForeignKey key = (AddForeignKey) closing.get(0).change();
        assertThat(NameLength.bytes(Objects.requireNonNull(key.key().name()))).isEqualTo(63);
    }

    @Test
    void valuesComeToAnotherTypeByAnExpression() {
        AlterTable change = table("things").alter().changeType("id", INTEGER, "CAST(id AS INTEGER)");
        for (String dialect : List.of("h2", "postgresql")) {
            assertThat(Dialects.named(dialect)
                            .compiler()
                            .compile(change, Parameters.NONE)
                            .text())
                    .isEqualTo("ALTER TABLE things ALTER COLUMN id SET DATA TYPE INTEGER USING CAST(id AS INTEGER)");
        }
    }
}
