package io.jenkins.plugins.ecs.rollout.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.Set;
import org.junit.Test;

/** What is wrong with a request that brings a service definition, before AWS is asked. */
public class ServiceFileChecksTest {

    private static final String DEFINITION =
            "{\"family\": \"api\", \"containerDefinitions\": [{\"name\": \"app\", \"image\": \"a:1\"}]}";

    @Test
    public void bothFilesAreComparedAndAllProblemsComeAtOnce() {
        String problems = problems(request("serviceName: web\ncluster: test\n"
                        + "loadBalancers: [{targetGroupArn: a, containerName: proxy, containerPort: 80}]\n")
                .taskDefinition(DEFINITION)
                .desiredCount(-1));

        assertThat(problems, containsString("serviceName is 'web', but the step deploys to 'api'"));
        assertThat(problems, containsString("cluster is 'test', but the step deploys to 'prod'"));
        assertThat(
                problems,
                containsString("loadBalancers[0]: the task definition has no container 'proxy' (it has app)"));
        assertThat(problems, containsString("desiredCount: -1 is negative"));
    }

    @Test
    public void aPatchMayStillAddWhatIsMissing() {
        request("loadBalancers: [{targetGroupArn: a, containerName: proxy, containerPort: 80}]")
                .taskDefinition(DEFINITION)
                .with(Setting.PATCH, "{\"containerDefinitions\": {\"proxy\": {\"image\": \"b:1\"}}}")
                .build();
    }

    @Test
    public void whatIsLookedUpIsNotComparedYet() {
        DeployRequest built = request("serviceName: '${param:NAME}'\nloadBalancers: [{targetGroupArn: a, containerName:"
                        + " '${env:CONTAINER}', containerPort: 80}]\n")
                .taskDefinition(DEFINITION)
                .build();

        assertThat(built.lookups().all().size(), is(2));
    }

    @Test
    public void problemsOfTheFileHaveTheirPlace() {
        assertThat(
                problems(request("desiredCnt: 1")),
                containsString("serviceDefinition: Service definition, line 1, column 13 (desiredCnt): A service has no"
                        + " member 'desiredCnt' here. Did you mean 'desiredCount'?"));
        assertThat(
                problems(request("desiredCount: 1").with(Setting.IGNORE, "tags, desiredCuont")),
                containsString("ignore: 'desiredCuont' is not a member of a service. Did you mean 'desiredCount'?"));
    }

    @Test
    public void whatMeansNothingIsSaid() {
        DeployRequestBuilder without = DeployRequest.of("eu-central-1", "prod", "api");
        assertThat(
                problems(without.with(Setting.ON_CREATE_FAILURE, "delete")),
                containsString("onCreateFailure: only a step with 'serviceDefinition' creates a service."));
        assertThat(
                problems(request("desiredCount: 1")
                        .with(Setting.REGISTER_ONLY, true)
                        .desiredCount(2)
                        .forceNewDeployment(true)),
                containsString("registerOnly: the service is not changed, so desiredCount, forceNewDeployment,"
                        + " serviceDefinition cannot be used with it."));
    }

    @Test
    public void whatOthersOwnComesFromTheFileAndTheSettings() {
        DeployRequest request = request("desiredCount: 1\nignore: [tags]")
                .with(Setting.IGNORE, "desiredCount, deploymentConfiguration.alarms")
                .build();

        assertThat(
                request.serviceFile().ignored(), is(Set.of("tags", "desiredCount", "deploymentConfiguration.alarms")));
        assertThat(request.deletesFailedCreation(), is(false));
    }

    @Test
    public void managedDaemonsAreNoServices() {
        assertThat(
                RequestChecks.service("arn:aws:ecs:eu-central-1:123456789012:daemon/prod/agent")
                        .orElse(""),
                containsString("is a managed daemon, not a service. Deploy it with 'aws ecs update-daemon'"));
    }

    private static DeployRequestBuilder request(String file) {
        return DeployRequest.of("eu-central-1", "prod", "api").with(Setting.SERVICE_DEFINITION, file);
    }

    private static String problems(DeployRequestBuilder request) {
        return assertThrows(IllegalArgumentException.class, request::build).getMessage();
    }
}
