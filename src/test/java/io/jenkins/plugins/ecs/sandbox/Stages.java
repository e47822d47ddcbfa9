package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The way of a blue/green, linear or canary deployment through its lifecycle stages, and how far it is. */
final class Stages {

    /**
     * One leg of the way.
     *
     * @param stage as it is reported
     * @param hooks the configured stage whose hooks run here; null for none
     * @param production weight of the new revision from here on; null for the one before
     * @param test the same for test traffic
     * @param lasts at least
     */
    record Leg(String stage, String hooks, Double production, Double test, Duration lasts) {}

    final List<Leg> legs;
    /** Whether ECS shifts traffic: with a load balancer or Service Connect. */
    final boolean managesTraffic;

    final boolean testsTraffic;
    final List<LifecycleHook> hooks = new ArrayList<>();
    int at = -1;
    Instant since;
    double production;
    double test;

    private Stages(List<Leg> legs, boolean managesTraffic, boolean testsTraffic) {
        this.legs = legs;
        this.managesTraffic = managesTraffic;
        this.testsTraffic = testsTraffic;
    }

    /** Null for a rolling update, which has no stages. */
    static Stages of(ServiceState service, int sources, Behavior behavior) {
        JsonNode configuration = service.configuration();
        String strategy = configuration.path("strategy").asText("ROLLING");
        if (strategy.equals("ROLLING")) {
            return null;
        }
        boolean connect = Json.isTrue(service.settings.path("serviceConnectConfiguration"), "enabled");
        JsonNode balancers = service.settings.path("loadBalancers");
        boolean testRule = false;
        boolean network = false;
        for (JsonNode balancer : balancers) {
            JsonNode advanced = balancer.path("advancedConfiguration");
            testRule |= advanced.hasNonNull("testListenerRule");
            network |= advanced.path("productionListenerRule").asText().contains(":listener/net/");
        }
        Duration moment = behavior.stage;
        Duration shift = network ? behavior.trafficShift.plus(behavior.networkShift) : behavior.trafficShift;
        List<Leg> legs = new ArrayList<>();
        if (sources > 1) {
            legs.add(plain("RECONCILE_SERVICE", moment));
        }
        legs.add(plain("PRE_SCALE_UP", moment));
        legs.add(new Leg("SCALE_UP", null, null, null, moment));
        legs.add(plain("POST_SCALE_UP", moment));
        legs.add(new Leg("TEST_TRAFFIC_SHIFT", "TEST_TRAFFIC_SHIFT", null, 100.0, shift));
        legs.add(plain("POST_TEST_TRAFFIC_SHIFT", moment));
        Duration stepBake = stepBake(configuration, strategy);
        for (double weight : weights(configuration, strategy)) {
            legs.add(new Leg(
                    behavior.preProductionStage, "PRE_PRODUCTION_TRAFFIC_SHIFT", null, null, Duration.ofSeconds(1)));
            Duration lasts = weight < 100 ? shift.plus(stepBake) : shift;
            legs.add(new Leg("PRODUCTION_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT", weight, null, lasts));
        }
        legs.add(plain("POST_PRODUCTION_TRAFFIC_SHIFT", moment));
        int bake = configuration.path("bakeTimeInMinutes").asInt();
        if (bake > 0) {
            legs.add(new Leg("BAKE_TIME", null, null, null, Duration.ofMinutes(bake)));
        }
        legs.add(new Leg("CLEAN_UP", null, null, null, Duration.ZERO));
        return new Stages(legs, !balancers.isEmpty() || connect, testRule || connect);
    }

    private static Leg plain(String stage, Duration lasts) {
        return new Leg(stage, stage, null, null, lasts);
    }

    private static List<Double> weights(JsonNode configuration, String strategy) {
        List<Double> weights = new ArrayList<>();
        if (strategy.equals("LINEAR")) {
            double step = configuration
                    .path("linearConfiguration")
                    .path("stepPercent")
                    .asDouble(10);
            for (int i = 1; i * step < 100; i++) {
                weights.add(Math.round(i * step * 10) / 10.0);
            }
        } else if (strategy.equals("CANARY")) {
            double canary = configuration
                    .path("canaryConfiguration")
                    .path("canaryPercent")
                    .asDouble(5);
            if (canary < 100) {
                weights.add(canary);
            }
        }
        weights.add(100.0);
        return weights;
    }

    private static Duration stepBake(JsonNode configuration, String strategy) {
        return Duration.ofMinutes(
                strategy.equals("LINEAR")
                        ? configuration
                                .path("linearConfiguration")
                                .path("stepBakeTimeInMinutes")
                                .asInt(6)
                        : configuration
                                .path("canaryConfiguration")
                                .path("canaryBakeTimeInMinutes")
                                .asInt(10));
    }

    boolean hasBegun() {
        return at >= 0;
    }

    Leg leg() {
        return legs.get(at);
    }

    /** The new revision has all its tasks, or gets them. */
    boolean isScaledUp() {
        return hasBegun()
                && legs.subList(0, at + 1).stream().anyMatch(leg -> leg.stage().equals("SCALE_UP"));
    }

    boolean isCleaningUp() {
        return at == legs.size() - 1;
    }

    void enter(int next, Instant now) {
        at = next;
        since = now;
        production = leg().production() == null ? production : leg().production();
        test = leg().test() == null ? test : leg().test();
    }

    /** All traffic goes where it went before. */
    void takeTrafficBack() {
        production = 0;
        test = 0;
    }

    /** As if it had gone the whole way already. */
    void skipToEnd(Instant now) {
        for (int leg = 0; leg < legs.size(); leg++) {
            enter(leg, now);
        }
    }

    /** Puts the weights of a revision into its summary; a service without managed traffic has none. */
    void putWeights(ObjectNode summary, boolean target) {
        if (managesTraffic) {
            summary.put("requestedProductionTrafficWeight", target ? production : 100 - production);
        }
        if (testsTraffic) {
            summary.put("requestedTestTrafficWeight", target ? test : 100 - test);
        }
    }
}
