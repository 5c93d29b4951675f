package io.azoth.mock;

import io.azoth.dialect.Dialects;
import io.azoth.engine.Engine;
import io.azoth.engine.EngineOptions;
import io.azoth.error.EngineException;
import io.azoth.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;

/**
 * A database for tests without one: a real engine compiles and runs statements on it, with its transactions, listeners,
 * sessions and cancellation; it records what is sent, and answers with what it was told.
 *
 * <pre>{@code
 * MockDatabase database = MockDatabase.of("postgresql");
 * database.on("SELECT users.user_id FROM users WHERE users.user_name = $1")
 *         .answer(MockAnswer.rows("user_id").row(2));
 *
 * StepVerifier.create(service(database.engine()).idOf("Mary")).expectNext(2).verifyComplete();
 * }</pre>
 *
 * <p>Rules are asked in the order in which they were made, and the first that fits and has an answer left gives it. What begins
 * and ends transactions is answered by itself unless a rule says otherwise; any other statement without an answer fails with
 * {@code UNEXPECTED_STATEMENT}. Any thread may use it.
 */
public final class MockDatabase {
    private final MockDialect dialect;
    private final List<MockRule> rules = new ArrayList<>();
    private final List<MockStatement> statements = new ArrayList<>();

    private MockDatabase(MockDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * A database that is spoken to in the SQL of a dialect.
     *
     * @param dialect the name: {@code h2}, {@code postgresql}, {@code sqlite}, or one that the class path adds
     * @throws EngineException if there is no dialect of the name
     */
    public static MockDatabase of(String dialect) {
        return new MockDatabase(new MockDialect(Dialects.named(dialect)));
    }

    /** A new engine on it; nothing of it needs to be closed. */
    public Engine engine() {
        return engine(EngineOptions.DEFAULT);
    }

    /** {@link #engine()} with options. */
    public Engine engine(EngineOptions options) {
        return Engine.create(new MockConnectionFactory(this, dialect), options);
    }

    /**
     * A rule for a statement.
     *
     * @param sql its whole text, as the dialect writes it; {@code BEGIN}, {@code COMMIT} and the like for what a transaction sends
     * @return the rule, which has no answer yet
     */
    public MockRule on(String sql) {
        return add(new MockRule(sql, statement -> statement.sql().equals(sql)));
    }

    /** A rule for all statements that a condition accepts, which may look at their parameters too. */
    public MockRule on(Predicate<MockStatement> condition) {
        return add(new MockRule("a condition", condition));
    }

    private synchronized MockRule add(MockRule rule) {
        rules.add(rule);
        return rule;
    }

    /** What was sent so far, in order, what begins and ends transactions included; a copy. */
    public synchronized List<MockStatement> statements() {
        return List.copyOf(statements);
    }

    /** The rules with an answer that was to be given once and was not; each by its text. Empty where all came as expected. */
    public synchronized List<String> unused() {
        return rules.stream()
                .filter(MockRule::isWaiting)
                .map(MockRule::description)
                .toList();
    }

    /** Forgets what was sent; the rules stay. */
    public synchronized void clear() {
        statements.clear();
    }

    /** What a statement is answered; it is recorded first. */
    synchronized MockAnswer answer(MockStatement statement, boolean boundary) {
        statements.add(statement);
        for (MockRule rule : rules) {
            MockAnswer answer = rule.answerTo(statement);
            if (answer != null) {
                return answer;
            }
        }
        return boundary ? MockAnswer.count(0) : new CannedAnswer(Flux.error(unexpected(statement)));
    }

    private EngineException unexpected(MockStatement statement) {
        return new EngineException(
                ErrorCode.UNEXPECTED_STATEMENT,
                "The mock database was not told how to answer: " + statement.sql() + "; it waits for " + unused()
                        + "; give it an answer with MockDatabase.on");
    }
}
