package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.steps.EcsRunTaskStep;
import io.jenkins.plugins.ecs.steps.execution.TaskOrigins;
import io.jenkins.plugins.ecs.tasks.TaskJournal;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.TaskRunDriver;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Carries out one {@code ecsRunTask} as its execution in Jenkins does. */
final class TaskRun extends StepRun<TaskRunState> implements TaskJournal {

    private TaskRunDriver driver;

    TaskRun(RunTarget target, JenkinsfileRun build) {
        super(target, build);
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    TaskOutcome run(EcsRunTaskStep step, List<SettingsLayer> near, Map<String, String> trace) {
        EcsSettings settings = target.settings(near);
        TaskRequest request = step.toRequest(settings, origin(settings, trace));
        say("Running a task in " + request.clusterName()
                + (request.service() == null ? "" : " for " + request.serviceName()) + " with " + settings.origins());
        runRounds(TaskRunState.begin(request, target.clock().millis()), settings);
        TaskOutcome outcome = TaskOutcome.of(state);
        outcome.consoleLines().forEach(this::say);
        return outcome;
    }

    @Override
    void connected(AwsConnection connection) {
        driver = new TaskRunDriver(connection.ecs(), connection, RateLimiter.OPEN, target.clock(), this);
    }

    @Override
    long round() {
        return driver.round(state);
    }

    @Override
    boolean hasEnded() {
        return state.hasEnded();
    }

    @Override
    boolean isAborted() {
        return state.isStopping();
    }

    @Override
    void abort(String by) {
        TaskRunDriver.abort(state, by, target.clock(), this);
    }

    private TaskRequest.Origin origin(EcsSettings settings, Map<String, String> trace) {
        String text =
                build.number() + " " + build.log().size() + " " + target.clock().millis();
        String token =
                UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
        return TaskOrigins.of("shop/deploy #" + build.number(), "shop/deploy", build.number(), settings, trace, token);
    }

    @Override
    public void save(TaskRunState saved, boolean atOnce) {
        state = saved;
    }

    @Override
    public void say(String line) {
        build.log("[ecsRunTask] " + line);
    }
}
