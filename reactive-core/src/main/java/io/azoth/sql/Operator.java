package io.azoth.sql;

import io.azoth.error.DefinitionException;
import io.azoth.error.ErrorCode;
import java.util.Locale;
import java.util.Set;

/**
 * An operator as data: its token, how strongly it binds, and where it stands.
 *
 * @param token the SQL text
 * @param precedence the larger, the more strongly it binds
 * @param position where it stands to its operands
 * @param associative whether {@code a op (b op c)} equals {@code (a op b) op c}
 */
public record Operator(String token, int precedence, Position position, boolean associative) {
    /** Where an operator stands. */
    public enum Position {
        /** Before its operand. */
        PREFIX,
        /** Between its operands. */
        INFIX,
        /** Behind its operand. */
        POSTFIX
    }

    /** How strongly OR binds: the least of all. */
    public static final int OR_PRECEDENCE = 1;

    /** Of AND. */
    public static final int AND_PRECEDENCE = 2;

    /** Of NOT. */
    public static final int NOT_PRECEDENCE = 3;

    /** Of comparisons, LIKE, IN and BETWEEN. */
    public static final int COMPARISON_PRECEDENCE = 5;
    /** Of names, binds, functions and whatever stands in parentheses already. */
    public static final int ATOM_PRECEDENCE = 20;

    /** True where the operand is false. */
    public static final Operator NOT = new Operator("NOT", NOT_PRECEDENCE, Position.PREFIX, false);
    /** Equal; NULL where an operand is. */
    public static final Operator EQ = comparison("=");
    /** Not equal; NULL where an operand is. */
    public static final Operator NE = comparison("<>");
    /** Less than. */
    public static final Operator LT = comparison("<");
    /** Less than or equal. */
    public static final Operator LE = comparison("<=");
    /** Greater than. */
    public static final Operator GT = comparison(">");
    /** Greater than or equal. */
    public static final Operator GE = comparison(">=");
    /** Whether there is no value; never NULL itself. */
    public static final Operator IS_NULL = new Operator("IS NULL", COMPARISON_PRECEDENCE, Position.POSTFIX, false);
    /** Whether there is a value; never NULL itself. */
    public static final Operator IS_NOT_NULL =
            new Operator("IS NOT NULL", COMPARISON_PRECEDENCE, Position.POSTFIX, false);
    /** Not equal, where NULL equals NULL; never NULL itself. */
    public static final Operator IS_DISTINCT_FROM = comparison("IS DISTINCT FROM");
    /** Equal, where NULL equals NULL; never NULL itself. */
    public static final Operator IS_NOT_DISTINCT_FROM = comparison("IS NOT DISTINCT FROM");
    /** The bits that both have. */
    public static final Operator BIT_AND = bits("&");
    /** The bits that either has. */
    public static final Operator BIT_OR = bits("|");
    /** The bits that one of both has; {@code #} is the token of PostgreSQL. */
    public static final Operator BIT_XOR = bits("#");
    /** The bits that the operand has not. */
    public static final Operator BIT_NOT = new Operator("~", 6, Position.PREFIX, false);
    /** Bits moved to the larger ones. */
    public static final Operator SHIFT_LEFT = bits("<<");
    /** Bits moved to the smaller ones. */
    public static final Operator SHIFT_RIGHT = bits(">>");
    /** Two texts, one behind the other. */
    public static final Operator CONCAT = new Operator("||", 6, Position.INFIX, true);
    /** The sum. */
    public static final Operator ADD = new Operator("+", 7, Position.INFIX, false);
    /** The difference. */
    public static final Operator SUBTRACT = new Operator("-", 7, Position.INFIX, false);
    /** The product. */
    public static final Operator MULTIPLY = new Operator("*", 8, Position.INFIX, false);
    /** The quotient, a whole one of whole numbers. */
    public static final Operator DIVIDE = new Operator("/", 8, Position.INFIX, false);
    /** What a division of whole numbers leaves, with the sign of the first. */
    public static final Operator MODULO = new Operator("%", 8, Position.INFIX, false);
    /** The number with the other sign. */
    public static final Operator NEGATE = new Operator("-", 9, Position.PREFIX, false);

    /** Databases disagree about how strongly these bind: their operands stand in parentheses. */
    public static final int OTHER_PRECEDENCE = 6;

    /** What operators of a database's own that are words bind like, as far as can be told: less than comparisons. */
    public static final int WORDS_PRECEDENCE = 4;

    /** The words that end an expression: with one of them an operator would change what is around it. */
    private static final Set<String> ENDING = Set.of(
            "and",
            "as",
            "case",
            "cross",
            "else",
            "end",
            "except",
            "fetch",
            "for",
            "from",
            "full",
            "group",
            "having",
            "in",
            "inner",
            "intersect",
            "into",
            "join",
            "left",
            "limit",
            "minus",
            "natural",
            "offset",
            "on",
            "or",
            "order",
            "over",
            "qualify",
            "returning",
            "right",
            "select",
            "set",
            "then",
            "union",
            "using",
            "values",
            "when",
            "where",
            "window",
            "with");

    /**
     * An operator that has no constant here.
     *
     * @param token operator characters, or letters and spaces; neither a comment nor a clause can be written with them
     */
    public static Operator custom(String token) {
        boolean symbols = !token.isEmpty() && !token.contains("--") && !token.contains("/*");
        boolean words = !token.isBlank();
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            symbols &= "+-*/<>=~!@#%^&|?:".indexOf(c) >= 0;
            words &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '_';
        }
        if (!symbols && !words) {
            throw new DefinitionException(
                    ErrorCode.INVALID_NAME,
                    "An operator is made of +-*/<>=~!@#%^&|?: or of letters and spaces, not \"" + token + "\"");
        }
        if (words) {
            checkWords(token);
        }
        return new Operator(token, symbols ? OTHER_PRECEDENCE : WORDS_PRECEDENCE, Position.INFIX, false);
    }

    private static void checkWords(String token) {
        String before = "";
        for (String word : token.toLowerCase(Locale.ROOT).split(" ", -1)) {
            if (ENDING.contains(word) && !(word.equals("from") && before.equals("distinct"))) {
                throw new DefinitionException(
                        ErrorCode.INVALID_NAME,
                        "An operator stands between two operands and is no clause, as \"" + token + "\" is by its '"
                                + word + "'; use and(...), or(...) and the methods of statements");
            }
            before = word;
        }
    }

    private static Operator bits(String token) {
        return new Operator(token, OTHER_PRECEDENCE, Position.INFIX, false);
    }

    private static Operator comparison(String token) {
        return new Operator(token, COMPARISON_PRECEDENCE, Position.INFIX, false);
    }
}
