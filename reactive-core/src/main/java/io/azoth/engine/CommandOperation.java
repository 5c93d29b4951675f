package io.azoth.engine;

import io.azoth.error.AzothException;
import io.azoth.error.StatementContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** BEGIN, COMMIT and the like. Nobody can cancel it: once sent, its reply is awaited. */
final class CommandOperation extends Operation {
    /** What the next operation waits for. */
    enum Reply {
        /** For the reply; who hears of it hears afterwards. */
        AWAITED,
        /** For the reply, and for who hears of it: what it says decides whether there is a next one. */
        DECIDING,
        /** For nothing: it may be sent before the reply has come. */
        UNAWAITED
    }

    private final Host host;
    private final String text;
    private final Supplier<Publisher<Void>> command;
    private final Reply reply;
    private final Consumer<@Nullable AzothException> then;
    private @Nullable AzothException outcome;

    /**
     * @param reply what the next operation waits for
     * @param then hears of the end, on the driver's thread
     */
    CommandOperation(
            Host host,
            String text,
            Supplier<Publisher<Void>> command,
            Reply reply,
            Consumer<@Nullable AzothException> then) {
        this.host = host;
        this.text = text;
        this.command = command;
        this.reply = reply;
        this.then = then;
    }

    @Override
    void start(ConnectionQueue queue) {
        long startedAt = System.nanoTime();
        if (queue.resources().isHeard()) {
            queue.resources().tellStart(text, List.of());
        }
        ConnectionQueue.await(publisher(), error -> replied(queue, startedAt, error));
        if (reply == Reply.UNAWAITED) {
            host.ended(this);
        }
    }

    private Publisher<Void> publisher() {
        try {
            return command.get();
        } catch (Throwable e) {
            return Mono.error(e);
        }
    }

    private void replied(ConnectionQueue queue, long startedAt, @Nullable Throwable error) {
        EngineResources resources = queue.resources();
        StatementContext context =
                new StatementContext(text, resources.dialect().name(), List.of());
        outcome = error == null ? null : DriverErrors.translate(error, resources.driver(), context);
        if (resources.isHeard()) {
            resources.tell(new StatementEvent(
                    text,
                    List.of(),
                    0,
                    Duration.ofNanos(System.nanoTime() - startedAt),
                    error == null ? StatementOutcome.COMPLETED : StatementOutcome.FAILED,
                    outcome,
                    Map.of()));
        }
        if (reply != Reply.AWAITED) {
            then.accept(outcome);
        }
        if (reply != Reply.UNAWAITED) {
            host.ended(this);
        }
    }

    @Override
    void refuse(Throwable error) {
        then.accept((AzothException) error);
    }

    @Override
    void conclude() {
        if (reply == Reply.AWAITED) {
            then.accept(outcome);
        }
    }
}
