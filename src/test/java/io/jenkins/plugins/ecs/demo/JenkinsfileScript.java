package io.jenkins.plugins.ecs.demo;

import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import hudson.AbortException;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsContext;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.paths.release.EnvironmentOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.migration.Migration;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.services.WavesOutcome;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.steps.EcsBlueGreenStep;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.steps.EcsImportStep;
import io.jenkins.plugins.ecs.steps.EcsOperationStep;
import io.jenkins.plugins.ecs.steps.EcsRevisionStep;
import io.jenkins.plugins.ecs.steps.EcsRollbackStep;
import io.jenkins.plugins.ecs.steps.EcsRunTaskStep;
import io.jenkins.plugins.ecs.steps.EcsStep;
import io.jenkins.plugins.ecs.steps.EcsVerifyStep;
import io.jenkins.plugins.ecs.steps.execution.imports.ImportRequest;
import io.jenkins.plugins.ecs.steps.execution.imports.SpecImport;
import io.jenkins.plugins.ecs.steps.result.EcsApprovalException;
import io.jenkins.plugins.ecs.steps.result.EcsApprovalResult;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentException;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentResult;
import io.jenkins.plugins.ecs.steps.result.EcsOperationException;
import io.jenkins.plugins.ecs.steps.result.EcsOperationResult;
import io.jenkins.plugins.ecs.steps.result.EcsReleaseException;
import io.jenkins.plugins.ecs.steps.result.EcsReleaseResult;
import io.jenkins.plugins.ecs.steps.result.EcsServicesResult;
import io.jenkins.plugins.ecs.steps.result.EcsTaskException;
import io.jenkins.plugins.ecs.steps.result.EcsTaskResult;
import io.jenkins.plugins.ecs.steps.result.EcsVerificationException;
import io.jenkins.plugins.ecs.steps.result.EcsVerificationResult;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What a Jenkinsfile sees here: the steps of this plugin, and as much of Pipeline as people write around them. Scripted
 * and Declarative are one to it: the words of Declarative are blocks that run what is in them. A step of another plugin
 * that is not listed here is an error that names it.
 */
public abstract class JenkinsfileScript extends Script {

    private JenkinsfileRun build;
    private RunTarget target;
    private EcsContext blocks;
    /** Of all services, where one of them failed. */
    private EcsServicesResult ofServices;

    private final DeclarativeFrames frames = new DeclarativeFrames();

    void belongTo(JenkinsfileRun run, RunTarget place) {
        build = run;
        target = place;
    }

    // The steps of this plugin. Each returns or throws what the real one does.

    public Object ecsDeploy(Map<?, ?> arguments) throws Exception {
        return reported("ecsDeploy", () -> {
            EcsDeployStep step = DataBinding.ecsDeploy(arguments);
            return step.getServices().isEmpty() && !arguments.containsKey("services")
                    ? conclude(deployment("ecsDeploy", null, step, settings -> step.toRequest(settings, trace())))
                    : deployServices(step);
        });
    }

    private Object deployServices(EcsDeployStep step) throws Exception {
        WavesOutcome outcome =
                new ServicesRun(target, build).run(step, EcsContext.around(step.layer(), blocks), trace());
        outcome.services().values().forEach(build::add);
        outcome.rollbacks().values().forEach(build::add);
        EcsServicesResult result = new EcsServicesResult(outcome);
        Outcome failure = outcome.firstFailure();
        if (failure != null) {
            ofServices = result;
            throw new EcsDeploymentException(new EcsDeploymentResult(failure), result);
        }
        return result;
    }

    public Object ecsRelease(Object arguments) throws Exception {
        return reported("ecsRelease", () -> {
            ReleaseOutcome outcome = new ReleaseRun(target, build).run(DataBinding.ecsRelease(arguments), trace());
            outcome.environments().stream()
                    .map(EnvironmentOutcome::deployment)
                    .filter(Objects::nonNull)
                    .forEach(build::add);
            EcsReleaseResult result = new EcsReleaseResult(outcome);
            if (outcome.verdict() == null || !outcome.verdict().letsThePipelineGoOn()) {
                throw new EcsReleaseException(result);
            }
            return result;
        });
    }

    public Object ecsApprove(Object arguments) throws Exception {
        return reported("ecsApprove", () -> {
            EcsApprovalResult result = new EcsApprovalResult(ApprovalRun.run(
                    DataBinding.ecsApprove(arguments), build, target.clock().millis()));
            if (!result.isApproved()) {
                throw new EcsApprovalException(result);
            }
            return result;
        });
    }

