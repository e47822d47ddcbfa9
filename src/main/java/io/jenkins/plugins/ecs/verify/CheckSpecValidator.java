package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.lookups.DefinitionLookups;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.schedules.ScheduleSelection;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.check.CanaryCheck;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.DigestCheck;
import io.jenkins.plugins.ecs.verify.check.DriftCheck;
import io.jenkins.plugins.ecs.verify.check.LogsCheck;
import io.jenkins.plugins.ecs.verify.check.MetricCheck;
import io.jenkins.plugins.ecs.verify.check.SchedulesCheck;
import io.jenkins.plugins.ecs.verify.check.StableCheck;
import io.jenkins.plugins.ecs.verify.http.BoundedJsonPath;
import io.jenkins.plugins.ecs.verify.http.HttpCheck;
import io.jenkins.plugins.ecs.verify.http.HttpProbe;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Validates the parameters of checks without any call. Each error names the field, the value and the remedy. */
public final class CheckSpecValidator {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern STATUS = Pattern.compile("\\s*[1-5]\\d\\d(\\s*-\\s*[1-5]\\d\\d)?\\s*");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+:[ -~]*");
    private static final Pattern SECRET_HEADER =
            Pattern.compile("(?i).*(authorization|cookie|token|secret|password|api-?key|access-?key|credential).*");
    private static final Set<String> OWN_HEADERS = Set.of("host", "connection", "content-length", "transfer-encoding");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST");
    private static final Set<CheckKind> MAY_BE_SEVERAL =
            EnumSet.of(CheckKind.HTTP, CheckKind.LOGS, CheckKind.METRIC, CheckKind.CANARY);
    /** Names of metrics of load balancers. */
    private static final Pattern METRIC_NAME = Pattern.compile("[A-Za-z0-9_]{1,255}");

    private static final int MOST_REQUESTS = 100;

    private CheckSpecValidator() {}

    public static List<String> of(List<CheckSpec> specs) {
        List<String> problems = new ArrayList<>();
        Set<CheckKind> seen = EnumSet.noneOf(CheckKind.class);
        for (CheckSpec spec : specs) {
            problems.addAll(of(spec));
            if (!seen.add(spec.kind()) && !MAY_BE_SEVERAL.contains(spec.kind())) {
                problems.add(SpecMessages.repeated(spec.kind().word()));
            }
        }
        return problems;
    }

    private static List<String> of(CheckSpec spec) {
        List<String> problems = new ArrayList<>();
        if (spec.intervalMillis() < 1000) {
            problems.add(field(spec, "interval", SpecMessages.tooShort(spec.intervalMillis())));
        }
        atLeast(spec, "count", spec.count(), 1, problems);
        atLeast(spec, "failureLimit", spec.failureLimit(), 0, problems);
        atLeast(spec, "consecutiveErrorLimit", spec.consecutiveErrorLimit(), 0, problems);
        atLeast(spec, "inconclusiveLimit", spec.inconclusiveLimit(), 0, problems);
        switch (spec.kind()) {
            case DIGEST -> digest(spec, problems);
            case HTTP -> http(spec, problems);
            case LOGS -> {
                if (spec.text(LogsCheck.PATTERN) == null) {
                    problems.add(SpecMessages.NO_LOG_PATTERN);
                }
                atLeast(spec, LogsCheck.AT_MOST, spec.number(LogsCheck.AT_MOST, 0), 0, problems);
            }
            case METRIC -> metric(spec, problems);
            case CANARY -> canary(spec, problems);
            case DRIFT -> {
                RequestChecks.taskDefinition(spec.text(DriftCheck.TASK_DEFINITION))
                        .or(() -> DefinitionLookups.refused(
                                DriftCheck.TASK_DEFINITION, spec.text(DriftCheck.TASK_DEFINITION)))
                        .ifPresent(problem -> problems.add("drift." + problem));
                String service = spec.text(DriftCheck.SERVICE_DEFINITION);
                RequestChecks.serviceDefinition(service)
                        .or(() -> service == null
                                ? Optional.empty()
                                : DefinitionLookups.refused(
                                        DriftCheck.SERVICE_DEFINITION, () -> ServiceText.tree(service)))
                        .ifPresent(problem -> problems.add("drift." + problem));
            }
            case SCHEDULES ->
                ScheduleSelection.problem(spec.text(SchedulesCheck.NAMES, ScheduleSelection.FAMILY))
                        .ifPresent(problem -> problems.add("schedules.names: " + problem));
            case STABLE_FOR -> {
                if (spec.number(StableCheck.SECONDS, 0) < 1) {
                    problems.add(SpecMessages.NO_STABLE_TIME);
                }
            }
            default -> {}
        }
        return problems;
    }

