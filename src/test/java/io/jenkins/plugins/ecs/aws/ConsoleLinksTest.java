package io.jenkins.plugins.ecs.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public class ConsoleLinksTest {

    @Test
    public void eachPartitionHasItsOwnConsole() {
        assertThat(
                ConsoleLinks.service("eu-central-1", "prod", "api"),
                is("https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/prod/services/api/deployments"
                        + "?region=eu-central-1"));
        assertThat(
                ConsoleLinks.service("cn-north-1", "prod", "api"),
                is("https://console.amazonaws.cn/ecs/v2/clusters/prod/services/api/deployments?region=cn-north-1"));
        assertThat(
                ConsoleLinks.service("us-gov-west-1", "prod", "api"),
                is("https://console.amazonaws-us-gov.com/ecs/v2/clusters/prod/services/api/deployments"
                        + "?region=us-gov-west-1"));
        assertThat(
                ConsoleLinks.service("eusc-de-east-1", "prod", "api"),
                is("https://eusc-de-east-1.console.amazonaws-eusc.eu/ecs/v2/clusters/prod/services/api/deployments"
                        + "?region=eusc-de-east-1"));
    }

    @Test
    public void takesTheNamesOutOfArnsAndQuotesTheRest() {
        assertThat(
                ConsoleLinks.service(
                        "eu-central-1",
                        "arn:aws:ecs:eu-central-1:123456789012:cluster/prod",
                        "arn:aws:ecs:eu-central-1:123456789012:service/prod/a b\"><script>"),
                is("https://eu-central-1.console.aws.amazon.com/ecs/v2/clusters/prod/services/a%20b%22%3E%3Cscript%3E"
                        + "/deployments?region=eu-central-1"));
    }

    @Test
    public void endpointsFollowThePartition() {
        assertThat(AwsRegions.endpoint("ecs", "eu-central-1").toString(), is("https://ecs.eu-central-1.amazonaws.com"));
        assertThat(AwsRegions.endpoint("ecs", "cn-north-1").toString(), is("https://ecs.cn-north-1.amazonaws.com.cn"));
        assertThat(
                AwsRegions.endpoint("ecs", "eusc-de-east-1").toString(), is("https://ecs.eusc-de-east-1.amazonaws.eu"));
    }

    @Test
    public void onlyRealRegionsAreKnown() {
        assertThat(AwsRegions.isKnown("eu-central-1"), is(true));
        assertThat(AwsRegions.isKnown("us-gov-west-1"), is(true));
        assertThat(AwsRegions.isKnown("eu-central-9"), is(false));
        assertThat(AwsRegions.isKnown("aws-global"), is(false));
    }
}
