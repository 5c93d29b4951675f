package io.azoth.reflect;

import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.testkit.DatabaseKind;
import io.azoth.testkit.Databases;
import io.azoth.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** What tools that migrate or map leave in H2 and SQLite is read, and created again. */
@Databases({DatabaseKind.H2, DatabaseKind.SQLITE})
class ToolMadeSchemaIT extends ForeignSchema {
    private final boolean h2;

    ToolMadeSchemaIT(TestDatabase database) {
        super(database);
        this.h2 = database.kind() == DatabaseKind.H2;
    }

    @Override
    String[] script() {
        return h2 ? ofH2() : ofSqlite();
    }

    private static String[] ofH2() {
        return new String[] {
            "CREATE DOMAIN \"Email\" AS VARCHAR(80) DEFAULT 'a@b' CHECK (VALUE LIKE '%@%')",
            "CREATE TABLE \"flyway_schema_history\" (\"installed_rank\" INT NOT NULL, \"version\" VARCHAR(50), "
                    + "\"installed_on\" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL, \"success\" BOOLEAN NOT NULL)",
            "ALTER TABLE \"flyway_schema_history\" ADD CONSTRAINT \"flyway_schema_history_pk\" PRIMARY KEY "
                    + "(\"installed_rank\")",
            "CREATE INDEX \"flyway_schema_history_s_idx\" ON \"flyway_schema_history\" (\"success\")",
            "CREATE TABLE PLAIN (ID BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5), CODE VARCHAR(20) "
                    + "NOT NULL, STATE TINYINT CHECK (STATE BETWEEN 0 AND 2), KIND ENUM ('A','B'), MAIL \"Email\", TAGS "
                    + "VARCHAR ARRAY DEFAULT ARRAY[], MADE TIMESTAMP(9) WITH TIME ZONE DEFAULT LOCALTIMESTAMP ON UPDATE "
                    + "LOCALTIMESTAMP, DOC JSON DEFAULT JSON '{\"a\":1}', BIG DECIMAL(38,2) DEFAULT 0, HASH BINARY "
                    + "VARYING(16) DEFAULT X'00', NOTE CLOB, TWICE BIGINT GENERATED ALWAYS AS (ID * 2), \"from\" INT "
                    + "INVISIBLE, PRIMARY KEY (ID), UNIQUE (CODE))",
            "CREATE TABLE child (plain_code varchar(20), up int, id int primary key, foreign key (plain_code) references "
                    + "plain (code) on delete set default on update cascade)",
            "ALTER TABLE child ADD CONSTRAINT FK8aiu FOREIGN KEY (up) REFERENCES child ON DELETE RESTRICT",
            "CREATE UNIQUE NULLS DISTINCT INDEX child_up ON child (up DESC NULLS FIRST)",
            "CREATE VIEW shown AS SELECT id, code, upper(code) AS \"Upper Code\" FROM plain"
        };
    }