    private static void digest(CheckSpec spec, List<String> problems) {
        String digest = spec.text(DigestCheck.DIGEST);
        if (digest != null && !DIGEST.matcher(digest).matches()) {
            problems.add(wrong(spec, DigestCheck.DIGEST, digest, SpecMessages.NOT_A_DIGEST));
        }
        if (digest != null && spec.text(DigestCheck.IMAGE) != null) {
            problems.add(SpecMessages.IMAGE_AND_DIGEST);
        }
        RequestChecks.image(spec.text(DigestCheck.IMAGE)).ifPresent(problem -> problems.add("digest." + problem));
    }

    private static void http(CheckSpec spec, List<String> problems) {
        String url = spec.text(HttpCheck.URL);
        if (url != null) {
            address(url)
                    .ifPresent(problem -> problems.add(wrong(spec, HttpCheck.URL, url, SpecMessages.notAUrl(problem))));
        }
        String path = spec.text(HttpCheck.PATH, "/");
        if (!path.startsWith("/")
                || path.startsWith("//")
                || address("http://host" + path).isPresent()) {
            problems.add(wrong(spec, HttpCheck.PATH, path, SpecMessages.NOT_A_PATH));
        }
        String method = spec.text(HttpCheck.METHOD, "GET");
        if (!METHODS.contains(method)) {
            problems.add(wrong(spec, HttpCheck.METHOD, method, SpecMessages.NOT_A_METHOD));
        }
        String status = spec.text(HttpCheck.STATUS, "200");
        for (String each : status.split(",", -1)) {
            if (!STATUS.matcher(each).matches()) {
                problems.add(wrong(spec, HttpCheck.STATUS, status, SpecMessages.NOT_A_STATUS));
                break;
            }
        }
        spec.text(HttpCheck.HEADERS, "").lines().forEach(line -> header(line, problems));
        understood(spec, HttpCheck.BODY, Pattern::compile, problems);
        understood(spec, HttpCheck.JSON_PATH, BoundedJsonPath::new, problems);
        if (spec.text(HttpCheck.JSON_VALUE) != null && spec.text(HttpCheck.JSON_PATH) == null) {
            problems.add(SpecMessages.NO_JSON_PATH);
        }
        int requests = spec.number(HttpCheck.REQUESTS, 1);
        between(spec, HttpCheck.REQUESTS, requests, 1, MOST_REQUESTS, problems);
        between(spec, HttpCheck.SUCCESSES, spec.number(HttpCheck.SUCCESSES, requests), 1, requests, problems);
        between(spec, HttpCheck.PERCENTILE, spec.number(HttpCheck.PERCENTILE, 95), 1, 100, problems);
        atLeast(spec, HttpCheck.LATENCY, spec.number(HttpCheck.LATENCY, 1), 1, problems);
        between(spec, HttpCheck.TIMEOUT, spec.number(HttpCheck.TIMEOUT, 10), 1, 300, problems);
    }

