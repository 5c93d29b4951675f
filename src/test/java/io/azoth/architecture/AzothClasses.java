package io.azoth.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;

/** The compiled classes that the rules look at, read once. */
final class AzothClasses {

    /** The main classes of the three libraries. */
    static final JavaClasses LIBRARIES = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(Layout.AZOTH.base())
            .that(DescribedPredicate.describe("are no examples", (JavaClass type) -> !type.getPackageName()
                    .startsWith(Layout.AZOTH.base() + ".examples")));

    /** The planted violations. */
    static final JavaClasses PLANTED =
            new ClassFileImporter().importPackages(AzothClasses.class.getPackageName() + ".planted");

    private AzothClasses() {}
}
