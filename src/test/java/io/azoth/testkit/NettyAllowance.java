package io.azoth.testkit;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Lets Netty's event loops wait for each other while one of them divides the allocator's memory anew, which takes microseconds.
 * Netty tells BlockHound of its older allocator's locks alone. An error thrown there ends the PostgreSQL connection that was
 * being read from, and leaves its session to the server.
 */
public final class NettyAllowance implements BlockHoundIntegration {

    private static final String ALLOCATOR = "io.netty.buffer.AdaptivePoolingAllocator";

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(ALLOCATOR, "allocate")
                .allowBlockingCallsInside(ALLOCATOR + "$MagazineGroup", "allocate")
                .allowBlockingCallsInside(ALLOCATOR + "$MagazineGroup", "free")
                .allowBlockingCallsInside(ALLOCATOR + "$Magazine", "free");
    }
}
