package io.jenkins.plugins.ecs.demo;

import groovy.lang.Closure;
import groovy.lang.Script;
import hudson.AbortException;
import io.jenkins.plugins.ecs.config.EcsContext;
import io.jenkins.plugins.ecs.rollout.Outcome;
import io.jenkins.plugins.ecs.rollout.Pause;
import io.jenkins.plugins.ecs.rollout.WavesOutcome;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.steps.EcsDeploymentException;
import io.jenkins.plugins.ecs.steps.EcsDeploymentResult;
import io.jenkins.plugins.ecs.steps.EcsRevisionStep;
import io.jenkins.plugins.ecs.steps.EcsRollbackStep;
import io.jenkins.plugins.ecs.steps.EcsServicesResult;
import io.jenkins.plugins.ecs.steps.EcsVerificationException;
import io.jenkins.plugins.ecs.steps.EcsVerificationResult;
import io.jenkins.plugins.ecs.steps.checks.DigestSettings;
import io.jenkins.plugins.ecs.steps.checks.StableForSettings;
import io.jenkins.plugins.ecs.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a Jenkinsfile sees here: {@code ecsDeploy}, and as much of Pipeline as the examples use. Scripted and
 * Declarative are one to it: the words of Declarative are blocks that run what is in them.
 */
public abstract class JenkinsfileScript extends Script {

    private JenkinsfileRun build;
    private EcsSandbox sandbox;
    private Pace pace;
    private EcsContext blocks;

    void belongTo(JenkinsfileRun run, EcsSandbox ecs, Pace howFast) {
        build = run;
        sandbox = ecs;
        pace = howFast;
    }

    /** The step; returns or throws what the real one does. */
    public Object ecsDeploy(Map<?, ?> arguments) throws Exception {
        return arguments.containsKey("services")
                ? deployServices(arguments)
                : deploy("ecsDeploy", () -> DataBinding.ecsDeploy(arguments), null);
    }

    private Object deployServices(Map<?, ?> arguments) throws Exception {
        WavesOutcome outcome;
        try {
            EcsDeployStep step = DataBinding.ecsDeploy(arguments);
            outcome = new SandboxServices(sandbox, pace, build::log)
                    .run(step, EcsContext.around(step.layer(), blocks), trace());
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("ecsDeploy: " + wrong.getMessage());
        }
        outcome.services().values().forEach(build::add);
        outcome.rollbacks().values().forEach(build::add);
        EcsServicesResult result = new EcsServicesResult(outcome);
        Outcome failure = outcome.firstFailure();
        if (failure != null) {
            throw new EcsDeploymentException(new EcsDeploymentResult(failure), result);
        }
        return result;
    }

    private Map<String, String> trace() {
        return Map.of("jenkins:job", "shop/deploy", "jenkins:build", String.valueOf(build.number()));
    }

    /** The step; returns or throws what the real one does. */
    public Object ecsRollback(Map<?, ?> arguments) throws Exception {
        Outcome outcome;
        try {
            EcsRollbackStep step = DataBinding.ecsRollback(arguments);
            outcome = new SandboxDeployment(sandbox, pace, build::log, "ecsRollback", null)
                    .run(settings -> step.toRequest(settings, Map.of()), EcsContext.around(step.layer(), blocks));
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("ecsRollback: " + wrong.getMessage());
        }
        return conclude(outcome);
    }

    /** The step; returns or throws what the real one does. An unstable build goes on. */
    public Object ecsVerify(Map<?, ?> arguments) throws Exception {
        Verification outcome;
        try {
            outcome = new SandboxVerifying(sandbox, pace, build::log).run(DataBinding.ecsVerify(arguments));
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("ecsVerify: " + wrong.getMessage());
        }
        EcsVerificationResult result = new EcsVerificationResult(outcome);
        if (outcome.fails()) {
            throw new EcsVerificationException(result);
        }
        return result;
    }

    public Object digest(Map<?, ?> arguments) {
        return DataBinding.check(DigestSettings.class, "digest", arguments);
    }

    public Object stableFor(String time) {
        return new StableForSettings(time);
    }

    /** The step; whoever is to answer its pauses on the build page says yes after five minutes. */
    public Object ecsBlueGreen(Map<?, ?> arguments) throws Exception {
        return deploy("ecsBlueGreen", () -> DataBinding.ecsBlueGreen(arguments), null);
    }

    /** The step with its block, which sees the environment of the pause. */
    public Object ecsBlueGreenGated(Map<?, ?> arguments, Closure<?> body) throws Exception {
        return deploy("ecsBlueGreenGated", () -> DataBinding.ecsBlueGreenGated(arguments), body);
    }

    private Object deploy(String name, Supplier<EcsRevisionStep> bound, Closure<?> body) throws Exception {
        Outcome outcome;
        try {
            EcsRevisionStep step = bound.get();
            outcome = new SandboxDeployment(
                            sandbox, pace, build::log, name, body == null ? null : pause -> run(body, pause))
                    .run(step, EcsContext.around(step.layer(), blocks), trace());
        } catch (IllegalArgumentException wrong) {
            throw new AbortException(name + ": " + wrong.getMessage());
        }
        return conclude(outcome);
    }

    private Object conclude(Outcome outcome) throws EcsDeploymentException {
        build.add(outcome);
        EcsDeploymentResult result = new EcsDeploymentResult(outcome);
        if (outcome.verdict().letsThePipelineGoOn()) {
            return result;
        }
        throw new EcsDeploymentException(result);
    }

    private void run(Closure<?> body, Pause pause) {
        Map<String, Object> environment = environment();
        environment.put("ECS_STAGE", pause.stage());
        environment.put("ECS_TRAFFIC_PERCENT", String.valueOf(pause.traffic()));
        body.call();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment() {
        return (Map<String, Object>) getBinding().getVariable("env");
    }

    public void sh(String command) {
        build.log("+ " + command);
    }

    /** The block; its body sees what it sets, over what the blocks around it set. */
    public Object withEcs(Map<?, ?> arguments, Closure<?> body) {
        EcsContext around = blocks;
        blocks = EcsContext.inside(around, DataBinding.withEcs(arguments).layer());
        try {
            return body.call();
        } finally {
            blocks = around;
        }
    }

    public void echo(Object message) {
        build.log(String.valueOf(message));
    }

    public void error(Object message) throws AbortException {
        throw new AbortException(String.valueOf(message));
    }

    public Object stage(String name, Closure<?> body) {
        build.log("[Pipeline] stage (" + name + ")");
        return body.call();
    }

    /** One after the other, in their order. */
    public void parallel(Map<String, Closure<?>> branches) {
        branches.forEach((name, body) -> {
            build.log("[Pipeline] branch " + name);
            body.call();
        });
    }

    public Object node(Closure<?> body) {
        return body.call();
    }

    /** The workspace is the folder of the Jenkinsfile. */
    public void checkout(Object scm) {}

    public String readFile(String file) throws IOException {
        return Files.readString(build.jenkinsfile().resolveSibling(file));
    }

    public void properties(List<?> properties) {}

    public Object parameters(List<?> definitions) {
        return definitions;
    }

    public Object string(Map<String, ?> definition) {
        build.parameters().putIfAbsent(String.valueOf(definition.get("name")), definition.get("defaultValue"));
        return definition;
    }

    public void pipeline(Closure<?> body) {
        body.call();
    }

    public void agent(Object label) {}

    public void parameters(Closure<?> body) {
        body.call();
    }

    public void stages(Closure<?> body) {
        body.call();
    }

    public void steps(Closure<?> body) {
        body.call();
    }

    public void script(Closure<?> body) {
        body.call();
    }
}
