package io.jenkins.plugins.ecs.verify.check;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.ecs.aws.services.MetricsApi;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What the comparison of two revisions makes of the metrics of their target groups. */
public class CanaryCheckTest {

    private static final String NEW = "targetgroup/green/1";
    private static final String OLD = "targetgroup/blue/2";
    private static final TrafficSplit SPLIT = new TrafficSplit("app/shop/3", NEW, OLD, 12.5);

    private final Map<String, List<Double>> values = new HashMap<>();
    private final List<JsonNode> asked = new ArrayList<>();

    private final MetricsApi metrics = new MetricsApi() {
        @Override
        public List<Double> metric(ArrayNode queries, long from, long to) {
            JsonNode stat = queries.path(0).path("MetricStat");
            asked.add(stat);
            String group = "";
            for (JsonNode dimension : stat.path("Metric").path("Dimensions")) {
                group = dimension.path("Name").asText().equals("TargetGroup")
                        ? dimension.path("Value").asText()
                        : group;
            }
            return values.getOrDefault(
                    group + " " + stat.path("Metric").path("MetricName").asText(), List.of());
        }
    };

    private static CheckSpec.Builder check(String metric, double times) {
        return CheckSpec.of(CheckKind.CANARY).option("metric", metric).option("atMostTimes", times);
    }

    private Measurement measure(CheckSpec.Builder check) {
        return measure(check, SPLIT);
    }

    private Measurement measure(CheckSpec.Builder check, TrafficSplit split) {
        CheckSpec spec = check.build();
        return CanaryCheck.read(spec, split, 3_600_000, metrics).measure(spec, new CheckState(0), 3_600_000);
    }

    private void of(String group, String metric, Double... all) {
        values.put(group + " " + metric, List.of(all));
    }

    private void requests(double ofNew, double ofOld) {
        of(NEW, "RequestCount", ofNew);
        of(OLD, "RequestCount", ofOld);
    }

    @Test
    public void noErrorsOfThePreviousRevisionLetNoneOfTheNewOnePassWithoutATolerance() {
        requests(200, 1000);
        of(NEW, "HTTPCode_Target_5XX_Count", 1.0);

        assertThat(measure(check("HTTPCode_Target_5XX_Count", 2)).verdict(), is(CheckVerdict.FAILED));
        assertThat(
                measure(check("HTTPCode_Target_5XX_Count", 2).option("tolerance", 0.01))
                        .verdict(),
                is(CheckVerdict.PASSED));
    }

    @Test
    public void aCountWithoutDataIsNone() {
        requests(200, 1000);

        Measurement found = measure(check("HTTPCode_Target_5XX_Count", 2));

        assertThat(found.verdict(), is(CheckVerdict.PASSED));
        assertThat(found.value(), is("HTTPCode_Target_5XX_Count 0 per request at 12.5% of the traffic"));
    }

    @Test
    public void aTimeIsComparedByItsStatistic() {
        requests(200, 1000);
        of(NEW, "TargetResponseTime", 0.5);
        of(OLD, "TargetResponseTime", 0.2);

        Measurement found = measure(check("TargetResponseTime", 2).option("statistic", "p95"));

        assertThat(found.verdict(), is(CheckVerdict.FAILED));
        assertThat(found.value(), is("TargetResponseTime 0.5 at 12.5% of the traffic"));
        assertThat(found.limit(), is("at most 2.0 times the previous revision (0.2)"));
        assertThat(asked.stream().map(each -> each.path("Stat").asText()).toList(), hasItems("p95", "Sum"));
    }

    @Test
    public void withoutDataOrEnoughRequestsThereIsNoResult() {
        requests(200, 1000);
        of(NEW, "TargetResponseTime", 0.5);
        assertThat(measure(check("TargetResponseTime", 2)).verdict(), is(CheckVerdict.INCONCLUSIVE));

        requests(99, 1000);
        assertThat(measure(check("HTTPCode_Target_5XX_Count", 2)).verdict(), is(CheckVerdict.INCONCLUSIVE));
        requests(1000, 99);
        assertThat(measure(check("HTTPCode_Target_5XX_Count", 2)).verdict(), is(CheckVerdict.INCONCLUSIVE));
        assertThat(
                measure(check("HTTPCode_Target_5XX_Count", 2).option("atLeastRequests", 99))
                        .verdict(),
                is(CheckVerdict.PASSED));
    }

    @Test
    public void aNetworkLoadBalancerCountsNoRequests() {
        Measurement found = measure(check("UnHealthyHostCount", 2), new TrafficSplit("net/shop/3", NEW, OLD, 10));

        assertThat(found.verdict(), is(CheckVerdict.ERROR));
        assertThat(found.value(), containsString("a Network Load Balancer has no metrics of requests by target group"));
        assertThat(asked.isEmpty(), is(true));
    }

    @Test
    public void whereOneRevisionHasAllTrafficNothingIsRead() {
        Measurement found = measure(check("TargetResponseTime", 2), null);

        assertThat(found.verdict(), is(CheckVerdict.SKIPPED));
        assertThat(asked.isEmpty(), is(true));
    }

    @Test
    public void withoutTargetGroupsThatIsAnError() {
        Measurement found = measure(check("TargetResponseTime", 2), TrafficSplit.UNKNOWN);

        assertThat(found.verdict(), is(CheckVerdict.ERROR));
        assertThat(found.value(), containsString("no target groups of their own"));
        assertThat(asked.isEmpty(), is(true));
    }

    @Test
    public void allProblemsAreNamedAtOnce() {
        List<CheckSpec> checks = List.of(
                CheckSpec.of(CheckKind.CANARY).build(),
                check("Target Response", 0)
                        .option("tolerance", -1.0)
                        .option("atLeastRequests", 0)
                        .option("windowSeconds", 5)
                        .build());

        String problems = assertThrows(
                        IllegalArgumentException.class,
                        () -> VerifyRequest.of("eu-central-1", "c", "s")
                                .checks(checks)
                                .build())
                .getMessage();

        for (String problem : List.of(
                "canary.metric: missing.",
                "canary.atMostTimes: missing.",
                "canary.metric: 'Target Response' is not a metric of a load balancer.",
                "canary.atMostTimes: '0.0' is not above 0.",
                "canary.tolerance: '-1.0' is below 0.",
                "canary.atLeastRequests: 0 is too low.",
                "canary.window: 5 is too low.")) {
            assertThat(problems, containsString(problem));
        }
    }
}
