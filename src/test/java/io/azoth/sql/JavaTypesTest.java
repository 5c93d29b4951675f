package io.azoth.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What javac accepts and refuses of expressions: operands have the type of the column. */
class JavaTypesTest {
    @TempDir
    Path folder = Path.of("");

    private static final String AROUND = """
            import io.azoth.schema.Column;
            import io.azoth.sql.*;
            import java.util.List;
            class Snippet {
                Object of(Column<Integer> pages, Column<String> title, Column<Long> total) {
                    return %s;
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pages.eq(1)",
                "pages.plus(1).times(pages)",
                "title.eq(\"x\")",
                "total.plus(pages.cast(total.type()))",
                "pages.in(1, 2)",
                "Sql.select(pages).orderBy(pages.desc().nullsLast(), title)",
                "Windows.orderedBy(pages, title.desc())",
                "Sql.caseWhen(pages.gt(1), \"a\").otherwise(title)"
            })
    void whatFitsCompiles(String expression) {
        assertThat(errors(expression)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pages.eq(\"x\")",
                "pages.eq(title)",
                "pages.plus(total)",
                "title.lt(1)",
                "pages.in(\"x\")",
                "pages.in(List.of(\"x\"))",
                "Sql.caseWhen(pages.gt(1), \"a\").otherwise(pages)",
                "Sql.and(pages)"
            })
    void whatDoesNotFitDoesNotCompile(String expression) {
        assertThat(errors(expression)).isPositive();
    }

    private long errors(String expression) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return AROUND.formatted(expression);
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(null, null, diagnostics, options, null, List.of(source))
                .call();
        return compiled ? 0 : Math.max(1, diagnostics.getDiagnostics().size());
    }
}
