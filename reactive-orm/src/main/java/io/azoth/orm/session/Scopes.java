package io.azoth.orm.session;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.engine.Engine;
import io.azoth.engine.Transaction;
import io.azoth.orm.state.Memento;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * The transactions that a session takes part in while they are open: its own, and those of its engine that its subscribers
 * are in. When one is rolled back, the session's objects are as they were when the session entered it. Any thread may use it.
 */
final class Scopes {
    private final SessionCore core;
    private final Engine engine;
    private final Map<Transaction, Scope> open = new HashMap<>();

    Scopes(SessionCore core, Engine engine) {
        this.core = core;
        this.engine = engine;
    }

    /**
     * Where a subscriber's work belongs: to the innermost transaction of its Context, unless the view that it uses is that of
     * another one; null outside of transactions.
     */
    @Nullable
    Scope of(ContextView context, @Nullable Scope view) {
        Transaction innermost = engine.transaction(context).orElse(null);
        return innermost == null || (view != null && !innermost.isWithin(view.transaction()))
                ? view
                : enter(innermost, false);
    }

    /** Takes part in a transaction, and in those around it, from now on. */
    @CanIgnoreReturnValue
    synchronized Scope enter(Transaction transaction, boolean own) {
        Scope known = open.get(transaction);
        if (known != null) {
            return known;
        }
        transaction.outer().ifPresent(outer -> enter(outer, false));
        Memento before = Memento.of(core.state());
        Scope scope = new Scope(transaction, own);
        open.put(transaction, scope);
        boolean outermost = transaction.outer().isEmpty();
        transaction.onEnd(outcome -> {
            left(transaction);
            core.end(
                    outcome,
                    () -> {
                        if (outermost) {
                            Memento.keep(core.state());
                        }
                    },
                    before::restore);
        });
        return scope;
    }

    private synchronized void left(Transaction transaction) {
        open.remove(transaction);
    }
}
