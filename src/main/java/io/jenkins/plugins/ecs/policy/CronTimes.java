package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Points in time as cron writes them: minute, hour, day of month, month, day of week. Each is {@code *}, a number, a range
 * {@code 1-5}, a list of those with commas, each with a step {@code /2} if need be; months and days also by their English
 * names. As in cron, either of the two days will do where both are given.
 */
public final class CronTimes {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean anyDayOfMonth;
    private final boolean anyDayOfWeek;

    private CronTimes(String[] fields) {
        minutes = field("minute", fields[0], 0, 59, List.of(), 0);
        hours = field("hour", fields[1], 0, 23, List.of(), 0);
        daysOfMonth = field("day of month", fields[2], 1, 31, List.of(), 0);
        months = field("month", fields[3], 1, 12, MONTHS, 1);
        daysOfWeek = field("day of week", fields[4], 0, 7, DAYS, 0);
        if (daysOfWeek.get(7)) {
            daysOfWeek.set(0);
        }
        anyDayOfMonth = fields[2].startsWith("*");
        anyDayOfWeek = fields[4].startsWith("*");
    }

    /** @throws IllegalArgumentException naming the field that is wrong */
    @NonNull
    public static CronTimes parse(@NonNull String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("'" + text.trim() + "' has " + fields.length
                    + " parts, not five: minute, hour, day of month, month, day of week");
        }
        return new CronTimes(fields);
    }

    private static BitSet field(String name, String text, int least, int most, List<String> names, int firstName) {
        BitSet set = new BitSet();
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] range = stepped[0].equals("*") ? new String[] {"" + least, "" + most} : stepped[0].split("-", -1);
            int from = number(name, range[0], names, firstName);
            boolean openEnd = range.length == 1 && stepped.length == 2;
            int to = range.length == 2 ? number(name, range[1], names, firstName) : openEnd ? most : from;
            int step = stepped.length == 2 ? number(name, stepped[1], List.of(), 0) : 1;
            if (range.length > 2 || stepped.length > 2 || from < least || to > most || from > to || step < 1) {
                throw new IllegalArgumentException(name + ": '" + part + "' is not within " + least + " to " + most);
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String name, String text, List<String> names, int firstName) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + firstName;
        }
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException(name + ": '" + text + "' is not a number"
                    + (names.isEmpty() ? "" : " or one of " + String.join(", ", names)));
        }
        return Integer.parseInt(text);
    }

    /** The latest of these times that is not after one moment and not before another, both in the same zone. */
    @NonNull
    Optional<ZonedDateTime> latest(@NonNull ZonedDateTime notAfter, @NonNull ZonedDateTime notBefore) {
        LocalDate day = notAfter.toLocalDate();
        while (!day.isBefore(notBefore.toLocalDate())) {
            if (matches(day)) {
                for (int hour = hours.length() - 1; hour >= 0; hour = hours.previousSetBit(hour - 1)) {
                    for (int minute = minutes.length() - 1; minute >= 0; minute = minutes.previousSetBit(minute - 1)) {
                        ZonedDateTime time =
                                day.atTime(LocalTime.of(hour, minute)).atZone(notAfter.getZone());
                        if (!time.isAfter(notAfter)) {
                            return time.isBefore(notBefore) ? Optional.empty() : Optional.of(time);
                        }
                    }
                }
            }
            day = day.minusDays(1);
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        boolean rightDay = anyDayOfMonth || anyDayOfWeek ? ofMonth && ofWeek : ofMonth || ofWeek;
        return months.get(day.getMonthValue()) && rightDay;
    }
}
