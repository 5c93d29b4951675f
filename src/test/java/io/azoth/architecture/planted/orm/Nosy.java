package io.azoth.architecture.planted.orm;

import io.azoth.architecture.planted.compile.internal.Secret;

/** Uses what a user of core could not. */
final class Nosy {

    Secret secret;
}
