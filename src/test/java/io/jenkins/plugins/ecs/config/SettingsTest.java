package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

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
        assertThat(ControllerEndpoint.find(name -> null, name -> null), nullValue());
        assertThat(ControllerEndpoint.find(name -> null, Map.of("AWS_ENDPOINT_URL", "http://a")::get), is("http://a"));
        assertThat(
                ControllerEndpoint.find(
                        name -> null, Map.of("AWS_ENDPOINT_URL", "http://a", "AWS_ENDPOINT_URL_ECS", "http://b")::get),
                is("http://b"));
        assertThat(
                ControllerEndpoint.find(
                        Map.of("aws.endpointUrl", "http://c")::get, Map.of("AWS_ENDPOINT_URL", "http://a")::get),
                is("http://c"));
    }
}
