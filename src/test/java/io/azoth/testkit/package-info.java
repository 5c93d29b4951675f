/**
 * What tests over several databases share: fresh databases, log capture, leak checks. Uses no package of Azoth, so that
 * any of them may be tested with it.
 */
@NullMarked
package io.azoth.testkit;

import org.jspecify.annotations.NullMarked;
