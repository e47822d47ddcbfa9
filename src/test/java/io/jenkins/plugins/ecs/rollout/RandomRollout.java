package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi;
import io.jenkins.plugins.ecs.rollout.decide.Timeouts;
import io.jenkins.plugins.ecs.rollout.decide.follow.ExpectedTime;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One rollout through what a seed makes of AWS, the network, the controller and its clock; and the judge of its end. */
final class RandomRollout implements RandomRun, Journal {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
    private static final String LISTENER = ELB + "listener/app/shop/50dc6c495c0c9188/";
    private static final String OLD = "repo/app:1.0.0";
    private static final String NEW = "repo/app:2.0.0";
    private static final int MOST_ROUNDS = 20_000;
    private static final int MOST_JUMPS = 4;
    private static final long GRACE = 60_000;

    private enum Kind {
        ROLLING,
        ROLLING_AGAIN,
        BLUE_GREEN,
        CANARY,
        LINEAR,
        ROLLBACK,
        CODE_DEPLOY
    }

    private final EcsSandbox sandbox;
    private final Random random;
    private final RandomAnswers answers;
    private final List<String> story = new ArrayList<>();
    private final Kind kind;
    private final Scenario scenario;
    private final String service;
    private final double killRate;
    private final boolean jumps;
    private final boolean aborts;
    /** Somebody forces another deployment of whatever the service is set to. */
    private boolean forces;
    /** The tag is pushed again while tasks start that do not keep to the digest that ECS pinned. */
    private final boolean moves;

    /** The deployment waits for an answer on its way. */
    private boolean waits;

    /** A task runs before the deployment, and one after it. */
    private final boolean tasks;

    private final AwsClients others;
    private boolean pushed;
    private long skew;
    private int jumped;
    private boolean aborted;
    private boolean rejected;
    private RolloutState saved;

