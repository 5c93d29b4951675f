/** One runnable main per page of the guide. */
package io.azoth.examples;