    private static void header(String line, List<String> problems) {
        String name = line.split(":", 2)[0].trim();
        if (!HEADER.matcher(line).matches()) {
            problems.add(SpecMessages.notAHeader(line));
        } else if (SECRET_HEADER.matcher(name).matches()) {
            problems.add(SpecMessages.secretHeader(name));
        } else if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            problems.add(SpecMessages.reservedHeader(name));
        }
    }

    private static Optional<String> address(String url) {
        try {
            return HttpProbe.problem(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.of(SpecMessages.NOT_AN_ADDRESS);
        }
    }

    private static void metric(CheckSpec spec, List<String> problems) {
        String queries = spec.text(MetricCheck.QUERIES);
        if (queries != null) {
            try {
                MetricCheck.parse(queries);
            } catch (IllegalArgumentException wrong) {
                problems.add(SpecMessages.wrongQueries(wrong.getMessage()));
            }
        } else if (spec.text(MetricCheck.NAMESPACE) == null || spec.text(MetricCheck.NAME) == null) {
            problems.add(SpecMessages.NO_METRIC);
        }
        spec.text(MetricCheck.DIMENSIONS, "")
                .lines()
                .filter(line -> line.indexOf('=') < 1)
                .forEach(line -> problems.add(wrong(spec, MetricCheck.DIMENSIONS, line, SpecMessages.NOT_A_DIMENSION)));
        if (spec.text(MetricCheck.AT_MOST) == null
                && spec.text(MetricCheck.AT_LEAST) == null
                && spec.text(MetricCheck.TIMES_BEFORE) == null) {
            problems.add(SpecMessages.NO_METRIC_LIMIT);
        }
        between(spec, "window", spec.number(MetricCheck.WINDOW, 300), 60, 86_400, problems);
    }

    private static void canary(CheckSpec spec, List<String> problems) {
        String metric = spec.text(CanaryCheck.METRIC);
        if (metric == null) {
            problems.add(SpecMessages.NO_CANARY_METRIC);
        } else if (!METRIC_NAME.matcher(metric).matches()) {
            problems.add(wrong(spec, CanaryCheck.METRIC, metric, SpecMessages.NOT_A_METRIC));
        }
        String times = spec.text(CanaryCheck.AT_MOST_TIMES);
        if (times == null) {
            problems.add(SpecMessages.NO_CANARY_LIMIT);
        } else if (!(Double.parseDouble(times) > 0)) {
            problems.add(wrong(spec, CanaryCheck.AT_MOST_TIMES, times, SpecMessages.NOT_POSITIVE));
        }
        String tolerance = spec.text(CanaryCheck.TOLERANCE, "0");
        if (!(Double.parseDouble(tolerance) >= 0)) {
            problems.add(wrong(spec, CanaryCheck.TOLERANCE, tolerance, SpecMessages.NEGATIVE));
        }
        atLeast(spec, CanaryCheck.AT_LEAST_REQUESTS, spec.number(CanaryCheck.AT_LEAST_REQUESTS, 1), 1, problems);
        between(spec, "window", spec.number(CanaryCheck.WINDOW, 300), 60, 86_400, problems);
    }

    private static void understood(CheckSpec spec, String name, Consumer<String> parser, List<String> problems) {
        String text = spec.text(name);
        if (text != null) {
            try {
                parser.accept(text);
            } catch (PatternSyntaxException e) {
                problems.add(wrong(spec, name, text, SpecMessages.notAPattern(e.getDescription())));
            } catch (IllegalArgumentException e) {
                problems.add(field(spec, name, PlainText.line(e.getMessage())));
            }
        }
    }

    private static void atLeast(CheckSpec spec, String name, int value, int least, List<String> problems) {
        between(spec, name, value, least, Integer.MAX_VALUE, problems);
    }

    private static void between(CheckSpec spec, String name, int value, int least, int most, List<String> problems) {
        if (value < least) {
            problems.add(field(spec, name, SpecMessages.tooLow(value, least)));
        } else if (value > most) {
            problems.add(field(spec, name, SpecMessages.tooHigh(value, most)));
        }
    }

    private static String wrong(CheckSpec spec, String name, String value, String problem) {
        return SpecMessages.value(spec.kind().word(), name, value, problem);
    }

    private static String field(CheckSpec spec, String name, String problem) {
        return SpecMessages.field(spec.kind().word(), name, problem);
    }
}
