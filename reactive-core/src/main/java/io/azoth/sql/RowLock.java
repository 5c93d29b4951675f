package io.azoth.sql;

import java.util.List;

/**
 * The lock that a SELECT takes on its rows: {@code FOR UPDATE OF users SKIP LOCKED}.
 *
 * @param strength against whom
 * @param of the from-items whose rows are locked, empty for all
 * @param waiting what happens where another transaction has the lock
 */
public record RowLock(Strength strength, List<FromItem> of, Wait waiting) {
    /** Against whom the rows are locked. */
    public enum Strength {
        UPDATE("FOR UPDATE"),
        NO_KEY_UPDATE("FOR NO KEY UPDATE"),
        SHARE("FOR SHARE"),
        KEY_SHARE("FOR KEY SHARE");

        private final String words;

        Strength(String words) {
            this.words = words;
        }

        /** The words of SQL. */
        public String words() {
            return words;
        }
    }

    /** What happens where another transaction has the lock. */
    public enum Wait {
        /** It is waited for. */
        WAIT,
        /** The statement fails at once. */
        NO_WAIT,
        /** The rows are left out. */
        SKIP_LOCKED
    }

    public RowLock {
        of = List.copyOf(of);
    }

    /** Rows that no other transaction changes or locks: {@code FOR UPDATE}. */
    public static RowLock forUpdate() {
        return new RowLock(Strength.UPDATE, List.of(), Wait.WAIT);
    }

    /** Rows that no other transaction changes: {@code FOR SHARE}. */
    public static RowLock forShare() {
        return new RowLock(Strength.SHARE, List.of(), Wait.WAIT);
    }

    /** The rows of these from-items alone. */
    public RowLock of(FromItem... items) {
        return new RowLock(strength, List.of(items), waiting);
    }

    /** Fails at once where another transaction has the lock. */
    public RowLock noWait() {
        return new RowLock(strength, of, Wait.NO_WAIT);
    }

    /** Leaves out the rows that another transaction has locked. */
    public RowLock skipLocked() {
        return new RowLock(strength, of, Wait.SKIP_LOCKED);
    }
}
