package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** What the plugin does when a controller starts: nothing that it waits for, and nothing at all before the first use. */
public class StartupJenkinsTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static Path index() {
        return new File(Jenkins.get().getRootDir(), "ecs-deployments/deployments.jsonl").toPath();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ecs-deployment"))
                .toList();
    }

    @Test
    public void aControllerThatNeverDeployedHasNoFileNoThreadAndNoIndex() throws Throwable {
        List<Thread> ofOtherTests = threads();
        sessions.then(r -> {
            FreeStyleProject job = r.createFreeStyleProject("other");
            r.buildAndAssertSuccess(job);
            job.renameTo("another");
            job.delete();

            assertThat(DeploymentIndex.get().isRead(), is(false));
            assertThat(index().getParent().toFile().exists(), is(false));
            assertThat(threads().stream().filter(t -> !ofOtherTests.contains(t)).toList(), is(empty()));
        });
    }

    @Test
    public void tenThousandDeploymentsAreReadAsideAndWhatWasLostIsEnded() throws Throwable {
        sessions.then(r -> fill());
        sessions.then(r -> {
            History history = DeploymentIndex.get().history();
            assertThat(history.all(), hasSize(10_000));
            while (history.all().stream().anyMatch(DeploymentRecord::isUnderWay)) {
                Thread.onSpinWait();
            }
        });
        sessions.then(r -> {
            long begin = System.nanoTime();
            DeploymentIndex.start();
            assertThat(Duration.ofNanos(System.nanoTime() - begin), is(lessThan(Duration.ofMillis(100))));
        });
    }

    private static void fill() throws IOException {
        List<DeploymentRecord> records = new ArrayList<>();
        for (int i = 1; i < 10_000; i++) {
            records.add(Records.of(i, i, Verdict.SUCCESS));
        }
        records.add(Records.of(10_000, 10_000, null));
        new History(index()).rebuild(records, 0);
    }
}
