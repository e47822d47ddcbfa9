package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.decide.Timeouts;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesDriver;
import io.jenkins.plugins.ecs.rollout.services.WavesJournal;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Several services in waves through what a seed makes of AWS, the network and the controller; and the judge of each end. */
final class RandomWaves implements RandomRun, WavesJournal {

    private static final List<String> NAMES = List.of("api", "web", "worker");
    private static final int MOST_ROUNDS = 40_000;
    private static final long GRACE = 60_000;

    private final EcsSandbox sandbox;
    private final Random random;
    private final RandomAnswers answers;
    private final AwsClients others;
    private final List<String> story = new ArrayList<>();
    private final Map<String, Scenario> scenarios = new HashMap<>();
    private final Map<String, Long> late = new HashMap<>();
    private final double killRate;
    private final boolean aborts;
    private boolean aborted;
    private WavesState saved;
    private WavesDriver driver;

    RandomWaves(long seed) {
        random = new Random(seed);
        sandbox = EcsSandbox.builder().inProcess().seed(seed).start();
        sandbox.cluster("prod");
        int count = 2 + random.nextInt(2);
        int waves = 1 + random.nextInt(count);
        List<WaveService> services = new ArrayList<>();
        for (String name : NAMES.subList(0, count)) {
            int tasks = 1 + random.nextInt(3);
            sandbox.service(
                    "prod",
                    name,
                    s -> s.image(image(name, 1)).desiredCount(tasks).circuitBreaker(true, random.nextInt(3) > 0));
            scenarios.put(name, scenario());
            sandbox.scenarios().image(image(name, 2), scenarios.get(name));
        }
        sandbox.clock().advance(Duration.ofMinutes(10));
        Duration timeout = Duration.ofMinutes(random.nextInt(8) == 0 ? 1 + random.nextInt(8) : 60);
        for (String name : NAMES.subList(0, count)) {
            services.add(WaveService.of(
                    name,
                    1 + random.nextInt(waves),
                    request(name, timeout),
                    sandbox.clock().millis()));
        }
        OnWaveFailure onFailure = OnWaveFailure.values()[random.nextInt(OnWaveFailure.values().length)];
        int atOnce = random.nextInt(3);
        saved = WavesState.begin(services, atOnce, onFailure, sandbox.clock().millis());
        for (WaveService one : services) {
            story.add(one.name() + " in wave " + one.wave() + ": " + scenarios.get(one.name()));
        }
        story.add("at once " + atOnce + ", on failure " + onFailure + ", timeout " + timeout);
        killRate = random.nextInt(3) == 0 ? 0.02 : 0;
        aborts = random.nextInt(10) == 0;
        answers = new RandomAnswers(sandbox, random, RandomAnswers.DEPLOYMENT, story::add);
        others = RandomClients.ofCodeDeploy(answers);
    }

    private Scenario scenario() {
        Scenario[] bad = {
            Scenario.CRASH, Scenario.STUCK, Scenario.IMAGE_NOT_FOUND, Scenario.SUPERSEDED, Scenario.DELETED_MIDWAY
        };
        return random.nextInt(6) > 0 ? Scenario.OK : bad[random.nextInt(bad.length)];
    }

    private static String image(String service, int version) {
        return "repo/" + service + ":" + version + ".0.0";
    }

    private DeployRequest request(String name, Duration timeout) {
        return DeployRequest.of("eu-central-1", "prod", name)
                .changes(List.of(ContainerChange.of(null).image(image(name, 2)).build()))
                .with(Setting.ON_TIMEOUT, random.nextBoolean() ? Reaction.ROLLBACK : Reaction.LEAVE)
                .with(Setting.TIMEOUT, timeout)
                .build();
    }

    @Override
    public List<String> story() {
        return story;
    }

    @Override
    public String run() {
        try {
            start();
            return toTheEnd();
        } finally {
            sandbox.close();
        }
    }

    /** What a restart leaves of the driver: nothing. */
    private void start() {
        WavesDriver.Line line = new WavesDriver.Line() {
            @Override
            public DeploymentQueue.Place ask(WavesState state) {
                return DeploymentQueue.Place.free();
            }

            @Override
            public int allowed(WavesState state) {
                return 0;
            }
        };
        Registrations registrations = new Registrations();
        driver = new WavesDriver(
                (request, journal) -> new RolloutDriver(
                                new EcsJsonApi(answers.ecs()),
                                RateLimiter.OPEN,
                                sandbox.clock(),
                                journal,
                                random::nextDouble)
                        .diagnosing(others, Masking.byPatterns())
                        .registeringWith(registrations, ""),
                line,
                sandbox.clock());
    }