    public Object ecsRollback(Object arguments) throws Exception {
        return reported("ecsRollback", () -> {
            EcsRollbackStep step = DataBinding.ecsRollback(arguments);
            return conclude(deployment("ecsRollback", null, step, settings -> step.toRequest(settings, Map.of())));
        });
    }

    public Object ecsVerify() throws Exception {
        return ecsVerify(Map.of());
    }

    /** Names the service that the build deployed, where the Jenkinsfile names none. */
    public Object ecsVerify(Map<?, ?> arguments) throws Exception {
        return reported("ecsVerify", () -> {
            EcsVerifyStep step = DataBinding.ecsVerify(withDeployedService(arguments));
            if (step.getDeployment() != null) {
                return conclude(deployment("ecsVerify", null, step, step::toFollow));
            }
            Verification outcome =
                    new VerificationRun(target, build).run(step, EcsContext.around(step.layer(), blocks));
            EcsVerificationResult result = new EcsVerificationResult(outcome);
            if (outcome.fails()) {
                throw new EcsVerificationException(result);
            }
            return result;
        });
    }

    private Map<?, ?> withDeployedService(Map<?, ?> arguments) {
        if (arguments.containsKey("service") || arguments.containsKey("deployment")) {
            return arguments;
        }
        List<Outcome> deployed = build.deployments();
        if (deployed.isEmpty()) {
            throw new IllegalArgumentException("service: missing, and this build has deployed none");
        }
        Outcome last = deployed.get(deployed.size() - 1);
        Map<Object, Object> completed = new LinkedHashMap<>(arguments);
        completed.put("service", last.service());
        completed.putIfAbsent("cluster", last.cluster());
        return completed;
    }

    public Object ecsRunTask(Object arguments) throws Exception {
        return reported("ecsRunTask", () -> {
            EcsRunTaskStep step = DataBinding.ecsRunTask(arguments);
            TaskOutcome outcome =
                    new TaskRun(target, build).run(step, EcsContext.around(step.layer(), blocks), trace());
            build.add(outcome);
            EcsTaskResult result = new EcsTaskResult(outcome);
            boolean returned = step.isReturnExitCode() && outcome.exitCode() != null;
            if (outcome.verdict().isGreen() || (returned && outcome.verdict() == TaskVerdict.TASK_FAILED)) {
                return result;
            }
            throw new EcsTaskException(result);
        });
    }

    /** Writes no files: the workspace of the runner is the folder of the example. */
    public Object ecsImport(Object arguments) throws Exception {
        return reported("ecsImport", () -> {
            EcsImportStep step = DataBinding.ecsImport(arguments);
            if (step.getFrom() != null) {
                SpecImport made = step.toSpec(TemplateExamples::templates);
                made.log().forEach(line -> build.log("[ecsImport] " + line));
                return made.result(List.of());
            }
            EcsSettings settings = target.settings(EcsContext.around(step.layer(), blocks));
            try (AwsConnection aws = target.open(settings)) {
                return ImportRequest.result(
                        step.toRequest(settings).read(aws, line -> build.log("[ecsImport] " + line)), List.of());
            }
        });
    }

    public Object ecsScale(Object arguments) throws Exception {
        return reported("ecsScale", () -> operation("ecsScale", DataBinding.ecsScale(arguments)));
    }

    public Object ecsDelete(Object arguments) throws Exception {
        return reported("ecsDelete", () -> operation("ecsDelete", DataBinding.ecsDelete(arguments)));
    }

    private EcsOperationResult operation(String name, EcsOperationStep step) throws EcsOperationException {
        OperationOutcome outcome =
                new OperationRun(target, build, name).run(step, EcsContext.around(step.layer(), blocks));
        build.add(outcome);
        EcsOperationResult result = new EcsOperationResult(outcome);
        if (!outcome.isGreen()) {
            throw new EcsOperationException(result);
        }
        return result;
    }

    public Object ecsBlueGreen(Object arguments) throws Exception {
        return reported("ecsBlueGreen", () -> {
            EcsBlueGreenStep step = DataBinding.ecsBlueGreen(arguments);
            return step.isMigrationPlan() ? migrationPlan(step) : conclude(deployment("ecsBlueGreen", null, step));
        });
    }

