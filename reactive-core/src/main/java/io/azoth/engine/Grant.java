package io.azoth.engine;

/** Who waits for something that is given later, once, on the thread that has it. */
interface Grant<R> {
    void granted(R resource);

    void refused(Throwable error);
}
