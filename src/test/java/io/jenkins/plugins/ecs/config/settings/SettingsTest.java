package io.jenkins.plugins.ecs.config.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.aws.Endpoints;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class SettingsTest {

    @Test
    public void anOwnEndpointMayHaveRegionsOfItsOwn() {
        assertThat(SettingChecks.region("local", true).isPresent(), is(false));
        assertThat(SettingChecks.region("local", false).isPresent(), is(true));
        assertThat(SettingChecks.region("not a region", true).isPresent(), is(true));
    }

    @Test
    public void anEndpointIsAnHttpAddressWithoutCredentials() {
        for (String good : new String[] {"http://127.0.0.1:8080", "https://ecs.example.com/path"}) {
            assertThat(good, SettingChecks.endpoint(good).isPresent(), is(false));
        }
        for (String bad :
                new String[] {"ftp://x", "ecs.example.com", "https://user:pw@x", "http://x?a=b", "http:///", "x y"}) {
            assertThat(bad, SettingChecks.endpoint(bad).isPresent(), is(true));
        }
    }

    @Test
    public void theControllersOwnEndpointIsFoundAsInAllAwsTools() {
        assertThat(of(Map.of(), Map.of()).isAny(), is(false));
        Endpoints both = of(Map.of(), Map.of("AWS_ENDPOINT_URL", "http://a", "AWS_ENDPOINT_URL_ECS", " http://b "));
        assertThat(both.ecs(), is(URI.create("http://b")));
        assertThat("for the others", both.all(), is(URI.create("http://a")));
        assertThat(
                of(Map.of("aws.endpointUrl", "http://c"), Map.of("AWS_ENDPOINT_URL", "http://a"))
                        .all(),
                is(URI.create("http://c")));
    }

    @Test
    public void theEndpointOfOneServiceCatchesNoOther() {
        Endpoints ecs = of(Map.of(), Map.of("AWS_ENDPOINT_URL_ECS", "http://b"));

        assertThat(ecs.all(), nullValue());
        assertThat(ecs.byService(), is(Map.of("ECS", URI.create("http://b"))));
        for (String service : List.of(
                "CLOUDWATCH",
                "CLOUDWATCH_LOGS",
                "CODEDEPLOY",
                "ECR",
                "ECS",
                "ELASTIC_LOAD_BALANCING_V2",
                "IAM",
                "SECRETS_MANAGER",
                "SERVICE_QUOTAS",
                "SSM",
                "STS")) {
            Endpoints one = of(Map.of(), Map.of("AWS_ENDPOINT_URL_" + service, "http://x"));
            assertThat(service, one.byService(), is(Map.of(service, URI.create("http://x"))));
        }
        Endpoints logs = of(Map.of("aws.endpointUrlCloudWatchLogs", "http://p"), Map.of());
        assertThat(logs.byService(), is(Map.of("CLOUDWATCH_LOGS", URI.create("http://p"))));
    }

    @Test
    public void theControllersEndpointsCanBeSwitchedOffAndWrongOnesAreNotUsed() {
        assertThat(
                of(Map.of(), Map.of("AWS_ENDPOINT_URL", "http://a", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"))
                        .isAny(),
                is(false));
        assertThat(of(Map.of(), Map.of("AWS_ENDPOINT_URL_STS", "ftp://a b")).isAny(), is(false));
    }

    @Test
    public void theConfigurationCountsMoreThanTheEnvironment() {
        Endpoints environment =
                of(Map.of(), Map.of("AWS_ENDPOINT_URL", "http://a", "AWS_ENDPOINT_URL_STS", "http://s"));

        Endpoints service = SettingChecks.endpoints(null, "ECS=http://e\nSSM = http://m", environment);
        assertThat(service.ecs(), is(URI.create("http://e")));
        assertThat(service.byService().get("SSM"), is(URI.create("http://m")));
        assertThat(service.byService().get("STS"), is(URI.create("http://s")));
        assertThat(service.all(), is(URI.create("http://a")));

        Endpoints all = SettingChecks.endpoints("http://z", "ECS=http://e", environment);
        assertThat(all.all(), is(URI.create("http://z")));
        assertThat(all.byService(), is(Map.of("ECS", URI.create("http://e"))));
    }

    @Test
    public void endpointsOfServicesAreChecked() {
        for (String good : new String[] {
            null, "ECS=https://a.example", "ECS=http://a, STS=http://b:80", "STS=http://a\r\nECR=http://b"
        }) {
            assertThat(good, SettingChecks.serviceEndpoints(good).isPresent(), is(false));
        }
        for (String bad : new String[] {
            "https://a.example",
            "ECS",
            "ECS=",
            "ecs=http://a",
            "LAMBDA=http://a",
            "ECS=a",
            "ECS=ftp://a",
            "ECS=http://user:pw@a",
            "ECS=http://a,ECS=http://b"
        }) {
            assertThat(bad, SettingChecks.serviceEndpoints(bad).isPresent(), is(true));
        }
        assertThat(
                SettingChecks.serviceEndpoints("LAMBDA=http://a").orElseThrow(),
                containsString("is not a service that this plugin calls. Use one of APPLICATION_AUTO_SCALING, "));
    }

    private static Endpoints of(Map<String, String> properties, Map<String, String> environment) {
        return ControllerEndpoint.find(properties::get, environment::get);
    }
}
