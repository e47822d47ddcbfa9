package io.jenkins.plugins.ecs.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Test;

public class TimestampsTest {

    private static final long MOMENT = 1_764_000_000_250L;

    @Test
    public void readsATimeHoweverItIsWritten() {
        Map<String, Long> times = new LinkedHashMap<>();
        times.put("1764000000.25", MOMENT);
        times.put("1.76400000025E9", MOMENT);
        times.put("1764000000", MOMENT - 250);
        times.put("1764000000250", MOMENT);
        times.put("\"1764000000.25\"", MOMENT);
        times.put("\"2025-11-24T16:00:00.250Z\"", MOMENT);
        times.put("\"2025-11-24T17:00:00.250+01:00\"", MOMENT);
        times.put("\"2025-11-24T16:00:00.250\"", MOMENT);
        times.put("\"2025-11-24 16:00:00.250000\"", MOMENT);

        times.forEach((written, millis) -> assertThat(written, millis(written), is(millis)));
    }

    @Test
    public void whatIsNoTimeIsNone() {
        for (String written : new String[] {"null", "\"\"", "\"yesterday\"", "{}", "[]", "true"}) {
            assertThat(written, millis(written), is(0L));
        }
    }

    private static long millis(String json) {
        try {
            return Timestamps.millis(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
