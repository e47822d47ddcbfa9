package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.fuzz.Fuzz;
import io.jenkins.plugins.ecs.verify.check.Times;
import io.jenkins.plugins.ecs.verify.http.JsonPath;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Paths and lengths of time of checks: 15,000 that nobody would write. */
public class JsonPathFuzzTest {

    @Test
    public void paths() {
        new Fuzz(
                        "JSONPath",
                        List.of("$.checks[0].status", "$['a b'].c[*]", "$.a-b[\"x\"]"),
                        List.of("$", ".", "[", "]", "*", "'", "\"", "[0]", "[999999]", "..", "?(@.a)", "a", "['"),
                        Set.of(IllegalArgumentException.class))
                .run(10_000, (text, random) -> new JsonPath(text));
    }

    @Test
    public void lengthsOfTime() {
        new Fuzz("time", List.of("30s", "5m", "1h"), List.of("s", "m", "h", "9", "99999999999999", "-", "."), Set.of())
                .run(5_000, (text, random) -> Times.parse(text));
    }
}
