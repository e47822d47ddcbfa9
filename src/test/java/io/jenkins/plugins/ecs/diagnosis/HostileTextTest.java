package io.jenkins.plugins.ecs.diagnosis;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.Test;

/** Texts may come from an image's name or an application: no such text may keep a thread busy. */
public class HostileTextTest {

    private static final int LENGTH = 10_000;
    private static final long MILLIS = 50;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> SEEDS = List.of(
            "a",
            " ",
            "\"",
            "\\\"",
            "CannotPull",
            "exec: \"",
            "secret secret ",
            "env file",
            "is unhealthy in",
            "unable to pull secrets",
            "password=",
            "password=\"",
            "password=\\\"",
            "password: '",
            "name=",
            "\"name\": \"",
            "{\"name\":\"DB_PASSWORD\",",
            "token=[",
            "secret: [{",
            "<password>",
            "--password ",
            "password \"'\\",
            "arn:aws:",
            "password=arn:aws",
            "\\\"password=arn:aws",
            "://",
            "://a:",
            "://a@",
            "@",
            "AKIA",
            "eyJ",
            "eyJ-",
            "eyJaaaaaaaaa.",
            "Bearer ",
            "-----BEGIN ",
            "-----BEGIN PRIVATE KEY-----",
            "PASSWORD=x\n",
            "\n",
            "\u001b[8mha:");

    private static void quick(String text) {
        CauseCatalogue.ofText(text);
        MessageFingerprint.key(text);
        PlainLine.of(text, 500);
        Masking.byPatterns().text(text);
    }

    /** This thread's own time: what else the machine does must not matter. */
    private static long millisFor(String text) {
        long start = THREADS.getCurrentThreadCpuTime();
        quick(text);
        return (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
    }

    @Test
    public void noTextTakesLong() {
        SEEDS.forEach(seed -> quick(seed.repeat(50)));
        for (int of = 0; of < SEEDS.size(); of++) {
            for (int next = 0; next < 6; next++) {
                String seed = SEEDS.get(of);
                String other = SEEDS.get((of + next * 5) % SEEDS.size());
                String text = (seed + other)
                        .repeat(LENGTH / (seed + other).length() + 1)
                        .substring(0, LENGTH);
                long best = Long.MAX_VALUE;
                // On a busy machine it takes a while until the code is compiled.
                for (int i = 0; i < 50 && best >= MILLIS; i++) {
                    best = Math.min(best, millisFor(text));
                }
                assertThat(seed + other, best, lessThan(MILLIS));
            }
        }
    }

    @Test
    public void twentyTimesTheTextTakesNotFourHundredTimesTheTime() {
        for (String seed : SEEDS) {
            String text = seed.repeat(200_000 / seed.length());
            assertThat(seed, millisFor(text), lessThan(2_000L));
        }
    }
}
