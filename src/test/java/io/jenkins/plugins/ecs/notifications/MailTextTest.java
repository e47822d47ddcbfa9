package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import org.junit.Test;

/** Mails have one text, which people read and nobody can forge. */
public class MailTextTest {

    private static DeploymentEvent.Builder failed() {
        return DeploymentEvent.of("a", EventType.FAILED, 0)
                .with(EventField.CLUSTER, "prod")
                .with(EventField.SERVICE, "api")
                .with(EventField.MESSAGE, "FAILED: the application exited (exit code 1)")
                .with(EventField.ADVICE, "Read its log.")
                .with(EventField.VERSION, "2.0.0")
                .with(EventField.JOB, "shop/deploy")
                .with(EventField.BUILD, "7")
                .with(EventField.BUILD_PATH, "job/shop/job/deploy/7/");
    }

    @Test
    public void aMailSaysWhatHappenedAndWhere() {
        DeploymentEvent event = failed().build();
        assertThat(MailText.subject(event), is("[ECS] Deployment failed: prod/api"));
        assertThat(
                MailText.body(event, "https://ci.example.com/"),
                is(String.join(
                        "\n",
                        "Deployment failed: prod/api",
                        "",
                        "FAILED: the application exited (exit code 1)",
                        "",
                        "Read its log.",
                        "",
                        "Version: 2.0.0",
                        "Build: shop/deploy #7",
                        "",
                        "https://ci.example.com/job/shop/job/deploy/7/ecs-deployments/",
                        "")));
    }

    @Test
    public void withoutARootUrlThereIsNoLink() {
        assertThat(MailText.body(failed().build(), ""), not(containsString("ecs-deployments")));
    }

    @Test
    public void foreignTextAddsNeitherHeadersNorLines() {
        DeploymentEvent event = failed().with(EventField.SERVICE, "api\r\nBcc: all@example.com")
                .with(EventField.VERSION, "2\nBuild: admin #1")
                .build();
        assertThat(MailText.subject(event).lines().count(), is(1L));
        assertThat(
                MailText.body(event, "")
                        .lines()
                        .filter(line -> line.startsWith("Build: "))
                        .count(),
                is(1L));
    }
}
