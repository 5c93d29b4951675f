package io.azoth.benchmarks.workload;

import org.jspecify.annotations.Nullable;

/** What a program would write by hand for a row of users, and what the mapper loads. */
final class User {
    @Nullable
    Integer userId;

    @Nullable
    String userName;

    @Nullable
    String password;

    User() {}

    User(@Nullable Integer userId, @Nullable String userName, @Nullable String password) {
        this.userId = userId;
        this.userName = userName;
        this.password = password;
    }

    long checksum() {
        return (userId == null ? 0L : userId) + (userName == null ? 0 : userName.length());
    }
}
