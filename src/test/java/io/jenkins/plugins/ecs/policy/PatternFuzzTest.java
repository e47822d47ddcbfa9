package io.jenkins.plugins.ecs.policy;

import io.jenkins.plugins.ecs.fuzz.Fuzz;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Patterns, ARNs and times of rules: 30,000 that no one would write. */
public class PatternFuzzTest {

    private static final List<String> WORDS = List.of(
            "*",
            "**",
            "?",
            "/",
            ":",
            "-",
            ",",
            "*/5",
            "a",
            "0",
            "59",
            "99999999999",
            "mon",
            "L",
            "#",
            " ",
            "\\",
            "[",
            "(");

    @Test
    public void patterns() {
        new Fuzz(
                        "pattern",
                        List.of("*/prod/*", "shop-*", "*a*b*c*", "arn:aws:iam::123456789012:role/*"),
                        WORDS,
                        Set.of())
                .run(10_000, (text, random) -> {
                    Glob.matches(text, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
                    Glob.matches(text, text);
                });
    }

    @Test
    public void arns() {
        new Fuzz("ARN", List.of("arn:aws:ecs:eu-central-1:123456789012:service/prod/api", "api"), WORDS, Set.of())
                .run(10_000, (text, random) -> {
                    Arn.account(text);
                    Arn.region(text);
                    Arn.name(text);
                    Arn.isSame(text, text);
                });
    }

    @Test
    public void cronTimes() {
        new Fuzz(
                        "cron",
                        List.of("0 20 * * fri", "*/15 8-18 * * 1-5", "0 0 24 12 *", "0 0 29 2 *"),
                        WORDS,
                        Set.of(IllegalArgumentException.class))
                .run(10_000, (text, random) -> CronTimes.parse(text));
    }
}
