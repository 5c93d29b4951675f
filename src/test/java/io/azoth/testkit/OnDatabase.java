package io.azoth.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a class and the classes nested in it one fresh {@link TestDatabase}, as a parameter of their constructors and methods:
 * the form of the compliance suite, where each theme is an abstract class and each database one small class.
 *
 * <pre>{@code
 * @OnDatabase(DatabaseKind.H2)
 * class H2ComplianceIT {
 *     @Nested
 *     class Selects extends SelectCompliance {}
 * }
 * }</pre>
 *
 * A third party runs the same abstract classes with an extension of its own that resolves {@code TestDatabase}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(OnDatabaseExtension.class)
public @interface OnDatabase {

    /** The database to open. */
    DatabaseKind value();
}
