package io.azoth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The moment in which a worker ends is too short to be met from outside more than now and then. */
class SerialWorkerTest {

    /** Most tasks come before the end or after it; those that the thread finds at its end may have more to do at once. */
    @Test
    void whatIsUrgentIsDoneWhileTheWorkerEnds() throws Exception {
        int onWorker = 0;
        for (int i = 0; i < 20_000; i++) {
            SerialWorker worker = new SerialWorker("test");
            CountDownLatch done = new CountDownLatch(1);
            boolean[] current = new boolean[1];
            for (int spin = i % 400; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            worker.stop();
            for (int spin = i % 97 * 20; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            worker.submit(() -> {
                current[0] = worker.isCurrent();
                if (current[0]) {
                    worker.submitNext(done::countDown);
                } else {
                    done.countDown();
                }
            });
            assertThat(done.await(30, TimeUnit.SECONDS)).as("round " + i).isTrue();
            onWorker += current[0] ? 1 : 0;
        }
        assertThat(onWorker).isBetween(1, 19_999);
    }
}
