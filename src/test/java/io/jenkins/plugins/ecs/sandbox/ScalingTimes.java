package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When scheduled actions run: {@code at(…)}, {@code rate(…)} and {@code cron(…)} with its six fields. */
final class ScalingTimes {

    private static final Pattern EXPRESSION = Pattern.compile("(at|rate|cron)\\((.+)\\)");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int MOST_DAYS = 4 * 366;

    private ScalingTimes() {}

    static Instant instant(JsonNode seconds) {
        return Instant.ofEpochMilli(seconds.decimalValue().movePointRight(3).longValue());
    }

    static void check(String schedule, String timezone) {
        try {
            ZoneId zone = ZoneId.of(timezone);
            Matcher matcher = EXPRESSION.matcher(schedule);
            if (!matcher.matches()) {
                throw new DateTimeException(schedule);
            }
            next(matcher, zone, Instant.EPOCH, Instant.EPOCH);
        } catch (RuntimeException wrong) {
            throw Scaling.validation("Invalid schedule expression. Details: Parameter Schedule is not valid.");
        }
    }

    /** The first time after an instant; {@link Instant#MAX} for never. */
    static Instant next(JsonNode action, Instant after) {
        Instant start = action.hasNonNull("StartTime")
                ? instant(action.path("StartTime"))
                : instant(action.path("CreationTime"));
        Instant from = after.isBefore(start) ? start.minusMillis(1) : after;
        Matcher matcher = EXPRESSION.matcher(action.path("Schedule").asText());
        return matcher.matches()
                ? next(matcher, ZoneId.of(action.path("Timezone").asText("UTC")), start, from)
                : Instant.MAX;
    }

    private static Instant next(Matcher expression, ZoneId zone, Instant start, Instant after) {
        String value = expression.group(2).trim();
        return switch (expression.group(1)) {
            case "at" -> {
                Instant at = LocalDateTime.parse(value).atZone(zone).toInstant();
                yield at.isAfter(after) ? at : Instant.MAX;
            }
            case "rate" -> {
                String[] parts = value.split("\\s+");
                String unit = parts[1].replaceAll("s$", "");
                long minutes = Long.parseLong(parts[0])
                        * (unit.equals("minute")
                                ? 1
                                : unit.equals("hour") ? 60 : Duration.ofDays(1).toMinutes());
                long passed = Duration.between(start, after).toMinutes();
                long times = passed < 0 ? 0 : passed / minutes + 1;
                yield start.plus(Duration.ofMinutes(times * minutes));
            }
            default -> cron(value.split("\\s+"), zone, after);
        };
    }

    /** Minutes, hours, day of month, month, day of week, year. */
    private static Instant cron(String[] fields, ZoneId zone, Instant after) {
        if (fields.length != 6) {
            throw new DateTimeException("cron needs six fields");
        }
        ZonedDateTime time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        for (int days = 0; days < MOST_DAYS; days++) {
            if (isDay(fields, time)) {
                int day = time.getDayOfYear();
                while (time.getDayOfYear() == day) {
                    if (has(fields[1], time.getHour(), 0) && has(fields[0], time.getMinute(), 0)) {
                        return time.toInstant();
                    }
                    time = time.plusMinutes(1);
                }
            } else {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            }
        }
        return Instant.MAX;
    }

    private static boolean isDay(String[] fields, ZonedDateTime time) {
        return has(fields[2], time.getDayOfMonth(), 1)
                && has(fields[3], time.getMonthValue(), 1)
                && has(fields[4], time.getDayOfWeek().getValue() % 7 + 1, 1)
                && has(fields[5], time.getYear(), 1970);
    }

    private static boolean has(String field, int value, int first) {
        for (String part : field.split(",")) {
            String[] step = part.split("/");
            boolean all = step[0].equals("*") || step[0].equals("?");
            String[] range = step[0].split("-");
            int from = all ? first : number(range[0]);
            int to = all || (step.length > 1 && range.length == 1) ? 9999 : number(range[range.length - 1]);
            int every = step.length > 1 ? Integer.parseInt(step[1]) : 1;
            if (value >= from && value <= to && (value - from) % every == 0) {
                return true;
            }
        }
        return false;
    }

    private static int number(String text) {
        int day = DAYS.indexOf(text);
        return day >= 0 ? day + 1 : Integer.parseInt(text);
    }
}
