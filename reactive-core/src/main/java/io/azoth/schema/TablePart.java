package io.azoth.schema;

/** What a table is put together of: columns, and options of the table as a whole. */
public sealed interface TablePart permits ColumnSpec, TableOption {}
