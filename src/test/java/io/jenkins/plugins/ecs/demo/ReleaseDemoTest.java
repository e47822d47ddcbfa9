package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The demo of releases: one gets through, one is rolled back by its verification. */
public class ReleaseDemoTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @Test
    public void oneReleaseGetsThroughAndOneIsRolledBackByItsVerification() throws Exception {
        Path report = folder.getRoot().toPath().resolve("new/report.html");

        List<ReleaseOutcome> releases =
                new ReleaseDemo(new PrintStream(terminal, true, StandardCharsets.UTF_8), Pace.AT_ONCE).run(report);

        String shown = terminal.toString(StandardCharsets.UTF_8);
        assertThat(shown, releases.get(0).verdict(), is(Verdict.SUCCESS));
        assertThat(releases.get(1).verdict(), is(Verdict.ROLLED_BACK));
        assertThat(releases.get(1).cause(), containsString("api-errors"));
        assertThat(shown, containsString("amy approved the release"));
        assertThat(shown, containsString("[ecsRelease production] Rolling back production to api:"));
        assertThat(shown, containsString("    rollback: rolled back: after its verification failed"));
        assertThat(shown, containsString(report.toString()));
        String html = Files.readString(report);
        assertThat(html, containsString("waits: </strong>soaked "));
        assertThat(html, containsString("ecsd-panel--bad"));
        assertThat(html, not(containsString("<script")));
        assertThat(html, not(containsString("src=")));
    }
}
