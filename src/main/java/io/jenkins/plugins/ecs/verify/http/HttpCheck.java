package io.jenkins.plugins.ecs.verify.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import io.jenkins.plugins.ecs.verify.check.Reading;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code http}: whether a URL responds as expected (status, body, time), in n of m requests. */
public final class HttpCheck {

    public static final String URL = CheckSpec.URL;
    public static final String PATH = "path";
    public static final String METHOD = "method";
    public static final String HEADERS = "headers";
    public static final String STATUS = "status";
    public static final String BODY = "body";
    public static final String JSON_PATH = "jsonPath";
    public static final String JSON_VALUE = "jsonValue";
    public static final String LATENCY = "latencyMillis";
    public static final String PERCENTILE = "percentile";
    public static final String REQUESTS = "requests";
    public static final String SUCCESSES = "successes";
    public static final String TIMEOUT = "requestTimeoutSeconds";

    public static final int DEFAULT_TIMEOUT_SECONDS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpCheck() {}

    /** Sends the requests of the check, one after the other. */
    public static Reading read(CheckSpec spec, HttpProbe probe, URI uri) {
        List<Try> tries = new ArrayList<>();
        for (int i = 0; i < spec.number(REQUESTS, 1); i++) {
            Try each = one(spec, probe, uri);
            tries.add(each);
            if (each.last) {
                break;
            }
        }
        return (measured, state, at) -> judge(measured, uri, tries);
    }

    private static Try one(CheckSpec spec, HttpProbe probe, URI uri) {
        try {
            HttpAnswer answer = probe.ask(spec.text(METHOD, "GET"), uri, headers(spec.text(HEADERS)));
            return new Try(answer.status(), answer.millis(), fault(spec, answer), false, false);
        } catch (HttpProbe.NoAnswer none) {
            return new Try(0, 0, none.getMessage(), true, none.isLast());
        }
    }

    /**
     * One request.
     *
     * @param fault what is wrong with the response, or why there is none; null for a good response
     * @param silent whether there is no response
     */
    private record Try(int status, long millis, String fault, boolean silent, boolean last) {}

    private static Measurement judge(CheckSpec spec, URI uri, List<Try> tries) {
        long good = tries.stream().filter(each -> each.fault == null).count();
        int needed = spec.number(SUCCESSES, spec.number(REQUESTS, 1));
        String limit = limit(spec, needed);
        Try bad = tries.stream().filter(each -> each.fault != null).findFirst().orElse(null);
        if (bad != null && bad.last) {
            return Measurement.lastError(bad.fault);
        }
        String counted = HttpMessages.successes(good, tries.size());
        if (good < needed) {
            boolean silent = tries.stream().filter(each -> each.fault != null).allMatch(each -> each.silent);
            String value = counted + bad.fault;
            return silent ? Measurement.error(value) : Measurement.failed(value, limit);
        }
        Integer percentile = spec.text(LATENCY) == null ? null : spec.number(PERCENTILE, 95);
        long millis = percentile(tries, percentile == null ? 50 : percentile);
        String value = counted
                + HttpMessages.latency(
                        tries.stream()
                                .filter(each -> each.fault == null)
                                .findFirst()
                                .orElseThrow()
                                .status,
                        millis,
                        percentile,
                        tries.size());
        boolean fast = percentile == null || millis <= spec.number(LATENCY, 0);
        return Measurement.of(fast, value, limit);
    }

    private static String limit(CheckSpec spec, int needed) {
        StringBuilder limit = new StringBuilder(spec.text(STATUS, "200-399"));
        if (spec.text(BODY) != null) {
            limit.append(HttpMessages.bodyMatches(spec.text(BODY)));
        }
        if (spec.text(JSON_PATH) != null) {
            limit.append(HttpMessages.pathIs(spec.text(JSON_PATH), spec.text(JSON_VALUE)));
        }
        if (spec.text(LATENCY) != null) {
            limit.append(HttpMessages.within(spec.text(LATENCY)));
        }
        if (spec.number(REQUESTS, 1) > 1) {
            limit.append(HttpMessages.requests(needed, spec.number(REQUESTS, 1)));
        }
        return limit.toString();
    }

    /** The smallest time that the given percentage of the successful requests does not exceed. */
    private static long percentile(List<Try> tries, int percent) {
        long[] sorted = tries.stream()
                .filter(each -> each.fault == null)
                .mapToLong(Try::millis)
                .sorted()
                .toArray();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }

    private static String fault(CheckSpec spec, HttpAnswer answer) {
        if (!statusMatches(spec.text(STATUS, "200-399"), answer.status())) {
            return HttpMessages.status(answer.status());
        }
        String body = spec.text(BODY);
        if (body != null) {
            try {
                if (!Pattern.compile(body)
                        .matcher(new DeadlineCharSequence(answer.text()))
                        .find()) {
                    return HttpMessages.bodyDiffers(answer.status());
                }
            } catch (DeadlineCharSequence.TooSlow slow) {
                return HttpMessages.BODY_TOO_SLOW;
            }
        }
        return spec.text(JSON_PATH) == null ? null : jsonFault(spec, answer);
    }

    private static String jsonFault(CheckSpec spec, HttpAnswer answer) {
        Object document;
        try {
            JsonNode root = JSON.readTree(answer.text());
            document = root.isMissingNode() ? null : JSON.treeToValue(root, Object.class);
        } catch (JsonProcessingException e) {
            return HttpMessages.bodyNotJson(answer.status());
        }
        String path = spec.text(JSON_PATH);
        BoundedJsonPath.Selection selected = new BoundedJsonPath(path).select(document);
        if (selected.problem() != null) {
            return HttpMessages.pathProblem(answer.status(), path, selected.problem());
        }
        if (selected.values().isEmpty()) {
            return HttpMessages.pathMissing(answer.status(), path);
        }
        String wanted = spec.text(JSON_VALUE);
        return selected.values().stream()
                .map(JSON::<JsonNode>valueToTree)
                .map(value -> value.isValueNode() ? value.asText() : value.toString())
                .filter(value -> wanted != null && !wanted.equals(value))
                .findFirst()
                .map(value -> HttpMessages.valueDiffers(answer.status(), path, value))
                .orElse(null);
    }

    /** @param wanted {@code 200}, {@code 200-299}, or several separated by commas */
    static boolean statusMatches(String wanted, int status) {
        for (String each : wanted.split(",")) {
            String[] ends = each.trim().split("-", 2);
            int from = Integer.parseInt(ends[0].trim());
            int to = ends.length == 1 ? from : Integer.parseInt(ends[1].trim());
            if (status >= from && status <= to) {
                return true;
            }
        }
        return false;
    }

    /** @param lines one {@code Name: value} per line */
    static Map<String, String> headers(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (lines != null) {
            lines.lines().forEach(line -> {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).trim(),
                        line.substring(colon + 1).trim());
            });
        }
        return headers;
    }
}
