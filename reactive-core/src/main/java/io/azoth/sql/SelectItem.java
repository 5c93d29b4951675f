package io.azoth.sql;

/** What may stand in the list of a SELECT: an expression, or a from-item for all of its columns. */
public sealed interface SelectItem permits Expression, FromItem {}
