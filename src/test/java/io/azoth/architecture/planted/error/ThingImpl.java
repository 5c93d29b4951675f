package io.azoth.architecture.planted.error;

/** Hollow names, in a package that says nothing about nulls. */
public final class ThingImpl {

    interface IThing {}

    abstract static class AbstractThingBase {}
}
