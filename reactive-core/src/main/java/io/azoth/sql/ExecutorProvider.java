package io.azoth.sql;

/** Makes executors from URLs; found by {@link java.util.ServiceLoader}, so that the tree knows no engine. */
public interface ExecutorProvider {
    /**
     * An executor that connects at its first use.
     *
     * @param url an R2DBC URL
     */
    Executor connect(String url);
}
