package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.fuzz.Fuzz;
import io.jenkins.plugins.ecs.verify.check.Times;
import io.jenkins.plugins.ecs.verify.http.BoundedJsonPath;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Paths and lengths of time of checks: 15,000 that no one would write. */
public class JsonPathFuzzTest {

    @Test
    public void paths() {
        new Fuzz(
                        "JSONPath",
                        List.of(
                                "$.checks[0].status",
                                "$['a b'].c[*]",
                                "$.a-b[\"x\"]",
                                "$..c[?(@.name == 'db' && @.n > 1)].n",
                                "$.c[0:2].n.sum()"),
                        List.of(
                                "$",
                                ".",
                                "[",
                                "]",
                                "*",
                                "'",
                                "\"",
                                "[0]",
                                "[999999]",
                                "..",
                                "?(@.a)",
                                "a",
                                "['",
                                "(",
                                ")",
                                "@",
                                "&&",
                                "==",
                                "in",
                                "[-1:]",
                                "length()",
                                "concat("),
                        Set.of(IllegalArgumentException.class))
                .run(10_000, (text, random) -> new BoundedJsonPath(text));
    }

    @Test
    public void lengthsOfTime() {
        new Fuzz("time", List.of("30s", "5m", "1h"), List.of("s", "m", "h", "9", "99999999999999", "-", "."), Set.of())
                .run(5_000, (text, random) -> Times.parse(text));
    }
}
