package io.azoth.mock;

import io.azoth.error.ErrorCode;
import io.r2dbc.spi.R2dbcException;

/** What a mock database refuses with, and what the engine shall take it for. */
final class MockFailure extends R2dbcException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    MockFailure(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
