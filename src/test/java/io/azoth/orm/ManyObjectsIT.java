package io.azoth.orm;

import static io.azoth.schema.Schema.column;
import static io.azoth.schema.Schema.primaryKey;
import static io.azoth.type.SqlTypes.BYTES;
import static io.azoth.type.SqlTypes.INTEGER;
import static io.azoth.type.SqlTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.engine.Engine;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A session that holds thousands: each is found by its key, each field is as its row, each change is seen. */
@Databases
class ManyObjectsIT {
    private static final int MANY = 2_000;

    private final TestDatabase database;
    private final Engine db;
    private final Table items = Table.of(
            "items",
            new MetaData(),
            column("id", INTEGER, primaryKey()),
            column("name", varchar(20)),
            column("amount", INTEGER),
            column("content", BYTES));
    private final SessionFactory sessions;

    abstract static class Named {
        private String name;
    }

    static class Item extends Named {
        Integer id;
        int amount;
        byte[] content;

        String name() {
            return ((Named) this).name;
        }
    }

    ManyObjectsIT(TestDatabase database) {
        this.database = database;
        this.db = Engine.create(database.url());
        Mappers mappers = new Mappers();
        mappers.map(Item.class, items);
        this.sessions = SessionFactory.of(db, mappers);
        items.metadata().dropAll(db).then(items.metadata().createAll(db)).block(Tutorial.LIMIT);
    }

    @AfterEach
    void close() {
        items.metadata().dropAll(db).then(db.close()).block(Tutorial.LIMIT);
    }

    private <T> T in(Function<Session, Mono<T>> work) {
        return sessions.inSession(work).block(Tutorial.LIMIT);
    }

    private void insert(List<Integer> keys) {
        in(session -> {
            for (Integer key : keys) {
                Item item = new Item();
                item.id = key;
                ((Named) item).name = "item " + key;
                item.amount = key / 2;
                item.content = new byte[] {(byte) (int) key, 1};
                session.save(item);
            }
            return session.flush();
        });
    }

    private static Mono<List<Item>> all(Session session) {
        return session.query(Item.class).all().collectList();
    }

    /** In a row, below zero, far apart, a thousand apart, at both ends: whatever a table of hashes may stumble over. */
    private static List<Integer> keysOfAllSorts() {
        List<Integer> keys = new ArrayList<>();
        for (int i = 1; i <= 700; i++) {
            keys.add(i);
            keys.add(-i);
            keys.add(1_000_000 + (i << 10));
            keys.add((1 << 29) + i);
        }
        keys.addAll(List.of(0, Integer.MAX_VALUE, Integer.MIN_VALUE));
        return keys;
    }

    private static Map<Integer, Item> byKey(List<Item> loaded) {
        return loaded.stream().collect(Collectors.toMap(item -> item.id, Function.identity()));
    }

    @Test
    void eachIsFoundByItsKeyAfterOthersWereForgotten() {
        List<Integer> keys = keysOfAllSorts();
        insert(keys);
        in(session -> all(session).flatMap(loaded -> {
            Map<Integer, Item> first = byKey(loaded);
            assertThat(first.keySet()).containsExactlyInAnyOrderElementsOf(keys);
            loaded.stream().filter(item -> item.id % 3 == 0).forEach(session::expunge);
            return all(session)
                    .doOnNext(again -> again.forEach(item -> {
                        assertThat(item == first.get(item.id))
                                .as("key " + item.id)
                                .isEqualTo(item.id % 3 != 0);
                    }))
                    .flatMap(again -> all(session).doOnNext(third -> {
                        Map<Item, Boolean> known = new IdentityHashMap<>();
                        again.forEach(item -> known.put(item, true));
                        assertThat(third).allMatch(known::containsKey).hasSameSizeAs(keys);
                    }))
                    .thenMany(
                            Flux.fromIterable(keys).filter(key -> key % 3 != 0).concatMap(key -> session.get(
                                            Item.class, key)
                                    .doOnNext(item -> assertThat(item).isSameAs(first.get(key)))))
                    .then();
        }));
    }

    private static List<Integer> range(int first, int count) {
        return IntStream.range(first, first + count).boxed().toList();
    }

    @Test
    void eachFieldIsAsItsRow() {
        insert(range(1, MANY));
        for (int round = 0; round < 2; round++) {
            in(session -> all(session)
                    .doOnNext(loaded -> assertThat(loaded).hasSize(MANY).allSatisfy(item -> {
                        assertThat(item.name()).isEqualTo("item " + item.id);
                        assertThat(item.amount).isEqualTo(item.id / 2);
                        assertThat(item.content).containsExactly((byte) (int) item.id, 1);
                    })));
        }
    }

    @Test
    void eachChangeIsSeenAndNothingElse() {
        insert(range(1, MANY));
        in(session -> all(session).flatMap(loaded -> {
            Map<Integer, Item> byKey = byKey(loaded);
            assertThat(session.isDirty()).isFalse();
            byKey.get(3).content[1] = 9;
            byKey.get(MANY - 2).content[0] = 9;
            assertThat(session.isDirty()).isTrue();
            ((Named) byKey.get(MANY - 1)).name = null;
            byKey.get(MANY).amount = -1;
            byKey.get(1).content = new byte[] {1, 1};
            byKey.get(2).amount = 1;
            assertThat(session.plan())
                    .hasToString("[UPDATE Item#3 (content), UPDATE Item#1998 (content), UPDATE Item#1999 (name), "
                            + "UPDATE Item#2000 (amount)]");
            return session.flush()
                    .then(Mono.fromRunnable(() -> assertThat(session.isDirty()).isFalse()));
        }));
        assertThat(database.read("SELECT id, name, amount FROM items WHERE id >= 1999 ORDER BY id"))
                .containsExactly("1999|null|999", "2000|item 2000|-1");
    }

    @Test
    void aFieldThatTakesNoNullSaysSoBehindThousandsThatDid() {
        insert(range(1, MANY));
        database.run("UPDATE items SET amount = NULL WHERE id = " + (MANY - 5));
        for (int round = 0; round < 2; round++) {
            StepVerifier.create(sessions.inSession(session -> session.query(Item.class)
                            .orderBy(items.c("id"))
                            .all()
                            .then()))
                    .verifyErrorMessage("Item.amount is int and cannot hold NULL; declare it as Integer");
        }
    }
}
