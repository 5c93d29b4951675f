package io.azoth.dialect.postgres;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Makes {@link BindingCodec} known to each connection of r2dbc-postgresql, which finds this class by {@link
 * java.util.ServiceLoader}. The codec answers to classes that only this package asks for, so nobody else's reads or writes
 * change; it comes first, for those of arrays in the driver take any class for theirs.
 */
public final class BindingCodecs implements CodecRegistrar {
    /** For the service loader. */
    public BindingCodecs() {}

    @Override
    public Publisher<Void> register(
            PostgresqlConnection connection, ByteBufAllocator allocator, CodecRegistry registry) {
        return Mono.fromRunnable(() -> registry.addFirst(new BindingCodec(registry)));
    }
}
