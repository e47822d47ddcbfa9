package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * Times as ECS and its imitations write them. JSON 1.1 has seconds since the epoch with a fraction; others send ISO 8601
 * or milliseconds.
 */
public final class Timestamps {

    /** As seconds this is the year 5138. */
    private static final double SURELY_MILLIS = 1e11;

    private Timestamps() {}

    /** Epoch milliseconds; 0 if there is none, or it cannot be read. */
    public static long millis(JsonNode value) {
        if (value.isNumber()) {
            return ofNumber(value.asDouble());
        }
        String text = value.asText("").trim();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return ofNumber(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return ofText(text.replace(' ', 'T'));
        }
    }

    private static long ofNumber(double number) {
        return Math.round(number >= SURELY_MILLIS ? number : number * 1000);
    }

    /** Without an offset it is taken for UTC. */
    private static long ofText(String iso) {
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = time instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
            return instant.toEpochMilli();
        } catch (DateTimeException unreadable) {
            return 0;
        }
    }
}
