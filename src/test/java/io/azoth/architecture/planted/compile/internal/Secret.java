package io.azoth.architecture.planted.compile.internal;

/** Shared inside core alone, in a package that the layout does not name. */
public final class Secret {}
