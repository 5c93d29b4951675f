package io.azoth.architecture;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** That BlockHound watches this JVM, so that every test of this module also shows that nothing blocks an event loop. */
class BlockingTest {

    @Test
    void waitingOnAThreadThatMayNotBlockIsFound() {
        CountDownLatch never = new CountDownLatch(1);

        StepVerifier.create(Mono.fromCallable(() -> never.await(1, TimeUnit.MILLISECONDS))
                        .subscribeOn(Schedulers.parallel()))
                .verifyErrorMatches(failure -> failure instanceof BlockingOperationError);
    }
}
