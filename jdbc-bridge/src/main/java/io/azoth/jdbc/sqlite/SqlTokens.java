package io.azoth.jdbc.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.azoth.jdbc.sqlite.Tokenizer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tokens of one statement and a place among them, which never goes past their end. Not thread-safe. */
final class SqlTokens {

    private static final Token END = new Token(Kind.END, "", "", 0, false);

    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /**
     * One token.
     *
     * @param upper the text in capitals
     * @param parameter the number of a parameter, from 1; 0 for any other token
     * @param glued whether nothing stands between it and the token before
     */
    record Token(Kind kind, String text, String upper, int parameter, boolean glued) {

        boolean is(String word) {
            return kind == Kind.WORD && upper.equals(word);
        }

        boolean isSign(String sign) {
            return kind == Kind.OTHER && text.equals(sign);
        }
    }

    SqlTokens(String sql) {
        Tokenizer tokenizer = new Tokenizer(sql);
        ParameterNumbers numbers = new ParameterNumbers();
        int end = 0;
        for (Kind kind = tokenizer.next(); kind != Kind.END; kind = tokenizer.next()) {
            String text = sql.substring(tokenizer.start(), tokenizer.end());
            int number = kind == Kind.PARAMETER ? numbers.number(text) : 0;
            tokens.add(new Token(kind, text, text.toUpperCase(Locale.ROOT), number, tokenizer.start() == end));
            end = tokenizer.end();
        }
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    /** Returns the token before this place. */
    Token previous() {
        return at == 0 ? END : tokens.get(at - 1);
    }

    boolean is(String word) {
        return peek().is(word);
    }

    boolean isOpen() {
        return peek().kind() == Kind.OPEN;
    }

    /** Returns whether nothing is left on this level of parentheses. */
    boolean closed() {
        return peek().kind() == Kind.CLOSE || ended();
    }

    boolean ended() {
        return peek().kind() == Kind.END;
    }

    /** Moves on, and returns what was passed. */
    @CanIgnoreReturnValue
    Token next() {
        Token token = peek();
        at = Math.min(at + 1, tokens.size());
        return token;
    }

    /** Passes a word if it stands here. */
    @CanIgnoreReturnValue
    boolean accept(String word) {
        boolean here = is(word);
        if (here) {
            next();
        }
        return here;
    }

    /** Passes a sign if it stands here. */
    @CanIgnoreReturnValue
    boolean acceptSign(String sign) {
        boolean here = peek().isSign(sign);
        if (here) {
            next();
        }
        return here;
    }

    /** Passes a token, or everything between two parentheses, and returns the parameters in it. */
    @CanIgnoreReturnValue
    List<Integer> skip() {
        List<Integer> passed = new ArrayList<>();
        int depth = 0;
        do {
            Token token = next();
            depth += token.kind() == Kind.OPEN ? 1 : 0;
            depth -= token.kind() == Kind.CLOSE ? 1 : 0;
            if (token.parameter() > 0) {
                passed.add(token.parameter());
            }
        } while (depth > 0 && !ended());
        return passed;
    }

    /** Returns every parameter of the statement. */
    List<Integer> parameters() {
        return tokens.stream()
                .map(Token::parameter)
                .filter(number -> number > 0)
                .toList();
    }

    /** Returns a name without its quotes. */
    static String unquoted(String name) {
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        if (name.length() < 2 || (first != '"' && first != '`' && first != '[' && first != '\'')) {
            return name;
        }
        String inner = name.substring(1, name.length() - 1);
        return first == '[' ? inner : inner.replace("" + first + first, "" + first);
    }
}
