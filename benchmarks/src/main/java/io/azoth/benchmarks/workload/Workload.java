package io.azoth.benchmarks.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The same work in several ways, the first of which is the hand-written one.
 *
 * @param name what is shown
 * @param size how many rows or operations one round has
 * @param expected the checksum that each round must give
 * @param prepare what is done before each round, off the clock
 * @param variants the ways
 */
record Workload(String name, int size, long expected, Mono<Void> prepare, List<Variant> variants) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Runs the variants in turn, so that a machine whose speed drifts is unfair to none of them. */
    List<Timings> run(int warmups, int rounds) {
        List<Timings> all = new ArrayList<>();
        variants.forEach(variant -> all.add(new Timings(variant.name(), rounds)));
        for (int round = -warmups; round < rounds; round++) {
            for (int i = 0; i < variants.size(); i++) {
                prepare.block(LIMIT);
                long allocated = Timings.allocatedBytes();
                long start = System.nanoTime();
                Long checksum = variants.get(i).work().block(LIMIT);
                long time = System.nanoTime() - start;
                if (checksum == null || checksum != expected) {
                    throw new IllegalStateException(name + ", "
                            + variants.get(i).name() + ": checksum " + checksum + " instead of " + expected);
                }
                if (round >= 0) {
                    all.get(i).add(round, time, Timings.allocatedBytes() - allocated);
                }
            }
        }
        return all;
    }
}
