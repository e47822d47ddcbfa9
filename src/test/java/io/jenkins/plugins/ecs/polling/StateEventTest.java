package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import java.util.Random;
import org.junit.Test;

/** Events of ECS as they stand in a queue; the texts are those of the ECS developer guide. */
public class StateEventTest {

    private static final String SERVICE = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api";
    private static final String TASK = "arn:aws:ecs:eu-central-1:123456789012:task/prod/0123456789abcdef";

    private static String event(String kind, String resource, String detail) {
        return "{\"version\":\"0\",\"id\":\"ddca6449-b258-46c0-8653-e0e3aEXAMPLE\",\"detail-type\":\"" + kind
                + "\",\"source\":\"aws.ecs\",\"account\":\"123456789012\",\"time\":\"2026-03-02T09:00:00Z\","
                + "\"region\":\"eu-central-1\",\"resources\":[\"" + resource + "\"],\"detail\":" + detail + "}";
    }

    private static Optional<StateEvent> ofService(boolean worth, boolean proves) {
        return Optional.of(new StateEvent("123456789012", "eu-central-1", "service/prod/api", worth, proves));
    }

    @Test
    public void textsThatAreNoEventsOfEcsAreIgnored() {
        for (String body : new String[] {
            "",
            "not JSON",
            "[]",
            "null",
            "{\"source\":\"aws.ecs\"}",
            "{\"Type\":\"Notification\",\"Message\":\"{\"}",
            event("ECS Container Instance State Change", SERVICE, "{}"),
            event("ECS Deployment State Change", "arn:aws:ecs:eu-central-1:123456789012:cluster/prod", "{}"),
            event("ECS Deployment State Change", SERVICE, "{}").replace("aws.ecs", "my.app"),
            event("ECS Deployment State Change", SERVICE, "{\"reason\":\"" + "x".repeat(300_000) + "\"}"),
            "[".repeat(100_000)
        }) {
            assertThat(body.substring(0, Math.min(60, body.length())), StateEvent.of(body), is(Optional.empty()));
        }
    }

    @Test
    public void anEndOfADeploymentIsWorthAReadAndProvesThatItsEventsArrive() {
        for (String name : new String[] {
            "SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_COMPLETED", "SERVICE_DEPLOYMENT_FAILED"
        }) {
            String body = event("ECS Deployment State Change", SERVICE, "{\"eventName\":\"" + name + "\"}");
            assertThat(name, StateEvent.of(body), is(ofService(true, true)));
        }
    }

    @Test
    public void anEnvelopeOfSnsIsOpened() {
        String inner = event("ECS Deployment State Change", SERVICE, "{}").replace("\"", "\\\"");
        assertThat(
                StateEvent.of("{\"Type\":\"Notification\",\"Message\":\"" + inner + "\"}"), is(ofService(true, true)));
    }

    @Test
    public void aHookNamesItsServiceByTheServiceDeployment() {
        String deployment = "arn:aws:ecs:eu-central-1:123456789012:service-deployment/prod/api/Qm3xK1";
        String body = event("ECS Hook State Change", deployment, "{\"eventName\":\"HOOK_AWAITING_ACTION\"}");
        assertThat(StateEvent.of(body), is(ofService(true, true)));
    }

    @Test
    public void onlyProblemsOfAServiceAreWorthARead() {
        String action = "{\"eventType\":\"%s\",\"eventName\":\"%s\"}";
        String steady = String.format(action, "INFO", "SERVICE_STEADY_STATE");
        String impaired = String.format(action, "WARN", "SERVICE_TASK_START_IMPAIRED");
        assertThat(StateEvent.of(event("ECS Service Action", SERVICE, steady)), is(ofService(false, false)));
        assertThat(StateEvent.of(event("ECS Service Action", SERVICE, impaired)), is(ofService(true, false)));
    }

    @Test
    public void onlyTasksThatFailAreWorthARead() {
        String task = "{\"clusterArn\":\"arn:aws:ecs:eu-central-1:123456789012:cluster/prod\",\"taskArn\":\"" + TASK
                + "\",\"group\":\"service:api\",\"lastStatus\":\"%s\",\"stopCode\":\"%s\"}";
        assertThat(
                StateEvent.of(event(
                        "ECS Task State Change", TASK, String.format(task, "STOPPED", "EssentialContainerExited"))),
                is(ofService(true, false)));
        assertThat(
                StateEvent.of(event(
                        "ECS Task State Change", TASK, String.format(task, "STOPPED", "ServiceSchedulerInitiated"))),
                is(ofService(false, false)));
        assertThat(
                StateEvent.of(event("ECS Task State Change", TASK, String.format(task, "RUNNING", ""))),
                is(ofService(false, false)));
    }

    @Test
    public void aTaskOfNoServiceIsItsOwnSubject() {
        String task = "{\"taskArn\":\"" + TASK + "\",\"group\":\"family:migrate\",\"lastStatus\":\"STOPPED\"}";
        assertThat(
                StateEvent.of(event("ECS Task State Change", TASK, task)),
                is(Optional.of(new StateEvent("123456789012", "eu-central-1", TASK, true, true))));
    }

    @Test
    public void anArnOfTheOldFormHasNoCluster() {
        String old = "arn:aws:ecs:eu-central-1:123456789012:service/api";
        assertThat(
                StateEvent.of(event("ECS Deployment State Change", old, "{}")).map(StateEvent::subject),
                is(Optional.of("service//api")));
    }

    @Test
    public void noMutationOfAnEventThrows() {
        Random random = new Random(7);
        String whole = event("ECS Task State Change", TASK, "{\"group\":\"service:api\",\"lastStatus\":\"STOPPED\"}");
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int j = 0; j < 3; j++) {
                text.setCharAt(random.nextInt(text.length()), "{}[]\":,0x\\".charAt(random.nextInt(10)));
            }
            Optional<StateEvent> read = StateEvent.of(text.toString());
            assertThat(read.map(each -> each.subject().isEmpty()).orElse(false), is(false));
        }
    }
}
