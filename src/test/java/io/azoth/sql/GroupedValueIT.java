package io.azoth.sql;

import static io.azoth.sql.Everywhere.everywhere;
import static io.azoth.sql.Shop.BOOKS;
import static io.azoth.sql.Sql.count;
import static io.azoth.sql.Sql.select;

import io.azoth.sql.Shop.Books;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is grouped binds a value, and is still one expression wherever the query repeats it. */
@ExtendWith(Everywhere.Opened.class)
class GroupedValueIT {
    private final Books b = BOOKS;

    @Test
    void aGroupedLabelThatBindsIsOneExpression() {
        Expression<Integer> bucket = b.pages.dividedBy(100).as("bucket");
        everywhere(select(bucket, count().as("n")).groupBy(bucket).orderBy(bucket))
                .is("SELECT books.pages / ? AS bucket, count(*) AS n FROM books GROUP BY bucket ORDER BY bucket")
                .gives("0|1", "1|2", "2|1", "3|1");
        everywhere(select(Strings.lower(b.title).as("t"), count().as("n"))
                        .groupBy(Strings.lower(b.title).as("t"))
                        .having(count().gt(1L)))
                .gives("notes|2");
    }
}