    private String toTheEnd() {
        Clock clock = sandbox.clock();
        for (int round = 0; !saved.hasEnded(); round++) {
            if (round > MOST_ROUNDS) {
                return "no end after " + MOST_ROUNDS + " rounds";
            }
            List<String> overdue = new ArrayList<>();
            for (WaveService one : saved.services()) {
                if (one.isRunning() && clock.millis() > current(one).deadline()) {
                    overdue.add(one.name());
                }
            }
            long waited = answers.waited();
            long in;
            try {
                if (aborts && !aborted && random.nextInt(30) == 0) {
                    aborted = true;
                    driver.abort(saved, "somebody", this);
                }
                in = driver.round(saved, this);
            } catch (Killed killed) {
                long down = 1_000L * random.nextInt(300);
                story.add("(killed; up again after " + down / 1000 + " s)");
                sandbox.clock().advance(Duration.ofMillis(down));
                saved = SerializedCopy.of(saved);
                start();
                continue;
            } catch (RuntimeException | Error e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                return "an exception: " + trace;
            }
            if (!saved.hasEnded()) {
                sandbox.clock().advance(Duration.ofMillis(in));
            }
            for (WaveService one : saved.services()) {
                if (one.isRunning() && overdue.contains(one.name())) {
                    RolloutState state = current(one);
                    long most = GRACE + (state.isStopping() ? Timeouts.FOLLOW_ROLLBACK_FOR : 0);
                    long now = late.merge(one.name() + (one.back() == null), in, Long::sum);
                    if (now > most) {
                        return one.name() + ": no end " + now / 1000 + " s after the deadline, in " + state.phase();
                    }
                    late.merge(one.name() + (one.back() == null), answers.waited() - waited, Long::sum);
                }
            }
        }
        return judged();
    }

    private static RolloutState current(WaveService one) {
        RolloutState back = one.back();
        return back == null ? one.state() : back;
    }

    private String judged() {
        for (WaveService one : saved.services()) {
            story.add(one.name() + ": " + Outcome.of(one.state()).message());
            RolloutState back = one.back();
            if (back != null) {
                story.add(one.name() + " rolled back: " + Outcome.of(back).message());
            }
        }
        for (WaveService one : saved.services()) {
            String wrong = judged(one);
            if (wrong != null) {
                return one.name() + ": " + wrong;
            }
        }
        return null;
    }

    private String judged(WaveService one) {
        Verdict verdict = one.state().verdict();
        RolloutState back = one.back();
        int most = back == null ? 1 : 2;
        for (String act : List.of("RegisterTaskDefinition", "UpdateService")) {
            int done = answers.done(act, one.name());
            if (done > most) {
                return done + " x " + act;
            }
        }
        String truth = SandboxTruth.wrong(
                sandbox, one.name(), image(one.name(), back == null ? 2 : 1), !answers.hidesDigests());
        Verdict last = back == null ? verdict : back.verdict();
        if (last.isGreen() && !truth.isEmpty()) {
            return last + ", but " + truth;
        }
        if (verdict == Verdict.NOT_STARTED) {
            return begun(one)
                    ? "NOT_STARTED, but it was updated"
                    : mayNotStart(one) ? null : "NOT_STARTED, but nothing failed";
        }
        if (begun(one)
                && saved.services().stream()
                        .anyMatch(each -> each.wave() < one.wave()
                                && !each.state().verdict().letsThePipelineGoOn())) {
            return "updated after a failure in an earlier wave";
        }
        if (!verdict.isGreen() && scenarios.get(one.name()) == Scenario.OK && !mayFail(one)) {
            return verdict + " of a good deployment (" + (truth.isEmpty() ? "it is complete" : truth) + ")";
        }
        if (back != null && !back.verdict().isGreen() && !mayFailToGoBack(one, back)) {
            return back.verdict() + " of a rollback (" + (truth.isEmpty() ? "it is complete" : truth) + ")";
        }
        return null;
    }

    private boolean begun(WaveService one) {
        return answers.done("UpdateService", one.name()) > 0;
    }

    private boolean mayNotStart(WaveService one) {
        return aborted
                || saved.services().stream()
                        .filter(each -> each != one)
                        .map(each -> each.state().verdict())
                        .anyMatch(verdict -> verdict != Verdict.NOT_STARTED && !verdict.letsThePipelineGoOn());
    }

    private boolean mayFail(WaveService one) {
        Verdict verdict = one.state().verdict();
        String message = Outcome.of(one.state()).message();
        boolean shortTime =
                one.state().request().timeoutMillis() < Duration.ofMinutes(60).toMillis();
        return aborted
                || answers.deniesWhatIsNeeded()
                || answers.lacksWhatIsNeeded()
                || (RandomRollout.isUndecided(verdict) && answers.namesMissing(message))
                || (verdict == Verdict.REFUSED && !begun(one) && answers.keepsBlocking())
                || (shortTime && (verdict == Verdict.TIMED_OUT || verdict == Verdict.STALLED))
                || (verdict == Verdict.TIMED_OUT
                        && one.state().deadline() <= sandbox.clock().millis());
    }

    /** Another user's deployment came after ours, or the service is gone: there is nothing to roll back. */
    private boolean mayFailToGoBack(WaveService one, RolloutState back) {
        Scenario scenario = scenarios.get(one.name());
        return mayFail(one)
                || scenario == Scenario.SUPERSEDED
                || scenario == Scenario.DELETED_MIDWAY
                || back.deadline() <= sandbox.clock().millis()
                || (back.verdict() == Verdict.REFUSED && answers.keepsBlocking());
    }

    @Override
    public void save(WavesState before, WavesState now, RolloutState changed, String id) {
        if (killRate > 0 && random.nextDouble() < killRate) {
            saved = random.nextBoolean() ? now : saved;
            throw new Killed();
        }
        saved = now;
    }

    @Override
    public void say(String service, String line) {
        story.add((sandbox.clock().millis() - saved.startedAt()) / 1000 + " " + (service == null ? "" : service + ": ")
                + line);
    }
}
