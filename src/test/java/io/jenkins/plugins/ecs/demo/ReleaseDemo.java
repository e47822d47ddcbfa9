package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsReleaseStep;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes two releases through staging and production on the built-in ECS sandbox: one that is well, and one that raises an
 * alarm in production, so that its verification fails and it is rolled back. Leaves a page with their pictures.
 */
public final class ReleaseDemo {

    private static final String ALARM = "api-errors";
    private static final String GOOD = "sha256:" + "1a".repeat(32);
    private static final String BAD = "sha256:" + "2b".repeat(32);

    private static final ReleasePath PATH = ReleasePath.of("web", "the global settings")
            .owner("the platform team")
            .environments(List.of(
                    PathEnvironment.of("staging", "staging").build(),
                    PathEnvironment.of("production", "prod")
                            .from("staging")
                            .soak(Duration.ofHours(4))
                            .freshness(Duration.ofDays(7))
                            .approval(new ApprovalRule(
                                    new ArrayList<>(List.of("amy", "bob")),
                                    new ArrayList<>(),
                                    1,
                                    false,
                                    false,
                                    0,
                                    false))
                            .checks(List.of(
                                    CheckSpec.of(CheckKind.ALARMS)
                                            .option("names", ALARM)
                                            .build(),
                                    CheckSpec.of(CheckKind.STABLE_FOR)
                                            .option("seconds", 600)
                                            .build()))
                            .build()))
            .build();

    private final PrintStream out;
    private final Pace pace;
    private final Map<String, ReleaseOutcome> pictures = new LinkedHashMap<>();

    ReleaseDemo(PrintStream out, Pace pace) {
        this.out = out;
        this.pace = pace;
    }

    public static void main(String[] args) throws IOException {
        Path report = Path.of(System.getProperty("demo.report", "target/demo/report.html"));
        PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<Verdict> verdicts = new ReleaseDemo(console, Pace.timesFaster(1_200))
                .run(report).stream().map(ReleaseOutcome::verdict).toList();
        if (!verdicts.equals(List.of(Verdict.SUCCESS, Verdict.ROLLED_BACK))) {
            throw new IllegalStateException("the demo did not go as it should: " + verdicts);
        }
    }

    /** The releases, in their order; the second one is rolled back, as it should be. */
    List<ReleaseOutcome> run(Path report) throws IOException {
        try (EcsSandbox sandbox = Examples.sandbox()) {
            sandbox.alarm(ALARM).state(Alarm.State.OK);
            out.println("The ECS sandbox answers at " + sandbox.endpoint() + ", on this machine. AWS is not called, and"
                    + " hours there pass in seconds.");
            List<ReleaseOutcome> releases = List.of(
                    release(1, GOOD, "a version that is well", sandbox),
                    release(2, BAD, "a version that raises an alarm in production", sandbox));
            Files.createDirectories(report.toAbsolutePath().getParent());
            Files.writeString(report, ReleaseReport.html(pictures));
            out.println();
            releases.forEach(each -> out.println(each.message()));
            out.println("What the build pages show: " + report.toAbsolutePath().normalize());
            return releases;
        }
    }

    private ReleaseOutcome release(int number, String digest, String what, EcsSandbox sandbox) {
        out.println();
        out.println("Release #" + number + ", " + what);
        JenkinsfileRun build =
                new JenkinsfileRun(number, Examples.jenkinsfile("release")).console(line -> out.println("  " + line));
        ReleaseRun run = new ReleaseRun(RunTarget.of(sandbox, pace), build, PATH);
        run.watched(now -> watch(now, run, digest, sandbox));
        EcsReleaseStep step = new EcsReleaseStep("api");
        step.setImage("shop/api@" + digest);
        ReleaseOutcome outcome = run.run(step, Map.of());
        sandbox.alarm(ALARM).state(Alarm.State.OK);
        pictures.put("Release #" + number + ", at its end", outcome);
        ReleaseReport.lines(outcome).forEach(line -> out.println("  " + line));
        return outcome;
    }

    /** Amy approves once nothing else is waited for, and the bad version raises the alarm when it runs in production. */
    private void watch(ReleaseState now, ReleaseRun run, String digest, EcsSandbox sandbox) {
        boolean inProduction = now.current().name().equals("production");
        if (inProduction && now.current().asksForApproval()) {
            pictures.putIfAbsent("Release " + now.build() + ", while it waits", ReleaseOutcome.of(now));
            long unmet = now.current().conditions().stream()
                    .filter(each -> !each.isMet())
                    .count();
            if (unmet == 1) {
                run.approve("amy");
            }
        }
        if (inProduction && now.current().verifying() != null && digest.equals(BAD)) {
            sandbox.alarm(ALARM).state(Alarm.State.ALARM);
        }
    }
}
