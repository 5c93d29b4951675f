package io.azoth.benchmarks.workload;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** What the rounds of one variant took. */
final class Timings {
    private final String name;
    private final long[] nanos;
    private final long[] bytes;

    Timings(String name, int rounds) {
        this.name = name;
        this.nanos = new long[rounds];
        this.bytes = new long[rounds];
    }

    void add(int round, long time, long allocated) {
        nanos[round] = time;
        bytes[round] = allocated;
    }

    String name() {
        return name;
    }

    double medianMillis() {
        return median(nanos) / 1e6;
    }

    double minMillis() {
        return Arrays.stream(nanos).min().orElseThrow() / 1e6;
    }

    double bytesPer(int size) {
        return median(bytes) / size;
    }

    /** The median of the ratios of rounds that ran side by side. */
    double ratioTo(Timings base) {
        double[] ratios = new double[nanos.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) nanos[i] / base.nanos[i];
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** By all threads that live: what ended since is missed, which event loops do not do. */
    static long allocatedBytes() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long allocated : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, allocated);
        }
        return sum;
    }
}
