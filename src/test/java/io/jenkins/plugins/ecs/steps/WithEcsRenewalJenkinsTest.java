package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import hudson.model.Label;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.steps.withecs.WithEcsExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A block that outlives its session, on an agent: what begins later gets keys that are good, and none is seen anywhere. */
public class WithEcsRenewalJenkinsTest extends EcsJenkinsTest {

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    @Rule
    public final TemporaryFolder outside = new TemporaryFolder();

    @Test
    public void aBlockOutlivesItsSession() throws Exception {
        configure(r);
        DumbSlave agent = r.createOnlineSlave(Label.get("remote"));
        Path first = outside.getRoot().toPath().resolve("first");
        Path second = outside.getRoot().toPath().resolve("second");
        WorkflowRun build = started(job(
                r,
                "export",
                "node('remote') { withEcs(exportCredentials: true) {\n  " + writeKeysTo(first)
                        + "\n  semaphore 'hours'\n  " + writeKeysTo(second)
                        + "\n  sh 'env | sort'\n  echo \"token: ${env.AWS_SESSION_TOKEN}\"\n} }"));
        SemaphoreStep.waitForStart("hours/1", build);
        List<String> old = Files.readAllLines(first);

        sandbox.clock().advance(Duration.ofHours(2));
        StepExecution.acceptAll(WithEcsExecution.class, WithEcsExecution::renew).get();
        SemaphoreStep.success("hours/1", null);

        r.assertBuildStatusSuccess(r.waitForCompletion(build));
        List<String> renewed = Files.readAllLines(second);
        assertThat(renewed.get(0), not(old.get(0)));
        assertThat(
                "the old ones have run out",
                assertThrows(AwsFailure.class, () -> account(old)).kind(),
                is(UNAUTHENTICATED));
        assertThat("the new ones are good", account(renewed), is("123456789012"));
        List<String> all = new ArrayList<>(old);
        all.addAll(renewed);
        String log = JenkinsRule.getLog(build);
        assertThat(log, containsString("token: ****"));
        all.forEach(secret -> assertThat(log, not(containsString(secret))));
        assertNowhere(all, build.getParent().getRootDir().toPath());
        assertNowhere(all, Path.of(agent.getRemoteFS()));
    }

    /** The cheapest way around the rules of exported credentials: a block that began before they were set. */
    @Test
    public void credentialsThatRulesForbidNowAreNotRenewed() throws Exception {
        configure(r);
        Path first = outside.getRoot().toPath().resolve("before");
        Path second = outside.getRoot().toPath().resolve("after");
        WorkflowRun build = started(job(
                r,
                "forbidden",
                "node { withEcs(exportCredentials: true) {\n  " + writeKeysTo(first) + "\n  semaphore 'rules'\n  "
                        + writeKeysTo(second) + "\n} }"));
        SemaphoreStep.waitForStart("rules/1", build);
        List<EcsPolicy> forbidding = new ArrayList<>();
        for (Consumer<EcsPolicy> rule : List.<Consumer<EcsPolicy>>of(
                policy -> policy.setExportForbidden(true),
                policy -> policy.setAccounts("210987654321"),
                policy -> policy.setRegions("us-*"),
                policy -> policy.setTargetRequired(true))) {
            EcsPolicy policy = new EcsPolicy();
            rule.accept(policy);
            forbidding.add(policy);
        }
        for (EcsPolicy policy : forbidding) {
            EcsGlobalConfiguration.get().setPolicy(policy);
            StepExecution.acceptAll(WithEcsExecution.class, WithEcsExecution::renew)
                    .get();
        }
        String log = JenkinsRule.getLog(build);
        assertThat(log, containsString("rule 'exportForbidden'"));
        assertThat(log, containsString("rule 'accounts'"));
        assertThat(log, containsString("rule 'regions'"));
        assertThat(log, containsString("rule 'targetRequired'"));
        SemaphoreStep.success("rules/1", null);

        r.assertBuildStatusSuccess(r.waitForCompletion(build));
        assertThat("the old ones, until they expire", Files.readAllLines(second), is(Files.readAllLines(first)));
    }

    private static final AwsFailure.Kind UNAUTHENTICATED = AwsFailure.Kind.UNAUTHENTICATED;

    private static String writeKeysTo(Path file) {
        return "sh 'set +x; printf \"%s\\n\" $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN > " + file
                + "'";
    }

    private String account(List<String> keys) {
        AwsSessionCredentials session = AwsSessionCredentials.create(keys.get(0), keys.get(1), keys.get(2));
        AwsConnection.Settings settings =
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), (String) null, "test", null);
        try (AwsConnection connection = AwsConnection.open(settings, () -> StaticCredentialsProvider.create(session))) {
            return connection.identity().account();
        }
    }

    private static void assertNowhere(List<String> secrets, Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String secret : secrets) {
                    assertThat(file.toString(), text.contains(secret), is(false));
                }
            }
        }
    }
}
