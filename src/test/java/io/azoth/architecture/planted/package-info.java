/** A small Azoth that breaks every rule, so that the rules can be seen to fail. Each class says which. */
package io.azoth.architecture.planted;
