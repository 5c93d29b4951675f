package io.azoth.testkit;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Opens the databases of {@link Databases} one after the other; JUnit closes each when the class is done with it. */
final class DatabaseArguments implements ArgumentsProvider, AnnotationConsumer<Databases> {

    private DatabaseKind[] kinds = {};

    @Override
    public void accept(Databases databases) {
        kinds = databases.value();
    }

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(kinds).map(kind -> Arguments.of(kind.open()));
    }
}
