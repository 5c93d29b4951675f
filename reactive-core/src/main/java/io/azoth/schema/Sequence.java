package io.azoth.schema;

import io.azoth.schema.ddl.CreateSequence;
import io.azoth.schema.ddl.DropSequence;
import io.azoth.schema.ddl.RenameSequence;
import io.azoth.schema.ddl.RestartSequence;
import io.azoth.schema.ddl.SequenceDefinition;
import io.azoth.sql.Executor;
import reactor.core.publisher.Mono;

/**
 * A sequence: a source of numbers that no transaction gives twice. Immutable.
 *
 * <p>It is created before and dropped behind the tables whose columns take their defaults from it. SQLite has none.
 *
 * @param definition what it is
 * @param metadata whose engine it is created on when no other is given
 */
public record Sequence(SequenceDefinition definition, MetaData metadata) {

    /** A sequence from 1 in steps of 1, its name with its schema before a dot where it is in one. */
    public static Sequence of(String name, MetaData metadata) {
        return new Sequence(new SequenceDefinition(Names.table(name), 1, 1), metadata);
    }

    /** The same from another first number. */
    public Sequence startingAt(long start) {
        return new Sequence(new SequenceDefinition(definition.name(), start, definition.increment()), metadata);
    }

    /** The same in other steps, which may be negative but not 0. */
    public Sequence incrementedBy(long increment) {
        return new Sequence(new SequenceDefinition(definition.name(), definition.start(), increment), metadata);
    }

    /** CREATE SEQUENCE; an error where it exists. */
    public Mono<Void> create() {
        return Mono.defer(() -> create(metadata.bound()));
    }

    /** CREATE SEQUENCE on an engine, a connection or a transaction. */
    public Mono<Void> create(Executor on) {
        return new CreateSequence(definition, false, null).executeOn(on).then();
    }

    /** The statement that makes it give a number next. */
    public RestartSequence restart(long next) {
        return new RestartSequence(definition.name(), next, metadata.executor());
    }

    /** The statement that gives it another name in the same schema. */
    public RenameSequence renameTo(String newName) {
        return new RenameSequence(definition.name(), Names.check(newName, "sequence"), metadata.executor());
    }

    /** DROP SEQUENCE; an error where it does not exist. */
    public Mono<Void> drop() {
        return Mono.defer(() -> drop(metadata.bound()));
    }

    /** DROP SEQUENCE on an engine, a connection or a transaction. */
    public Mono<Void> drop(Executor on) {
        return new DropSequence(definition.name(), false, null).executeOn(on).then();
    }
}
