package io.azoth.jdbc.sqlite;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** BlockHound watches this module's whole suite; this shows that it would see something. */
class BlockHoundTest {

    @Test
    void aBlockingCallOnANonBlockingThreadIsFound() {
        Mono.delay(Duration.ofMillis(1))
                .doOnNext(tick -> LockSupport.parkNanos(1_000_000))
                .as(StepVerifier::create)
                .expectErrorMatches(
                        e -> e instanceof BlockingOperationError || e.getCause() instanceof BlockingOperationError)
                .verify(Sqlite.LONG);
    }
}
