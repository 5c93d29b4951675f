package io.azoth.compile;

import static io.azoth.sql.Sql.func;
import static io.azoth.sql.Sql.select;
import static io.azoth.sql.Sql.text;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azoth.dialect.Dialects;
import io.azoth.error.AzothException;
import io.azoth.error.ErrorCode;
import io.azoth.sql.Expression;
import io.azoth.sql.Parameters;
import io.azoth.sql.TextBytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the language means by a function never takes the name of one that a user has. */
class FunctionNameTest {
    private static final Expression<String> X = text("x", TEXT);

    private static String compiled(String dialect, Expression<?> expression) {
        String sql = Dialects.named(dialect)
                .compiler()
                .compile(select(expression), Parameters.NONE)
                .text();
        return sql.substring("SELECT ".length());
    }

    @Test
    void aFunctionOfAUsersIsWrittenAsItIs() {
        for (String dialect : List.of("h2", "postgresql", "sqlite")) {
            assertThat(compiled(dialect, func("append", TEXT, X, X))).isEqualTo("append(x, x)");
            assertThat(compiled(dialect, func("utf8", BYTES, X))).isEqualTo("utf8(x)");
            assertThat(compiled(dialect, func("own.append", TEXT, X))).isEqualTo("own.append(x)");
        }
    }

    @Test
    void theNamesThatTheLanguageMeansAreNoNamesOfFunctions() {
        assertThatThrownBy(() -> func(TextBytes.BYTES, BYTES, X))
                .hasMessage("The name of a function begins with a letter, not \".bytes_of_text\"")
                .satisfies(error -> assertThat(((AzothException) error).code()).isEqualTo(ErrorCode.INVALID_NAME));
    }

    @Test
    void bytesOfTextAreThoseOfTheDatabasesEncoding() {
        assertThat(compiled("h2", TextBytes.of(X))).isEqualTo("CAST(x AS VARBINARY)");
        assertThat(compiled("postgresql", TextBytes.of(X))).isEqualTo("convert_to(x, 'UTF8')");
        assertThat(compiled("sqlite", TextBytes.of(X))).isEqualTo("CAST(x AS BLOB)");
        assertThat(compiled("h2", TextBytes.encoding())).isEqualTo("'UTF-8'");
        assertThat(compiled("postgresql", TextBytes.encoding())).isEqualTo("'UTF-8'");
        assertThat(compiled("sqlite", TextBytes.encoding())).isEqualTo("(SELECT encoding FROM pragma_encoding)");
    }

    @Test
    void bytesBehindBytesAreBytes() {
        Expression<byte[]> bytes = text("b", BYTES).concat(new byte[] {1});
        assertThat(compiled("h2", bytes)).isEqualTo("(b) || CAST($1 AS VARBINARY)");
        assertThat(compiled("postgresql", bytes)).isEqualTo("(b) || $1");
        assertThat(compiled("sqlite", bytes))
                .isEqualTo("CASE octet_length('x') WHEN 1 THEN CAST((b) || ? AS BLOB) ELSE unhex(quote((b)) || "
                        + "quote(?), 'X''') END");
    }
}
