package io.jenkins.plugins.ecs.demo;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import hudson.AbortException;
import io.jenkins.plugins.ecs.lookups.BuildValues;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;

/** One build of a Jenkinsfile: its parameters, its log, its steps and its result. */
final class JenkinsfileRun {

    private final int number;
    private final Path jenkinsfile;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<Outcome> deployments = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();
    private final List<StepReport> steps = new ArrayList<>();
    private final Deque<Long> deadlines = new ArrayDeque<>();
    private Consumer<String> console = line -> {};
    private Consumer<StepReport> reports = step -> {};
    private Throwable failure;
    private boolean unstable;
    private Clock clock;
    private final Binding variables = new Binding();

    JenkinsfileRun(int number, Path jenkinsfile) {
        this.number = number;
        this.jenkinsfile = jenkinsfile;
    }

    JenkinsfileRun with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    JenkinsfileRun with(Map<String, ?> all) {
        parameters.putAll(all);
        return this;
    }

    /** Who reads the log while the build runs. */
    JenkinsfileRun console(Consumer<String> reader) {
        console = reader;
        return this;
    }

    /** Who hears of each step of the plugin when it has ended. */
    JenkinsfileRun reports(Consumer<StepReport> reader) {
        reports = reader;
        return this;
    }

    JenkinsfileRun run(EcsSandbox sandbox, Pace pace) throws IOException {
        return run(RunTarget.of(sandbox, pace));
    }

    JenkinsfileRun run(RunTarget target) throws IOException {
        clock = target.clock();
        CompilerConfiguration groovy = new CompilerConfiguration();
        groovy.setScriptBaseClass(JenkinsfileScript.class.getName());
        variables.setVariable("params", parameters);
        variables.setVariable("env", new LinkedHashMap<>(Map.of("BUILD_NUMBER", String.valueOf(number))));
        variables.setVariable("currentBuild", new LinkedHashMap<>(Map.of("number", number)));
        for (String word : List.of("any", "none", "scm")) {
            variables.setVariable(word, word);
        }
        try {
            JenkinsfileScript script =
                    (JenkinsfileScript) new GroovyShell(JenkinsfileRun.class.getClassLoader(), variables, groovy)
                            .parse(Files.readString(jenkinsfile), "Jenkinsfile.groovy");
            script.belongTo(this, target);
            script.run();
        } catch (CompilationFailedException wrong) {
            failed(wrong);
        } catch (Exception | StackOverflowError thrown) {
            failed(thrown);
        }
        log("Finished: " + result());
        return this;
    }

    /** What look-ups see of the build. */
    BuildValues values() {
        return new BuildValues() {
            @Override
            public Optional<String> variable(String name) {
                return Optional.ofNullable(((Map<?, ?>) variables.getVariable("env")).get(name))
                        .map(String::valueOf);
            }

            @Override
            public Optional<String> parameter(String name) {
                return Optional.ofNullable(parameters.get(name)).map(String::valueOf);
            }

            @Override
            public boolean isSecret(String value) {
                return false;
            }
        };
    }

    private void failed(Throwable thrown) {
        failure = thrown;
        log("ERROR: " + (thrown instanceof AbortException ? thrown.getMessage() : String.valueOf(thrown)));
    }

    void log(String line) {
        log.add(line);
        console.accept(line);
    }

    void add(Outcome deployment) {
        deployments.add(deployment);
        verdicts.add(String.valueOf(deployment.verdict()));
    }

    void add(TaskOutcome tasks) {
        verdicts.add(String.valueOf(tasks.verdict()));
    }

    void add(OperationOutcome operation) {
        verdicts.add(String.valueOf(operation.verdict()));
    }

    /** Of deployments, task runs and other changes, in their order. */
    List<String> verdicts() {
        return Collections.unmodifiableList(verdicts);
    }

    void report(StepReport step) {
        steps.add(step);
        reports.accept(step);
    }

    void markUnstable(String why) {
        unstable = true;
        log("WARNING: " + why);
    }

    /** The block {@code timeout} begins. */
    void beginTimeout(Duration time) {
        deadlines.push(clock.millis() + time.toMillis());
    }

    void endTimeout() {
        deadlines.pop();
    }

    /** Why the step that runs must be aborted; empty while it isn't. */
    Optional<String> interruption(Clock now) {
        return deadlines.stream().anyMatch(deadline -> now.millis() >= deadline)
                ? Optional.of("Timeout has been exceeded")
                : Optional.empty();
    }

    int number() {
        return number;
    }

    Path jenkinsfile() {
        return jenkinsfile;
    }

    /** With the defaults of the Jenkinsfile, once it has run. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** {@code SUCCESS}, {@code UNSTABLE} or {@code FAILURE}. */
    String result() {
        if (failure != null) {
            return "FAILURE";
        }
        return unstable ? "UNSTABLE" : "SUCCESS";
    }

    Throwable failure() {
        return failure;
    }

    List<String> log() {
        return Collections.unmodifiableList(log);
    }

    List<Outcome> deployments() {
        return Collections.unmodifiableList(deployments);
    }

    /** The plugin's steps that have ended, in their order. */
    List<StepReport> steps() {
        return Collections.unmodifiableList(steps);
    }
}
