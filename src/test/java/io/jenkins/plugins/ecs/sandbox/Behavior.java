package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;

/**
 * How ECS behaves where AWS leaves it open, and how long things take. The defaults are the likeliest; tests of clients
 * should hold with either choice.
 */
public final class Behavior {

    volatile boolean supersededStops = true;
    volatile boolean abortAllowed;
    volatile Duration toInProgress = Duration.ofSeconds(2);
    volatile Duration toPending = Duration.ofSeconds(3);
    volatile Duration toRunning = Duration.ofSeconds(10);
    volatile Duration toHealthy = Duration.ofSeconds(40);
    volatile Duration toStopped = Duration.ofSeconds(5);
    volatile Duration alarmBake = Duration.ofMinutes(2);

    volatile Duration registering = Duration.ZERO;

    volatile boolean ignoresPins;

    volatile Duration stage = Duration.ofSeconds(5);
    volatile Duration trafficShift = Duration.ofSeconds(15);
    volatile Duration networkShift = Duration.ofMinutes(10);
    volatile String preProductionStage = "PRODUCTION_TRAFFIC_SHIFT";

    volatile boolean readyWaitContinues;

    volatile Duration taskVisibleAfter = Duration.ZERO;
    volatile Duration logDelay = Duration.ZERO;
    volatile int emptyLogPages;
    volatile String runTaskFailure;
    volatile int runTaskFailures;

    Behavior() {}

    /** How long after RunTask a task is MISSING for DescribeTasks, and not listed: none by default. */
    public Behavior taskVisibleAfter(Duration duration) {
        taskVisibleAfter = duration;
        return this;
    }

    /** How long a line takes from a container to CloudWatch Logs: no time by default. */
    public Behavior logDelay(Duration duration) {
        logDelay = duration;
        return this;
    }

    /** How many pages without events GetLogEvents answers between two with events: none by default. */
    public Behavior emptyLogPages(int pages) {
        emptyLogPages = pages;
        return this;
    }

    /** So many tasks of the next calls of RunTask can't be placed: the call answers 200 and names them in failures. */
    public Behavior runTaskFailures(int tasks, String reason) {
        runTaskFailures = tasks;
        runTaskFailure = reason;
        return this;
    }

    /** The reason why a task can't be placed; null if it can. */
    synchronized String takeRunTaskFailure() {
        if (runTaskFailures == 0) {
            return null;
        }
        runTaskFailures--;
        return runTaskFailure;
    }

    /**
     * Whether a service deployment that a newer UpdateService replaces becomes STOPPED (the default). Otherwise it
     * stays IN_PROGRESS as a record that is never finished. AWS documents neither.
     */
    public Behavior supersededStops(boolean stops) {
        supersededStops = stops;
        return this;
    }

    /** Whether StopServiceDeployment takes {@code ABORT}: the API's enum has it, its text allows only ROLLBACK. */
    public Behavior abortAllowed(boolean allowed) {
        abortAllowed = allowed;
        return this;
    }

    /** From the launch of a task to PENDING (3 s) and to RUNNING (10 s). */
    public Behavior taskStart(Duration pending, Duration running) {
        toPending = pending;
        toRunning = running;
        return this;
    }

    /** From RUNNING to healthy where no health check is defined: 40 s in AWS. */
    public Behavior healthyAfter(Duration duration) {
        toHealthy = duration;
        return this;
    }

    /** From the order to stop a task to STOPPED: 5 s. */
    public Behavior taskStop(Duration duration) {
        toStopped = duration;
        return this;
    }

    /** From the creation of a service deployment, PENDING, to IN_PROGRESS: 2 s. */
    public Behavior deploymentStart(Duration duration) {
        toInProgress = duration;
        return this;
    }

    /** Whether tasks run what an image's tag stands for when they start, and not the digest that ECS pinned. */
    public Behavior ignoresPinnedDigests(boolean ignores) {
        ignoresPins = ignores;
        return this;
    }

    /**
     * How long a registration takes: another one of the same family meanwhile is refused, as AWS does. No time by default,
     * so that a test can register one after the other while the clock stands.
     */
    public Behavior registrationTakes(Duration duration) {
        registering = duration;
        return this;
    }

    /** How long a lifecycle stage takes by itself (5 s), and how long traffic takes to shift (15 s). */
    public Behavior stages(Duration each, Duration shift) {
        stage = each;
        trafficShift = shift;
        return this;
    }

    /**
     * What {@code lifecycleStage} shows while a hook of PRE_PRODUCTION_TRAFFIC_SHIFT runs, which is no reported stage:
     * PRODUCTION_TRAFFIC_SHIFT by default. AWS does not say.
     */
    public Behavior preProductionStage(String shown) {
        preProductionStage = shown;
        return this;
    }

    /**
     * Whether CodeDeploy waits the minutes of {@code deploymentReadyOption} also with CONTINUE_DEPLOYMENT, and then goes
     * on. Its documentation says that the minutes are for STOP_DEPLOYMENT only, and so it is by default.
     */
    public Behavior readyWaitContinues(boolean waits) {
        readyWaitContinues = waits;
        return this;
    }

    /** How long alarms are watched after the tasks have been replaced; AWS publishes no number: 2 min. */
    public Behavior alarmBake(Duration duration) {
        alarmBake = duration;
        return this;
    }
}
