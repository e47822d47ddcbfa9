package io.jenkins.plugins.ecs.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Times from the end of a deployment in ECS to the end of who waited for it: milliseconds, smallest first. */
record Delays(long[] millis) {

    static Delays of(List<Long> millis) {
        long[] sorted = millis.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Delays(sorted);
    }

    double median() {
        return percentile(50);
    }

    double percentile(int percent) {
        int index = (int) Math.ceil(percent / 100.0 * millis.length) - 1;
        return millis[Math.max(0, index)] / 1000.0;
    }

    double max() {
        return percentile(100);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "median %.1f s, p95 %.1f s, max %.1f s", median(), percentile(95), max());
    }
}