    private String migrationPlan(EcsBlueGreenStep step) throws AbortException {
        EcsSettings settings = target.settings(EcsContext.around(step.layer(), blocks));
        try (AwsConnection aws = target.open(settings)) {
            List<String> plan =
                    Migration.plan(aws.ecs(), aws.codeDeploy(), aws.elb(), settings.cluster(), step.getService());
            plan.forEach(line -> build.log("[ecsBlueGreen] " + line));
            return String.join("\n", plan);
        } catch (AwsFailure failed) {
            throw new AbortException("ecsBlueGreen: " + failed.getMessage());
        }
    }

    /** The step with its block, which sees the environment of the pause. */
    public Object ecsBlueGreenGated(Object arguments, Closure<?> body) throws Exception {
        return reported("ecsBlueGreenGated", () -> {
            EcsRevisionStep step = DataBinding.ecsBlueGreenGated(arguments);
            return conclude(deployment("ecsBlueGreenGated", body, step));
        });
    }

    private Outcome deployment(String name, Closure<?> body, EcsRevisionStep step) {
        return deployment(name, body, step, settings -> step.toRequest(settings, trace()));
    }

    private Outcome deployment(
            String name, Closure<?> body, EcsStep step, Function<EcsSettings, DeployRequest> request) {
        return new DeploymentRun(target, build, name, body == null ? null : pause -> run(body, pause))
                .run(request, EcsContext.around(step.layer(), blocks));
    }

    private Map<String, String> trace() {
        return Map.of("jenkins:job", "shop/deploy", "jenkins:build", String.valueOf(build.number()));
    }

    private Object conclude(Outcome outcome) throws EcsDeploymentException {
        build.add(outcome);
        EcsDeploymentResult result = new EcsDeploymentResult(outcome);
        if (outcome.verdict().letsThePipelineGoOn()) {
            return result;
        }
        throw new EcsDeploymentException(result);
    }

    /** Runs a step and reports how it ended. Wrong parameters end it as they do in Jenkins. */
    private Object reported(String name, Callable<Object> step) throws Exception {
        try {
            Object result = step.call();
            report(name, result);
            return result;
        } catch (IllegalArgumentException wrong) {
            build.report(new StepReport(name, null, String.valueOf(wrong.getMessage()), null));
            throw new AbortException(name + ": " + wrong.getMessage());
        } catch (EcsDeploymentException failed) {
            report(name, ofServices == null ? failed.getResult() : ofServices);
            ofServices = null;
            throw failed;
        } catch (EcsVerificationException failed) {
            report(name, failed.getResult());
            throw failed;
        } catch (EcsTaskException failed) {
            report(name, failed.getResult());
            throw failed;
        } catch (Exception failed) {
            build.report(new StepReport(name, null, String.valueOf(failed.getMessage()), null));
            throw failed;
        }
    }

    private void report(String name, Object result) {
        if (result instanceof EcsDeploymentResult one) {
            build.report(new StepReport(name, one.getStatus(), one.getMessage(), one));
        } else if (result instanceof EcsServicesResult all) {
            build.report(new StepReport(name, all.getStatus(), all.getMessage(), all));
        } else if (result instanceof EcsTaskResult task) {
            build.report(new StepReport(name, task.getStatus(), task.getMessage(), task));
        } else if (result instanceof EcsVerificationResult checks) {
            build.report(new StepReport(name, checks.getStatus(), checks.getMessage(), checks));
        } else if (result instanceof EcsApprovalResult approval) {
            build.report(new StepReport(name, approval.getStatus(), approval.getMessage(), approval));
        } else if (result instanceof EcsReleaseResult release) {
            build.report(new StepReport(name, release.getStatus(), release.getMessage(), release));
        } else {
            build.report(new StepReport(name, null, String.valueOf(result), null));
        }
    }

    private void run(Closure<?> body, Pause pause) {
        Map<String, Object> environment = environment();
        environment.put("ECS_STAGE", pause.stage());
        environment.put("ECS_HOOK_ID", pause.hookId());
        environment.put("ECS_TRAFFIC_PERCENT", String.valueOf(pause.traffic()));
        body.call();
    }

    /** The block; its body sees what it sets, over what the blocks around it set. */
    public Object withEcs(Map<?, ?> arguments, Closure<?> body) throws AbortException {
        EcsContext around = blocks;
        try {
            blocks = EcsContext.inside(around, DataBinding.withEcs(arguments).layer());
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("withEcs: " + wrong.getMessage());
        }
        try {
            return body.call();
        } finally {
            blocks = around;
        }
    }