    private static String[] ofSqlite() {
        return new String[] {
            "CREATE TABLE \"flyway_schema_history\" (\"installed_rank\" INT NOT NULL PRIMARY KEY, \"version\" VARCHAR(50), "
                    + "\"installed_on\" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')), \"success\" BOOLEAN "
                    + "NOT NULL)",
            "CREATE INDEX \"flyway_schema_history_s_idx\" ON \"flyway_schema_history\" (\"success\")",
            "CREATE TABLE \"plain\" (\"id\" integer NOT NULL PRIMARY KEY AUTOINCREMENT, \"code\" varchar(20) NOT NULL UNIQUE "
                    + "COLLATE NOCASE, \"made\" datetime NOT NULL DEFAULT CURRENT_TIMESTAMP, \"price\" decimal NULL, \"data\" "
                    + "text NULL CHECK ((JSON_VALID(\"data\") OR \"data\" IS NULL)), \"count\" integer unsigned NOT NULL "
                    + "CHECK (\"count\" >= 0) DEFAULT -1, flag bool DEFAULT (1), \"at\" time DEFAULT '13:00:00', z, "
                    + "total REAL GENERATED ALWAYS AS (price * \"count\"))",
            "CREATE TABLE child (plain_code TEXT REFERENCES plain (code) ON UPDATE CASCADE DEFERRABLE INITIALLY "
                    + "DEFERRED, up int, id integer PRIMARY KEY, CONSTRAINT fk_up FOREIGN KEY (up) REFERENCES child ON "
                    + "DELETE RESTRICT MATCH FULL) STRICT",
            "CREATE UNIQUE INDEX child_up ON child (up DESC) WHERE up IS NOT NULL",
            "CREATE TABLE pairs (a INT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID, STRICT",
            "CREATE VIEW shown AS SELECT id, code, upper(code) AS \"Upper Code\" FROM plain",
            "CREATE TRIGGER told AFTER INSERT ON plain BEGIN UPDATE plain SET price = 1 WHERE id = new.id; END",
            "ANALYZE"
        };
    }

    @Test
    void whatToolsMadeInH2IsRead() {
        if (!h2) {
            return;
        }
        assertThat(LiveText.columns(live("\"flyway_schema_history\"")))
                .containsExactly(
                        "\"installed_rank\" INTEGER not null",
                        "\"version\" VARCHAR(50)",
                        "\"installed_on\" TIMESTAMP not null = sql CURRENT_TIMESTAMP",
                        "\"success\" BOOLEAN not null");
        assertThat(LiveText.columns(live("plain")))
                .containsExactly(
                        "id BIGINT not null generated",
                        "code VARCHAR(20) not null",
                        "state other TINYINT",
                        "kind other ENUM('A', 'B')",
                        "mail VARCHAR(80)",
                        "tags TEXT ARRAY = sql ARRAY []",
                        "made TIMESTAMP WITH TIME ZONE = sql LOCALTIMESTAMP",
                        "doc JSON = {\"a\":1}",
                        "big NUMERIC(38, 2) = 0.00",
                        "hash VARBINARY(16) = sql X'00'",
                        "note TEXT",
                        "twice BIGINT stored \"ID\" * 2",
                        "from INTEGER");
        assertThat(LiveText.constraints(live("child")))
                .containsExactly(
                        "primary key [id]",
                        "foreign key [plain_code] to plain [code] on delete SET_DEFAULT",
                        "foreign key [up] to child [id] on delete RESTRICT");
        assertThat(LiveText.indexes(live("child"))).containsExactly("child_up unique [up desc nulls FIRST]");
    }

    @Test
    void whatToolsMadeInSqliteIsRead() {
        if (h2) {
            return;
        }
        assertThat(LiveText.columns(live("plain")))
                .containsExactly(
                        "id INTEGER not null generated",
                        "code VARCHAR(20) not null",
                        "made TIMESTAMP not null = sql CURRENT_TIMESTAMP",
                        "price NUMERIC",
                        "data TEXT",
                        "count BIGINT not null = -1",
                        "flag BOOLEAN = true",
                        "at TIME = 13:00",
                        "z other OTHER",
                        "total REAL virtual price * \"count\"");
        assertThat(LiveText.constraints(live("child")))
                .containsExactly(
                        "primary key [id]",
                        "foreign key [plain_code] to plain [code] DEFERRED",
                        "foreign key [up] to child [id] on delete RESTRICT");
        assertThat(LiveText.indexes(live("child"))).containsExactly("child_up unique [up desc] where up IS NOT NULL");
        assertThat(LiveText.constraints(live("pairs"))).containsExactly("primary key [a, b]");
    }

    /** A single key of whole numbers is the number of its row, where SQLite creates it anew. */
    @Test
    void whatWasReadIsCreatedAgain() {
        isCreatedAgain(h2 ? "-" : "columns.generated");
    }
}
