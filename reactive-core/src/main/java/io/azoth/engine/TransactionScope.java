package io.azoth.engine;

import io.azoth.error.AzothException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/** A transaction as the scope of work: committed after it, or rolled back. */
record TransactionScope(TransactionPlace place, Workplace workplace) implements ScopedWork.Scope {
    @Override
    public void complete(Consumer<@Nullable AzothException> then) {
        place.commit(error -> workplace.leave(place, () -> then.accept(error)));
    }

    static <T> void tell(MonoSink<T> sink, @Nullable AzothException error) {
        if (error == null) {
            sink.success();
        } else {
            sink.error(error);
        }
    }

    @Override
    public void fail(Consumer<@Nullable AzothException> then) {
        place.rollback(error -> workplace.leave(place, () -> then.accept(error)));
    }

    @Override
    public void doom() {
        place.doom();
    }

    @Override
    public void onForced(Consumer<AzothException> worker) {
        place.onForced(worker);
    }

    @Override
    public Context inside(Context context) {
        return place.joined(context);
    }
}