    RandomRollout(long seed) {
        random = new Random(seed);
        sandbox = EcsSandbox.builder().inProcess().seed(seed).start();
        kind = Kind.values()[random.nextInt(Kind.values().length)];
        scenario = random.nextInt(3) > 0
                ? Scenario.OK
                : new Scenario[] {
                            Scenario.CRASH,
                            Scenario.STUCK,
                            Scenario.IMAGE_NOT_FOUND,
                            Scenario.FLAKY,
                            Scenario.ALARM,
                            Scenario.SUCCESS_BUT_OLD_TASKS,
                            Scenario.SUPERSEDED,
                            Scenario.DELETED_MIDWAY,
                            Scenario.UNKNOWN_STATUS
                        }
                        [random.nextInt(9)];
        tasks = seed % 4 == 0 && scenario == Scenario.OK && kind != Kind.ROLLBACK;
        boolean staged = kind == Kind.BLUE_GREEN || kind == Kind.CANARY || kind == Kind.LINEAR;
        service = staged || kind == Kind.CODE_DEPLOY ? "web" : "api";
        sandbox.cluster("prod");
        int count = 1 + random.nextInt(4);
        sandbox.service("prod", service, s -> {
            s.image(OLD).desiredCount(count).circuitBreaker(true, true).alarms(true, "errors");
            if (staged) {
                s.shiftingLoadBalancer("app", 8080);
            } else if (kind == Kind.CODE_DEPLOY) {
                s.controller("CODE_DEPLOY").loadBalancer(ELB + "targetgroup/blue/0123456789abcdef", "app", 8080);
            }
        });
        if (kind == Kind.CODE_DEPLOY) {
            waits = random.nextInt(4) == 0;
            group();
        }
        sandbox.clock().advance(Duration.ofMinutes(10));
        if (kind == Kind.ROLLBACK) {
            sandbox.region()
                    .call(
                            "RegisterTaskDefinition",
                            "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                                    + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\","
                                    + "\"image\":\"repo/app:1.5.0\"}]}");
            sandbox.region()
                    .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api\"}");
            sandbox.clock().advance(Duration.ofMinutes(10));
        } else {
            sandbox.scenarios().image(NEW, scenario);
            if (tasks) {
                sandbox.scenarios().image(NEW, scenario).lasting(Duration.ofSeconds(5));
            }
        }
        DeployRequest request = request(staged);
        saved = RolloutState.begin(request, sandbox.clock().millis());
        story.add(kind + " " + scenario + ", " + count + " tasks, timeout " + request.timeoutMillis() / 1000 + " s, on"
                + " timeout " + request.onTimeout());
        killRate = random.nextInt(3) == 0 ? 0.05 : 0;
        jumps = random.nextInt(6) == 0;
        aborts = random.nextInt(20) == 0;
        moves = random.nextInt(15) == 0;
        sandbox.behavior().ignoresPinnedDigests(moves);
        forces = random.nextInt(10) == 0 && !staged && kind != Kind.CODE_DEPLOY;
        answers = new RandomAnswers(
                sandbox,
                random,
                kind == Kind.CODE_DEPLOY ? RandomAnswers.CODE_DEPLOY : RandomAnswers.DEPLOYMENT,
                story::add);
        others = kind == Kind.CODE_DEPLOY || random.nextBoolean() ? RandomClients.ofCodeDeploy(answers) : null;
    }

    private void group() {
        sandbox.region().deploymentGroup("shop", "production", group -> {
            group.service("prod", "web")
                    .loadBalancer("blue", "green", LISTENER + "0000000000000001", LISTENER + "0000000000000002")
                    .termination(1);
            if (waits) {
                group.ready("STOP_DEPLOYMENT", 30);
            }
        });
    }

    private DeployRequest request(boolean staged) {
        DeployRequestBuilder request = DeployRequest.of("eu-central-1", "prod", service)
                .with(Setting.ON_TIMEOUT, random.nextBoolean() ? Reaction.ROLLBACK : Reaction.LEAVE)
                .with(Setting.TIMEOUT, Duration.ofMinutes(random.nextInt(8) == 0 ? 1 + random.nextInt(8) : 60));
        if (kind == Kind.ROLLBACK) {
            return request.goesBack(true)
                    .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL)
                    .build();
        }
        request.changes(List.of(ContainerChange.of(null).image(NEW).build()));
        if (kind == Kind.ROLLING_AGAIN) {
            request.forceNewDeployment(true).desiredCount(2);
        }
        if (tasks) {
            request.tasks(new DeploymentTasks(List.of(task("before")), List.of(task("after"))));
        }
        if (kind == Kind.CODE_DEPLOY) {
            request.strategy(StrategySettings.of(null).build())
                    .codeDeploy(new CodeDeploySettings("shop", "production", null, null, List.of()))
                    .origin("https://jenkins.example.com/job/shop/7/");
        }
        if (staged) {
            StrategySettings.Builder settings =
                    StrategySettings.of(Strategy.valueOf(kind.name())).bakeMinutes(1);
            if (kind == Kind.CANARY) {
                settings.canary(20.0, 1);
            } else if (kind == Kind.LINEAR) {
                settings.linear(50.0, 1);
            }
            waits = random.nextInt(4) == 0;
            if (waits) {
                settings.pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT")).pauseTimeout(30, false);
            }
            request.strategy(settings.build());
        }
        return request.build();
    }

    private TaskRequest task(String token) {
        return TasksTestCase.taskOf(service, token, Duration.ofMinutes(60), OnStop.STOP, "work", token);
    }

    @Override
    public List<String> story() {
        return story;
    }

    private boolean isGood() {
        boolean well = scenario == Scenario.OK || scenario == Scenario.FLAKY || scenario == Scenario.UNKNOWN_STATUS;
        return kind == Kind.ROLLBACK || (well && !moves);
    }

    @Override
    public String run() {
        try {
            return toTheEnd();
        } finally {
            sandbox.close();
        }
    }

    private String toTheEnd() {
        Clock clock = new SkewedClock(sandbox.clock(), () -> skew);
        long late = 0;
        boolean asksToGoBack = false;
        for (int round = 0; !saved.hasEnded(); round++) {
            if (round > MOST_ROUNDS) {
                return "no end after " + MOST_ROUNDS + " rounds";
            }
            if (jumps && jumped < MOST_JUMPS && random.nextInt(40) == 0) {
                jumped++;
                skew += random.nextBoolean() ? 3_600_000 : -3_600_000;
                story.add("(the clock shows " + skew / 1000 + " s more)");
            }
            if (forces && saved.phase() == Phase.FOLLOWING && random.nextInt(10) == 0) {
                forces = false;
                story.add("(somebody forces a new deployment)");
                force();
            }
            if (moves && !pushed && saved.phase() == Phase.RESOLVING) {
                pushed = true;
                story.add("(the tag is pushed anew)");
                sandbox.images().push(NEW);
            }
            if (waits && random.nextInt(20) == 0) {
                answer(clock);
            }
            long waited = answers.waited();
            long in;
            boolean isLate = clock.millis() > saved.deadline() && !isPaused(clock.millis());
            try {
                if (aborts && !aborted && random.nextInt(30) == 0) {
                    aborted = true;
                    RolloutDriver.abort(saved, "somebody", clock, this);
                }
                in = driver(clock).round(saved);
            } catch (Killed killed) {
                long down = 1_000L * random.nextInt(300);
                story.add("(killed; up again after " + down / 1000 + " s)");
                sandbox.clock().advance(Duration.ofMillis(down));
                saved = SerializedCopy.of(saved);
                continue;
            } catch (RuntimeException | Error e) {
                java.io.StringWriter trace = new java.io.StringWriter();
                e.printStackTrace(new java.io.PrintWriter(trace));
                return "an exception: " + trace;
            }
            asksToGoBack |= saved.isStopping();
            if (!saved.hasEnded()) {
                sandbox.clock().advance(Duration.ofMillis(in));
            }
            // What bakes with all its tasks is let finish.
            if (isLate && !ExpectedTime.bakes(saved, clock.millis())) {
                late += in;
            }
            if (late > GRACE + (asksToGoBack ? Timeouts.FOLLOW_ROLLBACK_FOR : 0) && jumped == 0) {
                return "no end " + late / 1000 + " s after the deadline, in " + saved.phase();
            }
            // A round cannot end while a call of it hangs; the next one must.
            late += isLate ? answers.waited() - waited : 0;
        }
        story.add(Outcome.of(saved).message());
        return judged(clock);
    }

    /** The time in which an answer is waited for does not count. */
    private boolean isPaused(long now) {
        return saved.pauses().stream().anyMatch(pause -> pause.waits() && now <= pause.expiresAt());
    }

    private RolloutDriver driver(Clock clock) {
        RolloutDriver driver = new RolloutDriver(new EcsJsonApi(answers.ecs()), clock, this, random::nextDouble);
        return others == null ? driver : driver.diagnosing(others, Masking.byPatterns());
    }

    private void answer(Clock clock) {
        Optional<Pause> open = saved.pauses().stream().filter(Pause::isOpen).findFirst();
        PauseAnswer answer = random.nextInt(6) == 0 ? PauseAnswer.ROLLBACK : PauseAnswer.CONTINUE;
        try {
            if (open.isPresent() && RolloutDriver.answer(saved, open.get().hookId(), answer, "somebody", clock, this)) {
                rejected |= answer == PauseAnswer.ROLLBACK;
            }
        } catch (Killed killed) {
            saved = SerializedCopy.of(saved);
            rejected |= answer == PauseAnswer.ROLLBACK;
        }
    }

    private String judged(Clock clock) {
        String truth = truth();
        Verdict verdict = saved.verdict();
        if (answers.done("RegisterTaskDefinition") > 1) {
            return answers.done("RegisterTaskDefinition") + " registrations";
        }
        if (answers.done("UpdateService") > 1) {
            return answers.done("UpdateService") + " updates";
        }
        if (answers.done("CreateDeployment") > 1) {
            return answers.done("CreateDeployment") + " deployments of CodeDeploy";
        }
        if (started("before") > 1 || started("after") > 1) {
            return started("before") + " and " + started("after") + " tasks";
        }
        if (tasks && verdict == Verdict.SUCCESS && (started("before") < 1 || started("after") < 1)) {
            return "a success without its tasks";
        }
        if (verdict.isGreen() && !truth.isEmpty()) {
            return verdict + ", but " + truth;
        }
        if (!verdict.isGreen() && isGood() && !mayFail(verdict)) {
            return verdict + " of a good deployment (" + (truth.isEmpty() ? "it is complete" : truth) + ")";
        }
        return null;
    }

    /** Tasks that RunTask started with this token, as AWS has them. */
    private int started(String token) {
        int tasks = 0;
        for (String desired : List.of("RUNNING", "STOPPED")) {
            tasks += call(
                            "ListTasks",
                            "{\"cluster\":\"prod\",\"startedBy\":\"jenkins/shop/7/" + token + "\",\"desiredStatus\":\""
                                    + desired + "\"}")
                    .path("taskArns")
                    .size();
        }
        return tasks;
    }

    private boolean mayFail(Verdict verdict) {
        boolean short_ =
                saved.request().timeoutMillis() < Duration.ofMinutes(60).toMillis();
        return aborted
                || rejected
                || isUnanswered()
                || answers.deniesWhatIsNeeded()
                || answers.lacksWhatIsNeeded()
                || (tasks && jumped > 0 && verdict == Verdict.TASK_FAILED)
                || (tasks && answers.deniesSomething())
                || (isUndecided(verdict)
                        && answers.namesMissing(Outcome.of(saved).message()))
                // Which revision was good can't be read.
                || (kind == Kind.ROLLBACK && answers.deniesSomething() && verdict == Verdict.REFUSED)
                || (verdict == Verdict.REFUSED && nothingBegan() && answers.keepsBlocking())
                || ((jumped > 0 || short_) && (verdict == Verdict.TIMED_OUT || verdict == Verdict.STALLED))
                || (verdict == Verdict.TIMED_OUT
                        && saved.deadline() <= sandbox.clock().millis() + skew);
    }

    /** Without a field of AWS the step may not know what to do, or how it ended: then it must name the field. */
    static boolean isUndecided(Verdict verdict) {
        return verdict == Verdict.REFUSED || verdict == Verdict.UNKNOWN;
    }

    private boolean nothingBegan() {
        return answers.done("UpdateService") == 0 && answers.done("CreateDeployment") == 0;
    }

    /** The pause was over before it could be seen or the answer be sent. */
    private boolean isUnanswered() {
        return waits && (saved.byDeploymentId || saved.pauses().stream().anyMatch(Pause::hasTimedOut));
    }

    /** What AWS has now that is not what was asked for; empty where all is as it must be. */
    private String truth() {
        boolean claimed = saved.proof.contains("pinned image digests");
        return SandboxTruth.wrong(
                sandbox,
                service,
                kind == Kind.ROLLBACK ? OLD : NEW,
                kind != Kind.CODE_DEPLOY && (claimed || !answers.hidesDigests()));
    }

    private void force() {
        try {
            call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"" + service + "\",\"forceNewDeployment\":true}");
        } catch (IllegalArgumentException refused) {
            story.add("(which ECS refuses: " + refused.getMessage() + ")");
        }
    }

    private JsonNode call(String operation, String json) {
        return sandbox.region().call(operation, json);
    }

    @Override
    public void save(RolloutState state) {
        if (killRate > 0 && random.nextDouble() < killRate) {
            saved = random.nextBoolean() ? state : saved;
            throw new Killed();
        }
        saved = state;
    }

    @Override
    public void say(String line) {
        story.add((sandbox.clock().millis() - saved.startedAt()) / 1000 + " " + saved.phase() + ": " + line);
    }
}
