package io.azoth.testkit;

/** The databases that Azoth is tested on. */
public enum DatabaseKind {
    /** H2 in memory. */
    H2 {
        @Override
        public TestDatabase open() {
            return new H2Database();
        }
    },

    /** A server started once per JVM, with a database of its own for each {@link #open()}. */
    POSTGRES {
        @Override
        public TestDatabase open() {
            return PostgresServer.running().newDatabase();
        }
    },

    /** A temporary file in WAL mode. */
    SQLITE {
        @Override
        public TestDatabase open() {
            return SqliteDatabase.inTemporaryFile();
        }
    };

    /** Makes a fresh, empty database. */
    public abstract TestDatabase open();
}
