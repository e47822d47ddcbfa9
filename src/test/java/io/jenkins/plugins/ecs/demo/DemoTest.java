package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DemoTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @Test
    public void deploysAVersionThatIsWellAndFailsWithTheCauseForOneThatIsNot() throws Exception {
        List<JenkinsfileRun> builds = demo(folder.getRoot().toPath().resolve("new/report.html"));

        JenkinsfileRun well = builds.get(0);
        assertThat(well.result(), is("SUCCESS"));
        assertThat(well.deployments().get(0).verdict(), is(Verdict.SUCCESS));
        assertThat(
                well.log(), hasItem("3 tasks run " + well.deployments().get(0).taskDefinition()));

        JenkinsfileRun bad = builds.get(1);
        Outcome outcome = bad.deployments().get(0);
        assertThat(bad.result(), is("FAILURE"));
        assertThat(bad.failure(), instanceOf(EcsDeploymentException.class));
        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), containsString("CannotPullContainerError"));
        assertThat(
                outcome.previousTaskDefinition(), is(well.deployments().get(0).taskDefinition()));
        assertThat(bad.log(), hasItem("ERROR: " + outcome.message()));
    }

    @Test
    public void showsInTheTerminalWhatHappensAndWhereTheReportIs() throws Exception {
        Path report = folder.getRoot().toPath().resolve("report.html");

        demo(report);

        String shown = terminal.toString(StandardCharsets.UTF_8);
        assertThat(shown, containsString("Build #1: SUCCESS, because its deployment is SUCCESS"));
        assertThat(shown, containsString("Build #2: FAILURE, because its deployment is ROLLED_BACK"));
        assertThat(shown, containsString(report.toString()));
    }

    @Test
    public void reportsBothDeploymentsOnOnePageThatNeedsNothingElse() throws Exception {
        Path report = folder.getRoot().toPath().resolve("report.html");

        demo(report);

        String html = Files.readString(report);
        assertThat(html, containsString("prod/api: SUCCESS"));
        assertThat(html, containsString("prod/api: ROLLED_BACK"));
        assertThat(html, containsString("CannotPullContainerError"));
        assertThat(html, containsString("prefers-color-scheme: dark"));
        assertThat(html, not(containsString("<script")));
        assertThat(html, not(containsString("src=")));
        assertThat(html, not(containsString("<link")));
    }

    @Test
    public void reportEscapesWhatAwsAndTheJenkinsfileSay() throws Exception {
        Path jenkinsfile = folder.newFile("hostile.Jenkinsfile").toPath();
        Files.writeString(
                jenkinsfile,
                "echo '</pre><script>1</script>'\n"
                        + "ecsDeploy cluster: 'prod', service: 'api', image: 'shop/api:1.4.2'");
        JenkinsfileRun build = new JenkinsfileRun(1, jenkinsfile).with("X", "\"><script>2</script>");
        try (EcsSandbox sandbox = Examples.sandbox()) {
            sandbox.faults().on("UpdateService").error(400, "InvalidParameterException", "<script>3</script>&amp;");
            build.run(sandbox, Pace.AT_ONCE);
        }

        String html = new Report(List.of(build)).html();

        assertThat(html, not(containsString("<script")));
        assertThat(html, containsString("&lt;/pre&gt;&lt;script&gt;1&lt;/script&gt;"));
        assertThat(html, containsString("X=&quot;&gt;&lt;script&gt;2&lt;/script&gt;"));
        assertThat(html, containsString("&lt;script&gt;3&lt;/script&gt;&amp;amp;"));
    }

    private List<JenkinsfileRun> demo(Path report) throws Exception {
        return new Demo(new PrintStream(terminal, true, StandardCharsets.UTF_8), Pace.AT_ONCE).run(report);
    }
}
