package io.jenkins.plugins.ecs.benchmark;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one run showed.
 *
 * @param who the plugin or the AWS CLI
 * @param callsWaiting calls per second, by operation, while all deployments were waited for
 * @param callsWhole the same, over the whole run
 * @param peak the most calls in any ten seconds, per second
 * @param notGreen deployments that did not end as they should
 * @param heapPerWait bytes, 0 where it was not measured
 * @param cpuPercent of one core, while all were waited for
 * @param backAfter milliseconds from a restart of the controller to the first look at the last of them; 0 for none
 */
record Result(
        String who,
        int deployments,
        Map<String, Double> callsWaiting,
        Map<String, Double> callsWhole,
        double peak,
        long throttled,
        long notGreen,
        Delays delays,
        int threads,
        long heapPerWait,
        double cpuPercent,
        long backAfter) {

    static final String PLUGIN = "ecsDeploy";

    boolean isOfPlugin() {
        return who.equals(PLUGIN);
    }

    double callsASecondWaiting() {
        return callsWaiting.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double callsASecondWhole() {
        return callsWhole.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    static Map<String, Double> perSecond(Map<String, Integer> calls, long millis) {
        Map<String, Double> rates = new TreeMap<>();
        calls.forEach((operation, count) -> rates.put(operation, count * 1000.0 / Math.max(1, millis)));
        return rates;
    }
}
