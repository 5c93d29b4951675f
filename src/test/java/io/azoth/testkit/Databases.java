package io.azoth.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test class once per database. The class takes its {@link TestDatabase}, fresh for the class, in its constructor:
 *
 * <pre>{@code
 * @Databases
 * record UpsertIT(TestDatabase database) {
 *     @Test
 *     void conflictUpdatesTheRow() { ... }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(DatabaseArguments.class)
public @interface Databases {

    /** Which databases, all of them unless said otherwise. */
    DatabaseKind[] value() default {DatabaseKind.H2, DatabaseKind.POSTGRES, DatabaseKind.SQLITE};
}
