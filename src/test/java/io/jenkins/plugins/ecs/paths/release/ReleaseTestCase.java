package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;

/** A sandbox with the service {@code api} in the clusters {@code staging} and {@code prod}, and the path between them. */
abstract class ReleaseTestCase {

    static final String DIGEST = "sha256:" + "ab".repeat(32);
    static final String OTHER = "sha256:" + "cd".repeat(32);
    static final CheckSpec ALARM =
            CheckSpec.of(CheckKind.ALARMS).option("names", "p95").build();

    EcsSandbox sandbox;
    SandboxRelease.Controller controller;
    DeploymentTasks ofProduction = DeploymentTasks.NONE;
    private int builds;

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.start();
        for (String cluster : List.of("staging", "prod")) {
            sandbox.cluster(cluster);
            sandbox.service(
                    cluster,
                    "api",
                    s -> s.image("repo/app:1.0.0").desiredCount(2).circuitBreaker(true, true));
        }
        sandbox.alarm("p95").state(io.jenkins.plugins.ecs.sandbox.Alarm.State.OK);
        sandbox.clock().advance(Duration.ofMinutes(10));
        controller = new SandboxRelease.Controller(path(production()));
    }

    @After
    public void stopSandbox() {
        sandbox.close();
        if (!sandbox.errors().isEmpty()) {
            throw new AssertionError("the sandbox has a bug", sandbox.errors().get(0));
        }
    }

    static PathEnvironment staging() {
        return PathEnvironment.of("staging", "staging-eu").build();
    }

    static PathEnvironment production() {
        return production(Duration.ZERO, null, true);
    }

    static PathEnvironment production(Duration soak, Duration freshness, boolean rollback) {
        return PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(soak)
                .freshness(freshness)
                .checks(List.of(ALARM))
                .rollback(rollback)
                .build();
    }

    static ReleasePath path(PathEnvironment... later) {
        ArrayList<PathEnvironment> all = new ArrayList<>(List.of(staging()));
        all.addAll(List.of(later));
        return ReleasePath.of("web", "the global settings")
                .owner("the platform team")
                .environments(all)
                .build();
    }

    SandboxRelease release() {
        return release(DIGEST, "staging", "production");
    }

    /** @param wanted the environments that it goes through */
    SandboxRelease release(String digest, String... wanted) {
        builds++;
        List<EnvironmentRun> runs = new ArrayList<>();
        for (PathEnvironment each : controller.path.environments()) {
            for (int wave = 0; wave < each.waves().size(); wave++) {
                for (String target : each.waves().get(wave).targets()) {
                    boolean goes = List.of(wanted).contains(each.name());
                    runs.add(run(each, cluster(target), digest, goes).at(target, wave));
                }
            }
        }
        ReleaseState state = ReleaseState.begin(
                "r" + builds,
                controller.path,
                "api",
                Map.of("", digest),
                "shop #" + builds,
                runs,
                sandbox.clock().millis());
        return new SandboxRelease(sandbox, controller, state);
    }

    private static String cluster(String target) {
        return switch (target) {
            case "staging-eu" -> "staging";
            case "prod-eu" -> "prod";
            default -> target.matches("[\\w-]+") ? target : "prod";
        };
    }

    private EnvironmentRun run(PathEnvironment environment, String cluster, String digest, boolean wanted) {
        DeployRequest request = DeployRequest.of("eu-central-1", cluster, "api")
                .changes(List.of(
                        ContainerChange.of(null).image("repo/app@" + digest).build()))
                .with(Setting.TIMEOUT, Duration.ofHours(1))
                .tasks(cluster.equals("prod") ? ofProduction : DeploymentTasks.NONE)
                .build();
        VerifyRequest verification = VerifyRequest.of("eu-central-1", cluster, "api")
                .checks(environment.checks())
                .build();
        return EnvironmentRun.of(environment, request, verification, wanted);
    }

    EnvironmentRun in(ReleaseState state, String environment) {
        return state.environments().stream()
                .filter(each -> each.name().equals(environment))
                .findFirst()
                .orElseThrow();
    }

    long updates(String cluster) {
        return sandbox.calls("UpdateService").stream()
                .filter(call -> call.request().path("cluster").asText().endsWith(cluster))
                .count();
    }

    /** The image that the service is set to. */
    String image(String cluster) {
        String revision = sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"" + cluster + "\",\"services\":[\"api\"]}")
                .path("services")
                .path(0)
                .path("taskDefinition")
                .asText();
        return sandbox.region()
                .call("DescribeTaskDefinition", "{\"taskDefinition\":\"" + revision + "\"}")
                .path("taskDefinition")
                .path("containerDefinitions")
                .path(0)
                .path("image")
                .asText();
    }
}
