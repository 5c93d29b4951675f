package io.azoth.jdbc.sqlite;

import io.azoth.jdbc.sqlite.SqlTokens.Token;
import io.azoth.jdbc.sqlite.Tokenizer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Follows values through expressions and queries: which parameters may come out as the value that went in.
 *
 * <p>Whatever is in doubt comes out. What never does are the parts that only decide: conditions, the tests of a CASE,
 * comparisons, whose result is 0 or 1, sort keys and limits; and what a CAST makes a number of because the statement
 * says so. Each method starts at the place of the tokens and leaves it behind what it read.
 */
final class ValueFlow {

    /** Words that end an expression on its level, where they are not names. */
    private static final Set<String> AFTER_EXPRESSION = Set.of(
            "WHERE",
            "GROUP",
            "HAVING",
            "ORDER",
            "LIMIT",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "ON",
            "RETURNING",
            "AS",
            "WHEN",
            "THEN",
            "ELSE");

    /** Words that make the whole of their level a truth value, since they bind weaker than anything else. */
    private static final Set<String> TRUTH =
            Set.of("AND", "OR", "NOT", "IS", "ISNULL", "NOTNULL", "IN", "LIKE", "GLOB", "REGEXP", "MATCH", "BETWEEN");

    /** Calls and clauses whose result says nothing of the digits of what is in their parentheses. */
    private static final Set<String> BLIND =
            Set.of("EXISTS", "OVER", "FILTER", "LENGTH", "OCTET_LENGTH", "INSTR", "UNICODE", "TYPEOF");

    private final SqlTokens tokens;
    private boolean wildcard;
    private int choices;

