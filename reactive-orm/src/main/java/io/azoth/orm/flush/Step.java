package io.azoth.orm.flush;

import io.azoth.sql.Executor;
import reactor.core.publisher.Mono;

/** One statement of a flush, or a few of the same form where there are too many values for one. */
interface Step {
    /** How many values one statement carries: below what the databases take. */
    int VALUES_PER_STATEMENT = 30_000;

    /** Runs it. Its values are taken when it is subscribed: by then the keys of earlier steps are made. */
    Mono<Void> run(Executor executor);
}