    /** The checks of ecsVerify by their symbols; every other name is a step that isn't here. */
    public Object methodMissing(String name, Object arguments) throws AbortException {
        Object[] all = arguments instanceof Object[] several ? several : new Object[] {arguments};
        if (DataBinding.isCheck(name)) {
            try {
                return DataBinding.check(name, all.length == 0 ? Map.of() : all[0]);
            } catch (IllegalArgumentException wrong) {
                throw new AbortException(name + ": " + wrong.getMessage());
            }
        }
        throw new AbortException("No such DSL method '" + name + "' here. This runner has the steps of the ECS plugin"
                + " and the basic steps of Pipeline; see docs/jenkinsfile-runner.md");
    }

    // The basic steps of Pipeline.

    @SuppressWarnings("unchecked")
    private Map<String, Object> environment() {
        return (Map<String, Object>) getBinding().getVariable("env");
    }

    /** Environment variables are there by their names, too. */
    @Override
    public Object getProperty(String name) {
        try {
            return super.getProperty(name);
        } catch (MissingPropertyException missing) {
            Map<String, Object> environment = environment();
            if (environment.containsKey(name)) {
                return environment.get(name);
            }
            if (build.parameters().containsKey(name)) {
                return build.parameters().get(name);
            }
            throw missing;
        }
    }

