package io.jenkins.plugins.ecs.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.Killed;
import io.jenkins.plugins.ecs.rollout.RandomAnswers;
import io.jenkins.plugins.ecs.rollout.RandomClients;
import io.jenkins.plugins.ecs.rollout.RandomRun;
import io.jenkins.plugins.ecs.rollout.SerializedCopy;
import io.jenkins.plugins.ecs.rollout.SkewedClock;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** One run of tasks through what a seed makes of AWS, the network, the controller and its clock; and the judge of its end. */
final class RandomTasks implements RandomRun, TaskJournal {

    private static final RandomAnswers.Calls CALLS = new RandomAnswers.Calls(
            List.of("DescribeServices", "DescribeTaskDefinition", "RegisterTaskDefinition", "RunTask", "DescribeTasks"),
            List.of("ListTasks", "StopTask", "GetLogEvents", "ListTaskDefinitions"),
            List.of(
                    "stopCode",
                    "stoppedReason",
                    "startedBy",
                    "createdAt",
                    "startedAt",
                    "stoppedAt",
                    "pullStartedAt",
                    "desiredStatus",
                    "group",
                    "exitCode",
                    "runtimeId",
                    "nextForwardToken",
                    "failures",
                    "healthStatus"));

    private static final String OLD = "repo/app:1.0.0";
    private static final String NEW = "repo/app:2.0.0";
    private static final String STARTED_BY = "jenkins/shop/migrate/7/token";
    private static final int MOST_ROUNDS = 20_000;
    /** ECS forgets a task an hour after its end. */
    private static final int MOST_KILLS = 8;

    /** What the step may take to end, and what a container may take to stop. */
    private static final long GRACE = 60_000;

    private static final long STOP = 10_000;

    private final EcsSandbox sandbox;
    private final Random random;
    private final RandomAnswers answers;
    private final List<String> story = new ArrayList<>();
    private final Scenario scenario;
    private final int exit;
    private final boolean shortTime;
    private final int unplaced;
    private final double killRate;
    private final boolean jumps;
    private final boolean aborts;
    private boolean aborted;
    private int killed;
    private int jumped;
    private long skew;
    private TaskRunState saved;
    /** All tasks that ever were, as they were last. */
    private final Map<String, JsonNode> tasks = new LinkedHashMap<>();

