package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.Test;

public class FreezeWindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Start, how long, a moment, when it ends or nothing. */
    @Test
    public void windowsComeAgainAndAgain() {
        Object[][] table = {
            // From Friday 16:00 to Monday 06:00, by the clock in Berlin.
            {"0 16 * * fri", Duration.ofHours(62), "2026-11-27T14:59:59Z", null},
            {"0 16 * * fri", Duration.ofHours(62), "2026-11-27T15:00:00Z", "2026-11-30T06:00+01:00[Europe/Berlin]"},
            {"0 16 * * fri", Duration.ofHours(62), "2026-11-30T04:59:59Z", "2026-11-30T06:00+01:00[Europe/Berlin]"},
            {"0 16 * * fri", Duration.ofHours(62), "2026-11-30T05:00:00Z", null},
            // In summer the same clock is another hour of UTC.
            {"0 16 * * fri", Duration.ofHours(62), "2026-07-03T14:30:00Z", "2026-07-06T06:00+02:00[Europe/Berlin]"},
            // Around the turn of the year.
            {"0 0 20 12 *", Duration.ofDays(18), "2027-01-06T12:00:00Z", "2027-01-07T00:00+01:00[Europe/Berlin]"},
            {"0 0 20 12 *", Duration.ofDays(18), "2027-01-07T12:00:00Z", null},
            // Each quarter of an hour, for five minutes.
            {"*/15 9-17 * * 1-5", Duration.ofMinutes(5), "2026-11-24T09:33:00Z", "2026-11-24T10:35+01:00[Europe/Berlin]"
            },
            {"*/15 9-17 * * 1-5", Duration.ofMinutes(5), "2026-11-24T09:36:00Z", null},
            // Sunday is 0 and 7; the last value of a range counts; steps begin where the range does.
            {"0 0 * * 7", Duration.ofHours(24), "2026-11-29T10:00:00Z", "2026-11-30T00:00+01:00[Europe/Berlin]"},
            {"0 0 * * sun", Duration.ofHours(24), "2026-11-29T10:00:00Z", "2026-11-30T00:00+01:00[Europe/Berlin]"},
            {"0 0 * dec *", Duration.ofHours(24), "2026-12-01T10:00:00Z", "2026-12-02T00:00+01:00[Europe/Berlin]"},
            {"0 0 * jan-dec *", Duration.ofHours(24), "2026-11-24T10:00:00Z", "2026-11-25T00:00+01:00[Europe/Berlin]"},
            {"59 23 31 12 *", Duration.ofMinutes(2), "2026-12-31T23:00:00Z", "2027-01-01T00:01+01:00[Europe/Berlin]"},
            {"10/20 8 * * *", Duration.ofMinutes(5), "2026-11-24T07:52:00Z", "2026-11-24T08:55+01:00[Europe/Berlin]"},
            {"10/20 8 * * *", Duration.ofMinutes(5), "2026-11-24T07:42:00Z", null},
            {"10/20 8 * * *", Duration.ofMinutes(5), "2026-11-24T08:01:00Z", null},
            // Either of the two days will do, as in cron.
            {"0 0 13 * fri", Duration.ofHours(24), "2026-11-27T10:00:00Z", "2026-11-28T00:00+01:00[Europe/Berlin]"},
            {"0 0 13 * fri", Duration.ofHours(24), "2026-12-13T10:00:00Z", "2026-12-14T00:00+01:00[Europe/Berlin]"},
        };
        for (Object[] row : table) {
            FreezeWindow window =
                    new FreezeWindow(CronTimes.parse((String) row[0]), (Duration) row[1], BERLIN, "no changes");
            String until = window.frozenUntil(Instant.parse((String) row[2]))
                    .map(ZonedDateTime::toString)
                    .orElse(null);
            assertThat(row[0] + " at " + row[2], until, is(row[3]));
        }
    }

    @Test
    public void aStartThatTheClockSkipsIsTakenAnHourLater() {
        FreezeWindow window =
                new FreezeWindow(CronTimes.parse("30 2 29 3 *"), Duration.ofHours(1), BERLIN, "clocks go forward");

        assertThat(
                window.frozenUntil(Instant.parse("2026-03-29T01:45:00Z"))
                        .orElseThrow()
                        .toInstant(),
                is(Instant.parse("2026-03-29T02:30:00Z")));
    }

    @Test
    public void whatIsWrongIsNamed() {
        Object[][] table = {
            {"0 16 * *", "has 4 parts, not five"},
            {"60 16 * * *", "minute: '60' is not within 0 to 59"},
            {"0 24 * * *", "hour: '24' is not within 0 to 23"},
            {"0 0 0 * *", "day of month: '0' is not within 1 to 31"},
            {"0 0 * 13 *", "month: '13' is not within 1 to 12"},
            {"0 0 * * 8", "day of week: '8' is not within 0 to 7"},
            {"0 0 * * fry", "day of week: 'fry' is not a number or one of sun, mon"},
            {"5-1 0 * * *", "minute: '5-1' is not within"},
            {"*/0 0 * * *", "minute: '*/0' is not within"},
            {"a 0 * * *", "minute: 'a' is not a number"},
            {"1,,2 0 * * *", "minute: '' is not a number"},
        };
        for (Object[] row : table) {
            String message = assertThrows(IllegalArgumentException.class, () -> CronTimes.parse((String) row[0]))
                    .getMessage();
            assertThat((String) row[0], message, containsString((String) row[1]));
        }
    }
}
