package io.azoth.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.dialect.Dialects;
import io.azoth.sql.BoundValue;
import io.azoth.sql.CompiledSql;
import io.azoth.sql.Parameters;
import io.azoth.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement on the three databases: given once, again for those where it differs, then the binds. The
 * standard text marks binds by {@code ?}.
 */
final class SqlAssert {
    private static final List<String> DIALECTS = List.of("h2", "postgresql", "sqlite");

    private final Map<String, CompiledSql> compiled = new LinkedHashMap<>();

    private SqlAssert(Statement statement, Parameters parameters) {
        for (String name : DIALECTS) {
            compiled.put(name, Dialects.named(name).compiler().compile(statement, parameters));
        }
    }

    private SqlAssert(Statement statement, List<Parameters> rows) {
        for (String name : DIALECTS) {
            List<CompiledSql> all = Dialects.named(name).compiler().compileAll(statement, rows);
            assertThat(all).hasSize(1);
            compiled.put(name, all.get(0));
        }
    }

    static SqlAssert sql(Statement statement) {
        return new SqlAssert(statement, Parameters.NONE);
    }

    static SqlAssert sql(Statement statement, Parameters parameters) {
        return new SqlAssert(statement, parameters);
    }

    /** As {@code execute} runs it, with sets of parameters. */
    static SqlAssert executed(Statement statement, Parameters... rows) {
        return new SqlAssert(statement, List.of(rows));
    }

    /** The text of all dialects that are not named by {@link #on}. */
    @CanIgnoreReturnValue
    SqlAssert is(String standard) {
        compiled.forEach((dialect, sql) -> {
            String text = dialect.equals("sqlite") ? standard : numbered(standard);
            assertThat(sql.text()).as(dialect).isEqualTo(text);
        });
        return this;
    }

    /** The text of one dialect, which then is not compared with the standard one; say these first. */
    @CanIgnoreReturnValue
    SqlAssert on(String dialect, String text) {
        CompiledSql sql = compiled.remove(dialect);
        assertThat(sql).as(dialect).isNotNull();
        assertThat(sql.text()).as(dialect).isEqualTo(text);
        return this;
    }

    /** The bound values of all dialects that are not named by {@link #on}, in order. */
    void binds(@Nullable Object... values) {
        compiled.forEach((dialect, sql) -> {
            List<@Nullable Object> bound = new ArrayList<>();
            sql.binds().stream().map(BoundValue::value).forEach(bound::add);
            assertThat(bound).as(dialect).containsExactly(values);
        });
    }

    private static String numbered(String standard) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (char c : standard.toCharArray()) {
            text.append(c == '?' ? "$" + ++number : String.valueOf(c));
        }
        return text.toString();
    }
}
