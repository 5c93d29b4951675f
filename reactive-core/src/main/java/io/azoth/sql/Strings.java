package io.azoth.sql;

import io.azoth.type.SqlTypes;

/** Functions of text; meant for static import. Positions count characters, from 1. */
public final class Strings {
    private Strings() {}

    /** In small letters. */
    public static Function<String> lower(Expression<String> text) {
        return text("lower", text);
    }

    /** In capital letters. */
    public static Function<String> upper(Expression<String> text) {
        return text("upper", text);
    }

    /** The number of characters. */
    public static Function<Integer> length(Expression<String> text) {
        return Function.of("length", SqlTypes.INTEGER, text);
    }

    /** Without spaces at both ends. */
    public static Function<String> trim(Expression<String> text) {
        return text("trim", text);
    }

    /** Without spaces at its beginning. */
    public static Function<String> trimStart(Expression<String> text) {
        return text("ltrim", text);
    }

    /** Without spaces at its end. */
    public static Function<String> trimEnd(Expression<String> text) {
        return text("rtrim", text);
    }

    /** From a position to the end. */
    public static Function<String> substring(Expression<String> text, int from) {
        return text("substr", text, number("from", from));
    }

    /** So many characters from a position. */
    public static Function<String> substring(Expression<String> text, int from, int length) {
        return text("substr", text, number("from", from), number("length", length));
    }

    /** With one text in the place of another wherever that occurs. */
    public static Function<String> replace(Expression<String> text, String search, String replacement) {
        return text("replace", text, string("search", search), string("replacement", replacement));
    }

    /** The position of the first occurrence, 0 where there is none. */
    public static Function<Integer> position(Expression<String> text, String part) {
        return position(text, string("part", part));
    }

    /** The position of the first occurrence, 0 where there is none. */
    public static Function<Integer> position(Expression<String> text, Expression<String> part) {
        return Function.of("strpos", SqlTypes.INTEGER, text, part);
    }

    /** The texts one behind the other; a NULL counts as empty. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Function<String> concat(Expression<String>... texts) {
        return text("concat", texts);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Function<String> text(String name, Expression<?>... arguments) {
        return Function.of(name, SqlTypes.TEXT, arguments);
    }

    private static Bind<Integer> number(String name, int value) {
        return Bind.value(name, SqlTypes.INTEGER, value);
    }

    private static Bind<String> string(String name, String value) {
        return Bind.value(name, SqlTypes.TEXT, value);
    }
}
