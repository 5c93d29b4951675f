package io.azoth.jdbc.sqlite.spring;

import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;
import org.springframework.data.r2dbc.dialect.DialectResolver.R2dbcDialectProvider;
import org.springframework.data.r2dbc.dialect.R2dbcDialect;

/** SQLite's dialect for Spring Data's repositories. Found by Spring Data itself. */
public final class SqliteDialectProvider implements R2dbcDialectProvider {

    @Override
    public Optional<R2dbcDialect> getDialect(ConnectionFactory connectionFactory) {
        return SqliteBindMarkers.isSqlite(connectionFactory)
                ? Optional.of(SqliteSpringDialect.INSTANCE)
                : Optional.empty();
    }
}
