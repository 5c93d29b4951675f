package io.azoth.jdbc.sqlite;

import static io.azoth.jdbc.sqlite.Sqlite.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.jdbc.JdbcConnectionFactory;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A result that is far larger than the heap, and a consumer that takes its time at first. */
@Tag("small-heap")
class BackpressureBatteryTest {

    private static final int ROWS = 10_000_000;

    @Test
    void tenMillionRowsPassThroughASmallHeapAndNoneIsReadAhead() throws Exception {
        JdbcConnectionFactory factory = Sqlite.memory();
        Connection connection = one(factory.create());
        AtomicLong mapped = new AtomicLong();
        SlowAtFirst consumer = new SlowAtFirst(mapped);
        Flux.from(connection
                        .createStatement("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < "
                                + ROWS + ") SELECT i, 'a text of some length, number ' || i FROM c")
                        .execute())
                .concatMap(
                        result -> result.map((row, metadata) -> {
                            mapped.incrementAndGet();
                            return row.get(0, Integer.class) + row.get(1, String.class);
                        }),
                        0)
                .subscribe(consumer);
        assertThat(consumer.ended.await(10, TimeUnit.MINUTES)).isTrue();
        assertThat(consumer.received).isEqualTo(ROWS);
        assertThat(consumer.mostAhead).isLessThanOrEqualTo(1);
        one(connection.close());
        one(factory.close());
    }

    /** Asks for a hundred rows a millisecond for a while, and for ten thousand at a time after that. */
    private static final class SlowAtFirst extends BaseSubscriber<String> {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicLong mapped;
        private long received;
        private long asked;
        private long mostAhead;

        SlowAtFirst(AtomicLong mapped) {
            this.mapped = mapped;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            ask(100);
        }

        @Override
        protected void hookOnNext(String row) {
            received++;
            mostAhead = Math.max(mostAhead, mapped.get() - received);
            if (received == asked) {
                if (received < 100_000) {
                    Mono.delay(Duration.ofMillis(1)).subscribe(tick -> ask(100));
                } else {
                    ask(10_000);
                }
            }
        }

        private void ask(long rows) {
            asked += rows;
            request(rows);
        }

        @Override
        protected void hookOnComplete() {
            ended.countDown();
        }
    }
}
