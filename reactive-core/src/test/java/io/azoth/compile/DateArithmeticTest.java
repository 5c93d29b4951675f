package io.azoth.compile;

import static io.azoth.schema.Schema.column;
import static io.azoth.sql.Sql.select;
import static io.azoth.type.SqlTypes.DATE;
import static io.azoth.type.SqlTypes.INSTANT;
import static io.azoth.type.SqlTypes.INTERVAL;
import static io.azoth.type.SqlTypes.TIME;
import static io.azoth.type.SqlTypes.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.azoth.dialect.Dialects;
import io.azoth.schema.Column;
import io.azoth.schema.MetaData;
import io.azoth.schema.Table;
import io.azoth.sql.DateUnit;
import io.azoth.sql.Dates;
import io.azoth.sql.Expression;
import io.azoth.sql.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import org.junit.jupiter.api.Test;

/** The text of date arithmetic on each database; that it means the same is shown where the databases are. */
class DateArithmeticTest {
    private static final Visits V = new Visits();

    private static final class Visits extends Table {
        final Column<LocalDateTime> came = column("came", TIMESTAMP);
        final Column<LocalDateTime> went = column("went", TIMESTAMP);
        final Column<LocalDate> day = column("day_", DATE);
        final Column<LocalTime> hour = column("hour_", TIME);
        final Column<Instant> told = column("told", INSTANT);
        final Column<Duration> paid = column("paid", INTERVAL);

        Visits() {
            super("visits", new MetaData());
        }
    }

    private static void is(String dialect, Expression<?> expression, String text) {
        String sql = Dialects.named(dialect)
                .compiler()
                .compile(select(expression).from(V), Parameters.NONE)
                .text();
        assertThat(sql).isEqualTo("SELECT " + text + " FROM visits");
    }

    private static void is(Expression<?> expression, String postgres, String h2, String sqlite) {
        is("postgresql", expression, postgres);
        is("h2", expression, h2);
        is("sqlite", expression, sqlite);
    }

    private static String micros(String column) {
        return "(SELECT unixepoch(substr(t, 1, 19)) * 1000000 + CAST(round(CAST('0' || substr(t, 20, 7) AS REAL) * "
                + "1000000) AS INTEGER) FROM (SELECT " + column + " AS t))";
    }

    @Test
    void anExactAmountIsAdded() {
        is(
                Dates.plus(V.came, Duration.ofMinutes(90)),
                "visits.came + $1",
                "visits.came + CAST($1 AS INTERVAL DAY(18) TO SECOND(6))",
                "(SELECT strftime('%Y-%m-%d %H:%M:%S', m / 1000000 - (m % 1000000 < 0), 'unixepoch') || format('.%06d', (m "
                        + "% 1000000 + 1000000) % 1000000) FROM (SELECT " + micros("visits.came") + " + ? AS m))");
        is("postgresql", Dates.minus(V.came, V.paid), "visits.came - visits.paid");
        is("h2", Dates.minus(V.came, V.paid), "visits.came - visits.paid");
        is("h2", Dates.plus(V.hour, V.paid), "CAST(CAST(visits.hour_ AS TIMESTAMP) + visits.paid AS TIME(6))");
    }

    @Test
    void aPeriodIsMonthsAndThenDays() {
        is(
                Dates.plus(V.came, Period.of(1, 2, 3)),
                "(visits.came + $1 * INTERVAL '1 MONTH') + $2 * INTERVAL '1 DAY'",
                "DATEADD(DAY, $1, DATEADD(MONTH, $2, visits.came))",
                "(SELECT date(substr(t, 1, 10), ? || ' day', 'floor') || substr(t, 11) FROM (SELECT (SELECT date(substr(t, "
                        + "1, 10), ? || ' month', 'floor') || substr(t, 11) FROM (SELECT visits.came AS t)) AS t))");
        is(
                Dates.minus(V.day, Period.ofDays(1)),
                "CAST(visits.day_ + $1 * INTERVAL '1 DAY' AS DATE)",
                "DATEADD(DAY, $1, visits.day_)",
                "date(visits.day_, ? || ' day', 'floor')");
        is(
                Dates.plus(V.told, Period.ofMonths(1)),
                "((visits.told AT TIME ZONE 'UTC') + $1 * INTERVAL '1 MONTH') AT TIME ZONE 'UTC'",
                "DATEADD(MONTH, $1, (visits.told AT TIME ZONE 'UTC'))",
                "(SELECT date(substr(t, 1, 10), ? || ' month', 'floor') || substr(t, 11) FROM (SELECT visits.told AS t))");
    }

    @Test
    void theDifferenceIsAnInterval() {
        is(
                Dates.difference(V.came, V.went),
                "(visits.went - visits.came)",
                "CAST((visits.went - visits.came) AS INTERVAL DAY(18) TO SECOND(6))",
                "(" + micros("visits.went") + " - " + micros("visits.came") + ")");
        is(
                Dates.difference(V.day, V.came),
                "(visits.came - CAST(visits.day_ AS TIMESTAMP))",
                "CAST((visits.came - CAST(visits.day_ AS TIMESTAMP)) AS INTERVAL DAY(18) TO SECOND(6))",
                "(" + micros("visits.came") + " - unixepoch(visits.day_) * 1000000)");
    }

    @Test
    void wholeUnitsAreDividedOrCountedByTheCalendar() {
        is(
                Dates.between(V.came, V.went, DateUnit.HOUR),
                "(CAST(EXTRACT(EPOCH FROM visits.went - visits.came) * 1000000 AS BIGINT) / 3600000000)",
                "(CAST(EXTRACT(EPOCH FROM (visits.went - visits.came)) * 1000000 AS BIGINT) / 3600000000)",
                "((" + micros("visits.went") + " - " + micros("visits.came") + ") / 3600000000)");
        is(
                "h2",
                Dates.between(V.day, V.day, DateUnit.YEAR),
                "((DATEDIFF(MONTH, CAST(visits.day_ AS DATE), CAST(visits.day_ AS DATE)) * 32 + EXTRACT(DAY FROM "
                        + "CAST(visits.day_ AS DATE)) - EXTRACT(DAY FROM CAST(visits.day_ AS DATE))) / 384)");
        String month = "CAST((EXTRACT(YEAR FROM #) * 12 + EXTRACT(MONTH FROM #)) * 32 + EXTRACT(DAY FROM #) AS BIGINT)";
        is(
                "postgresql",
                Dates.between(V.came, V.told.cast(TIMESTAMP), DateUnit.MONTH),
                "(SELECT (" + month.replace('#', 'e') + " - " + month.replace('#', 'a')
                        + ") / 32 FROM (SELECT a, CAST(b AS "
                        + "DATE) + CASE WHEN CAST(b AS DATE) > CAST(a AS DATE) AND CAST(b AS TIME) < CAST(a AS TIME) THEN -1 "
                        + "WHEN CAST(b AS DATE) < CAST(a AS DATE) AND CAST(b AS TIME) > CAST(a AS TIME) THEN 1 ELSE 0 END "
                        + "AS e FROM (SELECT visits.came AS a, CAST(visits.told AT TIME ZONE 'UTC' AS TIMESTAMP) AS b) AS ends_) AS days_)");
    }

    @Test
    void anIntervalIsItsMicroseconds() {
        is(
                Dates.microseconds(V.paid),
                "CAST(EXTRACT(EPOCH FROM visits.paid) * 1000000 AS BIGINT)",
                "CAST(EXTRACT(EPOCH FROM visits.paid) * 1000000 AS BIGINT)",
                "visits.paid");
    }
}
