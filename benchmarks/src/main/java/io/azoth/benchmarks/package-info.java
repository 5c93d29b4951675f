/** JMH benchmarks of Azoth beside the raw drivers. */
package io.azoth.benchmarks;