    ValueFlow(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** The parameters that come out of each column of a query, and those that may come out of any. */
    static final class Columns {

        private final List<List<Integer>> each = new ArrayList<>();
        private final List<Integer> any = new ArrayList<>();

        int count() {
            return each.size();
        }

        List<Integer> get(int column) {
            return each.get(column);
        }

        List<Integer> any() {
            return any;
        }

        List<Integer> all() {
            List<Integer> all = new ArrayList<>(any);
            each.forEach(all::addAll);
            return all;
        }

        private void add(int column, List<Integer> parameters) {
            while (each.size() <= column) {
                each.add(new ArrayList<>());
            }
            each.get(column).addAll(parameters);
        }
    }

    boolean startsQuery() {
        return startsQuery(0);
    }

    boolean startsQuery(int ahead) {
        Token token = tokens.peek(ahead);
        return token.is("SELECT") || token.is("VALUES") || token.is("WITH");
    }

    /** Reads an expression up to what cannot belong to it. */
    List<Integer> expression() {
        List<Integer> out = new ArrayList<>();
        boolean truth = false;
        for (boolean first = true; !expressionEnds(); first = false) {
            Token token = tokens.peek();
            if (token.parameter() > 0) {
                out.add(tokens.next().parameter());
            } else if (token.kind() == Kind.OPEN) {
                out.addAll(parentheses());
            } else if (token.is("CASE")) {
                out.addAll(choice());
            } else if (token.kind() == Kind.WORD && TRUTH.contains(token.upper())) {
                truth = true;
                tokens.next();
            } else if (token.kind() == Kind.WORD && tokens.peek(1).kind() == Kind.OPEN) {
                out.addAll(call());
            } else {
                wildcard |=
                        token.kind() == Kind.STAR && (first || tokens.previous().isSign("."));
                truth |= comparison();
            }
        }
        return truth ? List.of() : out;
    }

    private boolean expressionEnds() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case END, CLOSE, SEMICOLON -> true;
            case OTHER -> token.isSign(",");
            case WORD ->
                AFTER_EXPRESSION.contains(token.upper())
                        || (token.is("FROM") && !tokens.previous().is("DISTINCT"))
                        || (token.is("END") && choices > 0)
                        || startsWindows();
            default -> false;
        };
    }

    private boolean startsWindows() {
        return tokens.is("WINDOW") && tokens.peek(2).is("AS");
    }

    /** Passes a token, with what is glued to it to one sign, and returns whether it compares. */
    private boolean comparison() {
        Token sign = tokens.next();
        Token after = tokens.peek();
        boolean arrow = sign.isSign("-") && after.isSign(">") && after.glued();
        boolean shift = (sign.isSign("<") || sign.isSign(">")) && after.isSign(sign.text()) && after.glued();
        if (arrow || shift) {
            tokens.next();
            if (arrow && tokens.peek().glued()) {
                tokens.acceptSign(">");
            }
            return false;
        }
        return sign.isSign("=") || sign.isSign("<") || sign.isSign(">") || sign.isSign("!");
    }

    private List<Integer> call() {
        String name = tokens.next().upper();
        if (BLIND.contains(name)) {
            tokens.skip();
            return List.of();
        }
        return name.equals("CAST") ? cast() : parentheses();
    }

    private List<Integer> cast() {
        int outer = choices;
        choices = 0;
        tokens.next();
        List<Integer> out = expression();
        tokens.accept("AS");
        StringBuilder type = new StringBuilder();
        while (!tokens.closed()) {
            type.append(tokens.next().text());
        }
        tokens.next();
        choices = outer;
        DeclaredTypes.Affinity affinity = DeclaredTypes.affinity(type.toString());
        boolean kept = affinity == DeclaredTypes.Affinity.TEXT || affinity == DeclaredTypes.Affinity.NONE;
        return kept ? out : List.of();
    }

    /** Reads CASE to its END: what is tested decides, what stands behind THEN and ELSE comes out. */
    private List<Integer> choice() {
        tokens.next();
        choices++;
        List<Integer> out = new ArrayList<>();
        List<Integer> tested = expression();
        while (tokens.accept("WHEN")) {
            tested = expression();
            if (tokens.accept("THEN")) {
                out.addAll(expression());
            }
        }
        if (tokens.accept("ELSE")) {
            out.addAll(expression());
        }
        if (!tokens.accept("END")) {
            out.addAll(tested); // no CASE that is known here
        }
        choices--;
        return out;
    }

    /** Reads a query or a list of expressions between parentheses. */
    private List<Integer> parentheses() {
        int outer = choices;
        boolean outerWildcard = wildcard;
        choices = 0;
        tokens.next();
        List<Integer> out = startsQuery() ? new ArrayList<>(query().all()) : list();
        boolean ignored = tokens.is("ORDER") || tokens.is("WHERE"); // of an aggregate
        while (!tokens.closed()) {
            List<Integer> left = tokens.skip();
            if (!ignored) {
                out.addAll(left);
            }
        }
        tokens.next();
        choices = outer;
        wildcard = outerWildcard;
        return out;
    }

    private List<Integer> list() {
        List<Integer> out = new ArrayList<>();
        do {
            out.addAll(expression());
        } while (tokens.acceptSign(","));
        return out;
    }

    /** Reads a query with all of its parts, up to the end of its level or to what follows the query of an INSERT. */
    Columns query() {
        Columns out = new Columns();
        if (tokens.accept("WITH")) {
            out.any.addAll(namedQueries());
        }
        part(out);
        while (tokens.is("UNION") || tokens.is("EXCEPT") || tokens.is("INTERSECT")) {
            boolean takenAway = tokens.next().is("EXCEPT");
            tokens.accept("ALL");
            part(takenAway ? new Columns() : out);
        }
        return out;
    }

    private void part(Columns out) {
        if (tokens.accept("VALUES")) {
            do {
                row(out);
            } while (tokens.acceptSign(","));
        } else if (tokens.accept("SELECT")) {
            if (!tokens.accept("DISTINCT")) {
                tokens.accept("ALL");
            }
            selected(out);
            if (tokens.accept("FROM")) {
                out.any.addAll(sources());
            }
        }
        skipClauses();
    }

    /** Reads a row of values between parentheses. */
    void row(Columns out) {
        if (!tokens.isOpen()) {
            return;
        }
        tokens.next();
        int column = 0;
        do {
            out.add(column++, expression());
        } while (tokens.acceptSign(","));
        while (!tokens.closed()) {
            out.any.addAll(tokens.skip());
        }
        tokens.next();
    }

    private void selected(Columns out) {
        boolean counted = true;
        int column = 0;
        do {
            wildcard = false;
            List<Integer> item = expression();
            counted &= !wildcard; // nobody counts what follows
            if (counted) {
                out.add(column++, item);
            } else {
                out.any.addAll(item);
            }
            if (tokens.accept("AS")) {
                tokens.next();
            }
        } while (tokens.acceptSign(","));
    }

    /** Reads the queries of a WITH, behind that word. */
    List<Integer> namedQueries() {
        List<Integer> out = new ArrayList<>();
        tokens.accept("RECURSIVE");
        do {
            tokens.next();
            if (tokens.isOpen()) {
                tokens.skip();
            }
            tokens.accept("AS");
            tokens.accept("NOT");
            tokens.accept("MATERIALIZED");
            if (tokens.isOpen()) {
                out.addAll(parentheses());
            }
        } while (tokens.acceptSign(","));
        return out;
    }

    /** Reads what stands behind FROM: tables, queries and functions, whose values may come out anywhere. */
    List<Integer> sources() {
        List<Integer> out = new ArrayList<>();
        boolean condition = false;
        while (!tokens.closed() && !clauseStarts() && !conflictStarts()) {
            Token token = tokens.peek();
            if (token.is("ON")) {
                condition = true;
            } else if (token.is("JOIN") || token.isSign(",")) {
                condition = false;
            }
            if (condition) {
                tokens.skip();
            } else if (token.kind() == Kind.OPEN) {
                out.addAll(nested());
            } else {
                out.addAll(tokens.skip());
            }
        }
        return out;
    }

    private List<Integer> nested() {
        tokens.next();
        List<Integer> out = new ArrayList<>(startsQuery() ? query().all() : sources());
        while (!tokens.closed()) {
            out.addAll(tokens.skip());
        }
        tokens.next();
        return out;
    }

    /** Passes the clauses that only decide and sort. */
    void skipClauses() {
        while (!tokens.closed() && !compoundStarts() && !conflictStarts() && !tokens.is("RETURNING")) {
            if (!clauseStarts()) {
                return;
            }
            do {
                tokens.skip();
            } while (!tokens.closed() && !clauseStarts() && !conflictStarts());
        }
    }

    private boolean clauseStarts() {
        Token token = tokens.peek();
        return token.is("WHERE")
                || token.is("GROUP")
                || token.is("HAVING")
                || token.is("ORDER")
                || token.is("LIMIT")
                || token.is("RETURNING")
                || compoundStarts()
                || startsWindows();
    }

    private boolean compoundStarts() {
        return tokens.is("UNION") || tokens.is("EXCEPT") || tokens.is("INTERSECT");
    }

    /** Returns whether ON CONFLICT stands here, and no join on a column of that name. */
    boolean conflictStarts() {
        Token after = tokens.peek(2);
        return tokens.is("ON") && tokens.peek(1).is("CONFLICT") && (after.kind() == Kind.OPEN || after.is("DO"));
    }
}
