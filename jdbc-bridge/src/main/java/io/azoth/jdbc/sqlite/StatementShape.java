package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.Command;

/** Gathers, token by token, what one statement does. Not thread-safe. */
final class StatementShape {

    private enum Lead {
        NONE,
        EXPLAIN,
        CREATE,
        TRIGGER,
        WITH,
        KNOWN
    }

    private enum TriggerEnd {
        OPEN,
        AFTER_SEMICOLON,
        ENDED
    }

    private Lead lead = Lead.NONE;
    private Command.Kind kind = Command.Kind.UTILITY;
    private TriggerEnd triggerEnd = TriggerEnd.OPEN;
    private boolean explained;
    private boolean returnsRows;
    private boolean wildcard;
    private int depth;

    /** Returns whether a semicolon belongs to the statement. */
    boolean insideTrigger() {
        return lead == Lead.TRIGGER && triggerEnd != TriggerEnd.ENDED;
    }

    Command.Kind kind() {
        return explained ? Command.Kind.UTILITY : kind;
    }

    boolean returnsRows() {
        return returnsRows;
    }

    boolean wildcard() {
        return wildcard;
    }

    void accept(Tokenizer.Kind token, Tokenizer text) {
        if (lead == Lead.TRIGGER) {
            followTrigger(token, text);
            return;
        }
        switch (token) {
            case OPEN -> depth++;
            case CLOSE -> depth--;
            case STAR -> wildcard = true;
            case WORD -> word(text);
            default -> {}
        }
    }

    private void followTrigger(Tokenizer.Kind token, Tokenizer text) {
        if (token == Tokenizer.Kind.SEMICOLON) {
            triggerEnd = TriggerEnd.AFTER_SEMICOLON;
        } else if (triggerEnd == TriggerEnd.AFTER_SEMICOLON && token == Tokenizer.Kind.WORD && text.is("END")) {
            triggerEnd = TriggerEnd.ENDED;
        } else {
            triggerEnd = TriggerEnd.OPEN;
        }
    }

    private void word(Tokenizer text) {
        switch (lead) {
            case NONE, EXPLAIN -> leadingWord(text);
            case CREATE -> afterCreate(text);
            case WITH -> {
                if (depth == 0) {
                    boolean unused = mainVerb(text); // any other word belongs to a common table expression
                }
            }
            default -> laterWord(text);
        }
    }

    private void leadingWord(Tokenizer text) {
        if (text.is("EXPLAIN")) {
            explained = true;
            lead = Lead.EXPLAIN;
        } else if (lead == Lead.EXPLAIN && (text.is("QUERY") || text.is("PLAN"))) {
            lead = Lead.EXPLAIN;
        } else if (text.is("WITH")) {
            lead = Lead.WITH;
        } else if (text.is("CREATE")) {
            kind = Command.Kind.DEFINITION;
            lead = Lead.CREATE;
        } else if (!mainVerb(text)) {
            kind = other(text);
            lead = Lead.KNOWN;
        }
    }

    private void afterCreate(Tokenizer text) {
        if (text.is("TRIGGER")) {
            lead = Lead.TRIGGER;
        } else if (!text.is("TEMP") && !text.is("TEMPORARY")) {
            lead = Lead.KNOWN;
        }
    }

    private boolean mainVerb(Tokenizer text) {
        if (text.is("SELECT") || text.is("VALUES")) {
            kind = Command.Kind.QUERY;
        } else if (text.is("INSERT") || text.is("UPDATE") || text.is("DELETE") || text.is("REPLACE")) {
            kind = Command.Kind.CHANGE;
        } else {
            return false;
        }
        lead = Lead.KNOWN;
        return true;
    }

    private void laterWord(Tokenizer text) {
        if (kind == Command.Kind.CHANGE && depth == 0 && text.is("RETURNING")) {
            returnsRows = true;
        } else if (kind == Command.Kind.ROLLBACK && text.is("TO")) {
            kind = Command.Kind.SAVEPOINT;
        }
    }

    private static Command.Kind other(Tokenizer text) {
        if (text.is("BEGIN")) {
            return Command.Kind.BEGIN;
        }
        if (text.is("COMMIT") || text.is("END")) {
            return Command.Kind.COMMIT;
        }
        if (text.is("ROLLBACK")) {
            return Command.Kind.ROLLBACK;
        }
        if (text.is("SAVEPOINT") || text.is("RELEASE")) {
            return Command.Kind.SAVEPOINT;
        }
        boolean utility = text.is("PRAGMA") || text.is("ATTACH") || text.is("DETACH");
        return utility ? Command.Kind.UTILITY : Command.Kind.DEFINITION;
    }
}
