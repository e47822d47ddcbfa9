package io.jenkins.plugins.ecs.config;

import static io.jenkins.plugins.casc.misc.Util.getUnclassifiedRoot;
import static io.jenkins.plugins.casc.misc.Util.toStringFromYamlFile;
import static io.jenkins.plugins.casc.misc.Util.toYamlString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import hudson.model.Failure;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import org.htmlunit.html.HtmlForm;
import org.junit.Rule;
import org.junit.Test;

public class EcsGlobalConfigurationJenkinsTest {

    @Rule
    public final JenkinsConfiguredWithCodeRule r = new JenkinsConfiguredWithCodeRule();

    @Test
    @ConfiguredWithCode("configuration-as-code.yml")
    public void should_support_configuration_as_code() {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();

        assertThat(global.getRegion(), is("eu-central-1"));
        assertThat(global.getCredentialsId(), is("deployer"));
        assertThat(global.getEndpointOverride(), is("https://ecs.example.com"));
        assertThat(global.isAllowControllerCredentials(), is(true));
    }

    @Test
    @ConfiguredWithCode("configuration-as-code.yml")
    public void should_support_configuration_export() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());

        String exported = toYamlString(getUnclassifiedRoot(context).get("ecsDeployment"));

        assertThat(exported, is(toStringFromYamlFile(this, "expected_output.yml")));
    }

    @Test
    public void theFormKeepsAndClearsEachField() throws Exception {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        HtmlForm form = EcsJenkinsTest.formOf(r.createWebClient().goTo("configure"));
        form.getInputByName("_.region").setValue("eu-west-1");
        form.getInputByName("_.endpointOverride").setValue("http://127.0.0.1:4566");
        form.getInputByName("_.allowControllerCredentials").click();
        r.submit(form);

        assertThat(global.getRegion(), is("eu-west-1"));
        assertThat(global.getEndpointOverride(), is("http://127.0.0.1:4566"));
        assertThat(global.isAllowControllerCredentials(), is(true));

        HtmlForm again = EcsJenkinsTest.formOf(r.createWebClient().goTo("configure"));
        again.getInputByName("_.region").setValue("");
        again.getInputByName("_.endpointOverride").setValue("");
        r.submit(again);

        assertThat(global.getRegion(), nullValue());
        assertThat(global.getEndpointOverride(), nullValue());
    }

    @Test
    public void whatIsWrongIsNotKept() {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();

        Failure region = assertThrows(Failure.class, () -> global.setRegion("Europe (Frankfurt)"));
        Failure endpoint = assertThrows(Failure.class, () -> global.setEndpointOverride("ftp://example.com"));

        assertThat(region.getMessage(), containsString("region: 'Europe (Frankfurt)' is not an AWS Region"));
        assertThat(endpoint.getMessage(), containsString("endpointOverride: 'ftp://example.com' is not an endpoint"));
        assertThat(global.getRegion(), nullValue());
        assertThat(global.getEndpointOverride(), nullValue());
    }
}
