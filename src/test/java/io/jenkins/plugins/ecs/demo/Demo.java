package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a Jenkinsfile twice on the built-in ECS sandbox: a version that is well, and one whose image does not exist.
 * Leaves a page with what a build shows of its deployments.
 */
public final class Demo {

    private final PrintStream out;
    private final Pace pace;

    Demo(PrintStream out, Pace pace) {
        this.out = out;
        this.pace = pace;
    }

    /** Runs the Jenkinsfile that {@code demo.jenkinsfile} names, if it names one. */
    public static void main(String[] args) throws IOException {
        if (System.getProperty("demo.jenkinsfile") != null) {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            if (!new JenkinsfileRunner(out).run(RunnerOptions.ofSystemProperties())) {
                throw new IllegalStateException("the Jenkinsfile failed");
            }
            return;
        }
        Path report = Path.of(System.getProperty("demo.report", "target/demo/report.html"));
        PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<JenkinsfileRun> builds = new Demo(console, Pace.timesFaster(40)).run(report);
        List<Verdict> verdicts = builds.stream()
                .flatMap(build -> build.deployments().stream())
                .map(deployment -> deployment.verdict())
                .toList();
        if (!verdicts.equals(List.of(Verdict.SUCCESS, Verdict.ROLLED_BACK))) {
            throw new IllegalStateException("the demo did not go as it should: " + verdicts);
        }
    }

    /** The builds, in their order; the second one fails, as it should. */
    List<JenkinsfileRun> run(Path report) throws IOException {
        try (EcsSandbox sandbox = Examples.sandbox()) {
            out.println("The ECS sandbox answers at " + sandbox.endpoint() + ", on this machine. AWS is not called, and"
                    + " minutes there pass in seconds.");
            List<JenkinsfileRun> builds = List.of(
                    build(1, "1.4.2", "a version that is well", sandbox),
                    build(2, "1.4.3", "a version whose image does not exist", sandbox));
            Files.createDirectories(report.toAbsolutePath().getParent());
            Files.writeString(report, new Report(builds).html());
            sumUp(builds, report);
            return builds;
        }
    }

    private JenkinsfileRun build(int number, String version, String what, EcsSandbox sandbox) throws IOException {
        Path jenkinsfile = Examples.jenkinsfile("deploy");
        out.println();
        out.println("Build #" + number + ", " + what + ": " + Examples.project().relativize(jenkinsfile)
                + " with VERSION=" + version);
        return new JenkinsfileRun(number, jenkinsfile)
                .with("VERSION", version)
                .console(line -> out.println("  " + line))
                .run(sandbox, pace);
    }

    private void sumUp(List<JenkinsfileRun> builds, Path report) {
        out.println();
        for (JenkinsfileRun build : builds) {
            build.deployments()
                    .forEach(deployment -> out.printf(
                            "Build #%d: %s, because its deployment is %s%n",
                            build.number(), build.result(), deployment.verdict()));
        }
        out.println("The second build failed because the service does not run what was asked for, although ECS calls"
                + " its rollback successful.");
        out.println("What the build pages show: " + report.toAbsolutePath().normalize());
    }
}
