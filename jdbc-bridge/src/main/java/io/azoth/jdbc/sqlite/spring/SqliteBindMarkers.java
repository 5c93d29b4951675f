package io.azoth.jdbc.sqlite.spring;

import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.binding.BindMarkersFactory;
import org.springframework.r2dbc.core.binding.BindMarkersFactoryResolver.BindMarkerFactoryProvider;

/** SQLite's bind markers, {@code ?1}, for Spring's {@code DatabaseClient}. Found by Spring itself. */
public final class SqliteBindMarkers implements BindMarkerFactoryProvider {

    static final BindMarkersFactory MARKERS = BindMarkersFactory.indexed("?", 1);

    static boolean isSqlite(ConnectionFactory factory) {
        return "SQLite".equals(factory.getMetadata().getName());
    }

    @Override
    public @Nullable BindMarkersFactory getBindMarkers(ConnectionFactory connectionFactory) {
        return isSqlite(connectionFactory) ? MARKERS : null;
    }
}
