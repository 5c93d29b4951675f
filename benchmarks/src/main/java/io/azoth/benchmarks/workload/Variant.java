package io.azoth.benchmarks.workload;

import reactor.core.publisher.Mono;

/**
 * One way to do a workload.
 *
 * @param name what is shown
 * @param work does it once and gives a checksum of what it saw
 */
record Variant(String name, Mono<Long> work) {}
