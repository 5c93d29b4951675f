package io.azoth.testkit;

final class PostgresDatabase implements TestDatabase {

    private final PostgresServer server;
    private final String name;

    PostgresDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.POSTGRES;
    }

    @Override
    public String url() {
        return server.r2dbcUrl(name);
    }

    @Override
    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    @Override
    public void close() {
        server.drop(name);
    }

    @Override
    public String toString() {
        return "POSTGRES";
    }
}
