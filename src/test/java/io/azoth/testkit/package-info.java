/**
 * What tests over several databases share: fresh databases, captured logs and statements, leak checks. Of Azoth it
 * uses the listener of the engine alone, so that everything else may be tested with it.
 */
@NullMarked
package io.azoth.testkit;

import org.jspecify.annotations.NullMarked;
