package io.azoth.examples;

import io.azoth.engine.Engine;
import io.azoth.schema.MetaData;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * The tutorial from end to end, echoing its SQL. Runs on an SQLite file that appears when it is first used, or on the
 * database whose R2DBC URL is the argument.
 */
public final class Tutorial {
    private Tutorial() {}

    public static void main(String[] args) {
        String url = args.length > 0 ? args[0] : "r2dbc:sqlite:///tutorial.db";
        // An application subscribes where its framework does; a main has nothing else to do than to wait.
        run(url).block(Duration.ofMinutes(1));
    }

    static Mono<Void> run(String url) {
        // tag::connect
        Engine db = Engine.create(url); // nothing connects until first use
        MetaData metadata = MetaData.bind(db);
        // end::connect
        return Mono.defer(() -> {
                    SqlTutorial sql = new SqlTutorial(db, metadata);
                    OrmTutorial orm = new OrmTutorial(db, sql.users(), sql.addresses());
                    return metadata.dropAll() // what an earlier run left behind
                            .then(Mono.fromRunnable(() -> db.echo(true)))
                            .then(sql.run())
                            .then(orm.run());
                })
                .then(db.close())
                .onErrorResume(error -> db.close().then(Mono.error(error)));
    }
}
