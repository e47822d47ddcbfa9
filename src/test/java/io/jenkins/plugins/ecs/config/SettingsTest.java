package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import java.util.Map;
import org.junit.Test;

public class SettingsTest {

    @Test
    public void theStepsOwnSettingsComeFirst() {
        EcsSettings settings = EcsSettings.merge("eu-west-1", "mine", null, "eu-central-1", "theirs", false);

        assertThat(settings.region(), is("eu-west-1"));
        assertThat(settings.credentialsId(), is("mine"));
        assertThat(settings.origins(), is("region eu-west-1 (step), credentials mine (step)"));
    }

    @Test
    public void theAdminsSettingsFillTheGaps() {
        EcsSettings settings =
                EcsSettings.merge(null, null, "arn:aws:iam::123456789012:role/d", "eu-central-1", "theirs", false);

        assertThat(
                settings.origins(),
                is(
                        "region eu-central-1 (global), credentials theirs (global), role arn:aws:iam::123456789012:role/d (step)"));
    }

    @Test
    public void everythingThatIsWrongIsSaidAtOnce() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> EcsSettings.merge("europe", null, "admin", null, null, false));

        assertThat(refused.getMessage(), containsString("region: 'europe' is not an AWS Region"));
        assertThat(refused.getMessage(), containsString("roleArn: 'admin' is not the ARN"));
        assertThrows(IllegalArgumentException.class, () -> EcsSettings.merge(null, null, null, null, null, false));
    }

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