    /** Commands are logged, not run. */
    public Object sh(Object command) {
        Object script = command instanceof Map<?, ?> map ? map.get("script") : command;
        build.log("+ " + script);
        boolean output = command instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("returnStdout"));
        return output ? "" : 0;
    }

    public void echo(Object message) {
        build.log(String.valueOf(message instanceof Map<?, ?> map ? map.get("message") : message));
    }

    public void error(Object message) throws AbortException {
        throw new AbortException(String.valueOf(message));
    }

    public void unstable(Object message) {
        build.markUnstable(String.valueOf(message instanceof Map<?, ?> map ? map.get("message") : message));
    }

    public void sleep(Object time) {
        long number = ((Number) (time instanceof Map<?, ?> map ? map.get("time") : time)).longValue();
        Object unit = time instanceof Map<?, ?> map && map.get("unit") != null ? map.get("unit") : "SECONDS";
        target.waiting()
                .pass(Duration.of(number, TimeUnit.valueOf(String.valueOf(unit)).toChronoUnit()));
    }

    /** Aborts the plugin's step that runs when the time is over. */
    public Object timeout(Object time, Closure<?> body) {
        Object number = time instanceof Map<?, ?> map ? map.get("time") : time;
        Object unit = time instanceof Map<?, ?> map && map.get("unit") != null ? map.get("unit") : "MINUTES";
        build.beginTimeout(Duration.of(
                ((Number) number).longValue(),
                TimeUnit.valueOf(String.valueOf(unit)).toChronoUnit()));
        try {
            return body.call();
        } finally {
            build.endTimeout();
        }
    }

    public Object retry(Object count, Closure<?> body) throws Exception {
        int most = ((Number) (count instanceof Map<?, ?> map ? map.get("count") : count)).intValue();
        for (int i = 1; ; i++) {
            try {
                return body.call();
            } catch (Exception failed) {
                if (i >= most) {
                    throw failed;
                }
                build.log("ERROR: " + failed.getMessage());
                build.log("Retrying");
            }
        }
    }

    public Object catchError(Closure<?> body) {
        return catchError(Map.of(), body);
    }

    public Object catchError(Map<?, ?> arguments, Closure<?> body) {
        try {
            return body.call();
        } catch (Exception failed) {
            build.markUnstable(String.valueOf(failed.getMessage()));
            return null;
        }
    }

    public Object warnError(Object message, Closure<?> body) {
        return catchError(Map.of(), body);
    }

    /** Everybody agrees at once. */
    public Object input(Object arguments) {
        build.log("input: continued");
        return "release-manager";
    }

    public Object withEnv(List<?> variables, Closure<?> body) {
        Map<String, Object> environment = environment();
        Map<String, Object> before = new LinkedHashMap<>(environment);
        for (Object each : variables) {
            String[] pair = String.valueOf(each).split("=", 2);
            environment.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        try {
            return body.call();
        } finally {
            environment.clear();
            environment.putAll(before);
        }
    }

    /** The values are the names of the variables. */
    public Object withCredentials(List<?> bindings, Closure<?> body) {
        return body.call();
    }

    public String credentials(String id) {
        return id;
    }

    public Object dir(Object path, Closure<?> body) {
        return body.call();
    }

    public Object ws(Object path, Closure<?> body) {
        return body.call();
    }

    public Object timestamps(Closure<?> body) {
        return body.call();
    }

    public Object lock(Object resource, Closure<?> body) {
        return body.call();
    }

    public void milestone(Object ordinal) {}

    /** One after the other, in their order. */
    public void parallel(Map<String, ?> branches) {
        branches.forEach((name, body) -> {
            if (body instanceof Closure<?> branch) {
                build.log("[Pipeline] branch " + name);
                branch.call();
            }
        });
    }

    public Object node(Closure<?> body) {
        return body.call();
    }

    public Object node(Object label, Closure<?> body) {
        return body.call();
    }

    /** The workspace is the folder of the Jenkinsfile. */
    public void checkout(Object scm) {}

    public String readFile(Object file) throws IOException {
        return Files.readString(inWorkspace(file));
    }

    public String readTrusted(Object file) throws IOException {
        return readFile(file);
    }

    public boolean fileExists(Object file) {
        return Files.exists(inWorkspace(file));
    }

    private Path inWorkspace(Object file) {
        Object name = file instanceof Map<?, ?> map ? map.get("file") : file;
        return build.jenkinsfile().toAbsolutePath().resolveSibling(String.valueOf(name));
    }

    public void archiveArtifacts(Object files) {}

    public void properties(List<?> properties) {}

    public Object disableConcurrentBuilds() {
        return "disableConcurrentBuilds";
    }

    public Object disableConcurrentBuilds(Map<?, ?> arguments) {
        return "disableConcurrentBuilds";
    }

    public Object parameters(List<?> definitions) {
        return definitions;
    }

    public Object string(Map<String, ?> definition) {
        return parameter(definition, "");
    }

    public Object text(Map<String, ?> definition) {
        return parameter(definition, "");
    }

    public Object booleanParam(Map<String, ?> definition) {
        return parameter(definition, false);
    }

    public Object choice(Map<String, ?> definition) {
        Object choices = definition.get("choices");
        List<?> all = choices instanceof List<?> list
                ? list
                : Arrays.asList(String.valueOf(choices).split("\n"));
        return parameter(Map.of("name", definition.get("name"), "defaultValue", all.get(0)), "");
    }

    private Object parameter(Map<String, ?> definition, Object otherwise) {
        Object value = definition.get("defaultValue");
        build.parameters().putIfAbsent(String.valueOf(definition.get("name")), value == null ? otherwise : value);
        return definition;
    }

    // The words of Declarative Pipeline.

    public void pipeline(Closure<?> body) throws Exception {
        frames.run(body);
    }

    public Object stage(String name, Closure<?> body) throws Exception {
        build.log("[Pipeline] stage (" + name + ")");
        return frames.isDeclarative() ? frames.run(body) : body.call();
    }

    public void agent(Object label) {}

    public void options(Closure<?> body) {}

    public void triggers(Closure<?> body) {}

    public void tools(Closure<?> body) {}

    public void environment(Closure<?> body) {
        body.setDelegate(environment());
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
    }

    public void parameters(Closure<?> body) {
        body.call();
    }

    public void stages(Closure<?> body) throws Exception {
        frames.protect(body);
    }

    public void parallel(Closure<?> body) throws Exception {
        frames.protect(body);
    }

    public void failFast(boolean fast) {}

    public void steps(Closure<?> body) throws Exception {
        frames.protect(body);
    }

    public void script(Closure<?> body) {
        body.call();
    }

    public void when(Closure<?> body) {
        body.call();
    }

    public void expression(Closure<?> body) {
        Object met = body.call();
        if (met == null || Boolean.FALSE.equals(met)) {
            frames.skip();
        }
    }

    public void branch(Object name) {
        Object own = environment().get("BRANCH_NAME");
        if (own != null && !own.equals(name)) {
            frames.skip();
        }
    }

    public void beforeAgent(boolean before) {}

    public void post(Closure<?> body) throws Exception {
        frames.post(body);
    }

    public void always(Closure<?> body) {
        body.call();
    }

    public void cleanup(Closure<?> body) {
        body.call();
    }

    public void success(Closure<?> body) {
        if (!frames.hasFailed()) {
            body.call();
        }
    }

    public void failure(Closure<?> body) {
        if (frames.hasFailed()) {
            body.call();
        }
    }

    public void unsuccessful(Closure<?> body) {
        failure(body);
    }

    public void unstable(Closure<?> body) {
        if ("UNSTABLE".equals(build.result())) {
            body.call();
        }
    }
}