    RandomTasks(long seed) {
        random = new Random(seed);
        sandbox = EcsSandbox.builder().inProcess().seed(seed).start();
        sandbox.behavior()
                .taskStart(Duration.ofSeconds(1 + random.nextInt(5)), Duration.ofSeconds(6 + random.nextInt(20)))
                .taskVisibleAfter(Duration.ofSeconds(random.nextInt(4) == 0 ? random.nextInt(20) : 0))
                .logDelay(Duration.ofSeconds(random.nextInt(8)));
        sandbox.cluster("prod");
        sandbox.service(
                "prod",
                "api",
                s -> s.taskDefinition(
                        TaskRunTestCase.definition("api", TaskRunTestCase.container("app", OLD, true, "awslogs"))));
        boolean image = random.nextBoolean();
        scenario = random.nextInt(4) > 0
                ? Scenario.OK
                : new Scenario[] {Scenario.IMAGE_NOT_FOUND, Scenario.STUCK, Scenario.OUT_OF_MEMORY}[random.nextInt(3)];
        exit = random.nextInt(3) == 0 ? 1 + random.nextInt(200) : 0;
        sandbox.clock().advance(Duration.ofMinutes(10));
        ScenarioRule rule = sandbox.scenarios()
                .image(image ? NEW : OLD, scenario)
                .lasting(Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 20 : 600)));
        if (scenario == Scenario.OK) {
            rule.exit("app", exit);
        }
        for (int i = 0; i < 5; i++) {
            rule.writes(Duration.ofSeconds(i), "line " + i);
        }
        int count = random.nextInt(3) > 0 ? 1 : 2 + random.nextInt(3);
        unplaced = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0;
        sandbox.behavior()
                .runTaskFailures(
                        unplaced,
                        random.nextBoolean()
                                ? "RESOURCE:MEMORY"
                                : "Capacity is unavailable at this time. Please try again later or in a different availability zone");
        shortTime = random.nextInt(5) == 0;
        Duration timeout = shortTime ? Duration.ofSeconds(30 + random.nextInt(400)) : Duration.ofMinutes(60);
        OnStop onStop = random.nextBoolean() ? OnStop.STOP : OnStop.LEAVE;
        TaskRequests request = TaskRequests.migrate().count(count).timeout(timeout);
        if (onStop == OnStop.LEAVE) {
            request.leaving();
        }
        if (image) {
            request.changes(ContainerChange.of(null).image(NEW).build());
        }
        saved = TaskRunState.begin(request.build(), sandbox.clock().millis());
        story.add(scenario + " exit " + exit + ", " + count + " tasks, " + unplaced + " not placed, timeout " + timeout
                + ", on timeout " + onStop + (image ? ", new image" : ""));
        killRate = random.nextInt(3) == 0 ? 0.05 : 0;
        jumps = random.nextInt(6) == 0;
        aborts = random.nextInt(12) == 0;
        answers = new RandomAnswers(sandbox, random, CALLS, story::add);
    }

    @Override
    public List<String> story() {
        return story;
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
        TaskRunDriver driver = new TaskRunDriver(
                new EcsJsonApi(answers.ecs()), RandomClients.ofLogs(answers), RateLimiter.OPEN, clock, this);
        long late = 0;
        for (int round = 0; !saved.hasEnded(); round++) {
            if (round > MOST_ROUNDS) {
                return "no end after " + MOST_ROUNDS + " rounds";
            }
            if (jumps && jumped < 4 && random.nextInt(40) == 0) {
                jumped++;
                skew += random.nextBoolean() ? 3_600_000 : -3_600_000;
                story.add("(the clock shows " + skew / 1000 + " s more)");
            }
            boolean isLate = clock.millis() > saved.deadline();
            long waited = answers.waited();
            long in;
            try {
                if (aborts && !aborted && random.nextInt(20) == 0) {
                    aborted = true;
                    TaskRunDriver.abort(saved, "Aborted by somebody", clock, this);
                }
                in = driver.round(saved);
            } catch (Killed killed) {
                long down = 1_000L * random.nextInt(300);
                story.add("(killed; up again after " + down / 1000 + " s)");
                sandbox.clock().advance(Duration.ofMillis(down));
                look();
                saved = SerializedCopy.of(saved);
                continue;
            } catch (RuntimeException | Error e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                return "an exception: " + trace;
            }
            look();
            if (!saved.hasEnded()) {
                sandbox.clock().advance(Duration.ofMillis(in));
            }
            late += isLate ? in : 0;
            if (!saved.hasEnded() && late > GRACE + (saved.isStopping() ? STOP : 0) && jumped == 0) {
                return "no end " + late / 1000 + " s after the deadline, in " + saved.phase();
            }
            late += isLate ? answers.waited() - waited : 0;
        }
        look();
        story.add(TaskOutcome.of(saved).message());
        return judged(clock);
    }

    private void look() {
        for (String desired : List.of("RUNNING", "STOPPED")) {
            JsonNode arns = sandbox.region()
                    .call(
                            "ListTasks",
                            "{\"cluster\":\"prod\",\"startedBy\":\"" + STARTED_BY + "\",\"desiredStatus\":\"" + desired
                                    + "\"}")
                    .path("taskArns");
            if (arns.size() > 0) {
                sandbox.region()
                        .call("DescribeTasks", "{\"cluster\":\"prod\",\"tasks\":" + arns + "}")
                        .path("tasks")
                        .forEach(task -> tasks.put(task.path("taskArn").asText(), task));
            }
        }
    }

    private String judged(Clock clock) {
        int count = saved.request().count();
        if (tasks.size() > count) {
            return tasks.size() + " tasks instead of " + count;
        }
        if (answers.done("RegisterTaskDefinition") > 1) {
            return answers.done("RegisterTaskDefinition") + " registrations";
        }
        TaskVerdict verdict = saved.end().verdict();
        long ended = all().filter(RandomTasks::hasStopped).count();
        long well = all().filter(RandomTasks::isWell).count();
        String truth = tasks.size() + " of " + count + " tasks started, " + ended + " ended, " + well + " with 0";
        String message = TaskOutcome.of(saved).message();
        if (verdict == TaskVerdict.SUCCESS && well < count) {
            return "SUCCESS, but " + truth;
        }
        if (verdict == TaskVerdict.TASK_FAILED
                && (ended == 0 || well == count)
                && !answers.namesMissing(words(message))) {
            return "TASK_FAILED, but " + truth;
        }
        if (verdict == TaskVerdict.NOT_STARTED
                && all().anyMatch(task -> !hasStopped(task) || task.has("startedAt"))
                && tasks.size() == count) {
            return "NOT_STARTED, but " + truth;
        }
        boolean leftAlone = all().anyMatch(task -> !hasStopped(task));
        if (leftAlone && !tells(message)) {
            return verdict + " without a word of what runs (" + truth + ")";
        }
        if (verdict != TaskVerdict.SUCCESS
                && scenario == Scenario.OK
                && exit == 0
                && !mayFail(clock, verdict, message)) {
            return verdict + " of a good run (" + truth + ")";
        }
        return null;
    }

    private Stream<JsonNode> all() {
        return tasks.values().stream();
    }

    private static boolean hasStopped(JsonNode task) {
        return task.path("lastStatus").asText().equals("STOPPED")
                || task.path("desiredStatus").asText().equals("STOPPED");
    }

    private static boolean isWell(JsonNode task) {
        return task.path("lastStatus").asText().equals("STOPPED")
                && task.at("/containers/0/exitCode").asInt(-1) == 0;
    }

    /** Whether the end says that tasks run, or may run. */
    private static boolean tells(String message) {
        return message.contains("left running")
                || message.contains("may still run")
                || message.contains("not stopped yet")
                || message.contains("may have been started")
                || message.contains("no longer shows");
    }

    private static String words(String message) {
        return message.replace("no exit code", "exitCode");
    }

    private boolean mayFail(Clock clock, TaskVerdict verdict, String message) {
        return aborted
                || unplaced > 0
                || answers.deniesWhatIsNeeded()
                || answers.lacksWhatIsNeeded()
                || answers.namesMissing(words(message))
                || (verdict == TaskVerdict.NOT_STARTED && tasks.isEmpty() && answers.keepsBlocking())
                || ((jumped > 0 || shortTime) && verdict == TaskVerdict.TIMED_OUT)
                || (verdict == TaskVerdict.TIMED_OUT && saved.deadline() <= clock.millis());
    }

    @Override
    public void save(TaskRunState state, boolean atOnce) {
        if (killed < MOST_KILLS && random.nextDouble() < killRate) {
            killed++;
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
