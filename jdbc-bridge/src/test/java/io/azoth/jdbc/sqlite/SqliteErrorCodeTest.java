package io.azoth.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.core.DB;

/** What becomes of each of SQLite's codes; a test can bring about only some of them by statements. */
class SqliteErrorCodeTest {

    @ParameterizedTest
    @CsvSource({
        "SQLITE_ERROR, R2dbcBadGrammarException, 42000",
        "SQLITE_PERM, R2dbcPermissionDeniedException, 42501",
        "SQLITE_ABORT, R2dbcRollbackException, 40000",
        "SQLITE_ABORT_ROLLBACK, R2dbcRollbackException, 40000",
        "SQLITE_BUSY, R2dbcTimeoutException, 55P03",
        "SQLITE_BUSY_RECOVERY, R2dbcTimeoutException, 55P03",
        "SQLITE_BUSY_SNAPSHOT, R2dbcRollbackException, 40001",
        "SQLITE_LOCKED, R2dbcTransientResourceException, 55006",
        "SQLITE_LOCKED_SHAREDCACHE, R2dbcTimeoutException, 55P03",
        "SQLITE_NOMEM, R2dbcTransientResourceException, 53200",
        "SQLITE_READONLY, R2dbcPermissionDeniedException, 25006",
        "SQLITE_READONLY_DIRECTORY, R2dbcPermissionDeniedException, 25006",
        "SQLITE_INTERRUPT, R2dbcNonTransientResourceException, 57014",
        "SQLITE_IOERR, R2dbcNonTransientResourceException, 58030",
        "SQLITE_IOERR_WRITE, R2dbcNonTransientResourceException, 58030",
        "SQLITE_IOERR_FSYNC, R2dbcNonTransientResourceException, 58030",
        "SQLITE_CORRUPT, R2dbcNonTransientResourceException, XX001",
        "SQLITE_CORRUPT_INDEX, R2dbcNonTransientResourceException, XX001",
        "SQLITE_FULL, R2dbcNonTransientResourceException, 53100",
        "SQLITE_CANTOPEN, R2dbcNonTransientResourceException, 08001",
        "SQLITE_CANTOPEN_ISDIR, R2dbcNonTransientResourceException, 08001",
        "SQLITE_PROTOCOL, R2dbcTransientResourceException, 55P03",
        "SQLITE_SCHEMA, R2dbcTransientResourceException, 40001",
        "SQLITE_CONSTRAINT, R2dbcDataIntegrityViolationException, 23000",
        "SQLITE_CONSTRAINT_CHECK, R2dbcDataIntegrityViolationException, 23514",
        "SQLITE_CONSTRAINT_FOREIGNKEY, R2dbcDataIntegrityViolationException, 23503",
        "SQLITE_CONSTRAINT_NOTNULL, R2dbcDataIntegrityViolationException, 23502",
        "SQLITE_CONSTRAINT_PRIMARYKEY, R2dbcDataIntegrityViolationException, 23505",
        "SQLITE_CONSTRAINT_ROWID, R2dbcDataIntegrityViolationException, 23505",
        "SQLITE_CONSTRAINT_UNIQUE, R2dbcDataIntegrityViolationException, 23505",
        "SQLITE_CONSTRAINT_TRIGGER, R2dbcDataIntegrityViolationException, 23000",
        "SQLITE_MISMATCH, R2dbcDataIntegrityViolationException, 22000",
        "SQLITE_AUTH, R2dbcPermissionDeniedException, 42501",
        "SQLITE_RANGE, R2dbcBadGrammarException, 42000",
        "SQLITE_NOTADB, R2dbcNonTransientResourceException, 08004",
    })
    void eachCodeHasTheClassAndStateOfItsKind(SQLiteErrorCode code, String type, String state) {
        SQLiteException cause = DB.newSQLException(code.code, "the words");
        R2dbcException failure = SqliteErrors.translate(cause, "SELECT 1");
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.getSqlState()).isEqualTo(state);
        assertThat(failure.getErrorCode()).isEqualTo(code.code);
        assertThat(failure).hasMessage("the words [" + code.name() + "]").hasCause(cause);
        assertThat(failure.getSql()).isEqualTo("SELECT 1");
    }

    @Test
    void everyCodeIsAnR2dbcExceptionWithAState() {
        assertThat(Arrays.stream(SQLiteErrorCode.values())
                        .map(code -> SqliteErrors.translate(DB.newSQLException(code.code, "the words"), null)))
                .allSatisfy(failure -> assertThat(failure.getSqlState()).matches("[0-9A-Z]{5}"));
    }

    @Test
    void aFailureOfTheJdbcDriverItselfIsOneToo() {
        assertThat(SqliteErrors.translate(new SQLException(), null)).hasMessage("SQLite failed without a message");
        R2dbcException failure = SqliteErrors.translate(new SQLException("stmt pointer is closed"), "SELECT 1");
        assertThat(failure).hasMessage("stmt pointer is closed");
        assertThat(failure.getErrorCode()).isEqualTo(1);
    }
}
