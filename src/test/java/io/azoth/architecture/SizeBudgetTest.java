package io.azoth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.Configuration;
import io.azoth.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the budgets of {@code config/checkstyle.xml}, which the build holds the libraries to, can be exceeded. */
class SizeBudgetTest {

    @TempDir
    Path folder;

    @Test
    void aFileOf500LinesFitsAndOneOf501DoesNot() throws Exception {
        assertThat(check("class A {\n" + "\n".repeat(498) + "}\n")).isEmpty();
        assertThat(check("class A {\n" + "\n".repeat(499) + "}\n"))
                .containsExactly("File length is 501 lines (max allowed is 500).");
    }

    @Test
    void aMethodOf40LinesFitsAndOneOf41DoesNot() throws Exception {
        assertThat(check("class A {\n void b() {\n" + "  c();\n".repeat(38) + " }\n}\n"))
                .isEmpty();
        assertThat(check("class A {\n void b() {\n" + "  c();\n".repeat(39) + " }\n}\n"))
                .containsExactly("Method b length is 41 lines (max allowed is 40).");
    }

    @Test
    void fiveParametersFitAndSixDoNotExceptInARecord() throws Exception {
        assertThat(check("class A {\n void b(int c, int d, int e, int f, int g) {}\n}\n"))
                .isEmpty();
        assertThat(check("record A(int c, int d, int e, int f, int g, int h) {\n A {}\n}\n"))
                .isEmpty();
        assertThat(check("class A {\n void b(int c, int d, int e, int f, int g, int h) {}\n}\n"))
                .containsExactly("More than 5 parameters (found 6).");
    }

    @Test
    void fortyPublicMethodsFitAndFortyOneDoNotAlsoInAnInterface() throws Exception {
        assertThat(check("interface A {\n" + " void b();\n".repeat(40) + "}\n")).isEmpty();
        assertThat(check("interface A {\n" + " void b();\n".repeat(41) + "}\n"))
                .containsExactly("Number of public methods is 41 (max allowed is 40).");
        assertThat(check("class A {\n" + " public void b() {}\n".repeat(41) + "}\n"))
                .containsExactly("Number of public methods is 41 (max allowed is 40).");
    }

    private List<String> check(String source) throws CheckstyleException, IOException {
        Path file = Files.writeString(folder.resolve("A.java"), source);
        Configuration budgets = ConfigurationLoader.loadConfiguration(
                Project.ROOT.resolve("config/checkstyle.xml").toString(), new PropertiesExpander(new Properties()));
        Complaints complaints = new Complaints();
        Checker checker = new Checker();
        checker.setModuleClassLoader(Checker.class.getClassLoader());
        checker.configure(budgets);
        checker.addListener(complaints);
        checker.process(List.of(file.toFile()));
        checker.destroy();
        return complaints.found;
    }

    private static final class Complaints implements AuditListener {

        private final List<String> found = new ArrayList<>();

        @Override
        public void addError(AuditEvent event) {
            found.add(event.getMessage());
        }

        @Override
        public void addException(AuditEvent event, Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void auditStarted(AuditEvent event) {}

        @Override
        public void auditFinished(AuditEvent event) {}

        @Override
        public void fileStarted(AuditEvent event) {}

        @Override
        public void fileFinished(AuditEvent event) {}
    }
}
