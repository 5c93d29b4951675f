package io.azoth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a test cannot bring about from outside: a disk that is full. */
class SpoolTest {

    @ParameterizedTest
    @CsvSource({
        "No space left on device, 53100",
        "There is not enough space on the disk, 53100",
        "Input/output error, 58030",
        ", 58030"
    })
    void aFullDiskHasItsOwnState(String reason, String state) {
        IOException cause = new IOException(reason);
        R2dbcException failure = Spool.failed("It could not be written", cause);
        assertThat(failure)
                .isInstanceOf(R2dbcNonTransientResourceException.class)
                .hasMessage("It could not be written: IOException, " + reason)
                .hasCause(cause);
        assertThat(failure.getSqlState()).isEqualTo(state);
    }
}
