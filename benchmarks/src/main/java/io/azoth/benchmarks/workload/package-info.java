/** Whole workloads on PostgreSQL, ours and the best hand-written driver code in turn, results checked. */
@NullMarked
@CheckReturnValue
package io.azoth.benchmarks.workload;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
