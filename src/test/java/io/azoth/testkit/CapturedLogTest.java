package io.azoth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class CapturedLogTest {

    private static final Logger LOGGER = LoggerFactory.getLogger("captured.below");

    @Test
    void capturesWhileOpenAndOnlyThen() {
        LOGGER.debug("before");
        CapturedLog log = CapturedLog.of("captured");
        try (log) {
            LOGGER.debug("sql {}", 1);
            LOGGER.trace("too fine");
        }
        LOGGER.debug("after");

        assertThat(log.levelledMessages()).containsExactly("DEBUG sql 1");
        assertThat(LOGGER.isDebugEnabled()).isFalse();
    }

    @Test
    void atInfoLeavesOutWhatIsFiner() {
        try (CapturedLog log = CapturedLog.atInfo("captured")) {
            LOGGER.debug("fine");
            LOGGER.info("coarse");
            assertThat(log.messages()).containsExactly("coarse");
            log.clear();
            assertThat(log.messages()).isEmpty();
        }
    }
}
