package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.Test;

public class SignatureTest extends SandboxTestCase {

    private SandboxClient with(String id, String secret, String token) {
        return new SandboxClient(sandbox.endpoint(), id, secret, token, "eu-central-1");
    }

    @Test
    public void withoutASignatureTheTokenIsMissing() {
        var request = java.net.http.HttpRequest.newBuilder(sandbox.endpoint())
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(SandboxClient.send(request).error(), is("MissingAuthenticationTokenException"));
    }

    @Test
    public void aWrongSecretDoesNotMatch() {
        Answer answer = with(EcsSandbox.ACCESS_KEY_ID, "wrong", null).call("ListClusters", "{}");
        assertThat(answer.error(), is("InvalidSignatureException"));
        assertThat(answer.status(), is(400));
    }

    @Test
    public void anUnknownKeyIsNotRecognized() {
        assertThat(with("AKIANOBODY", "x", null).call("ListClusters", "{}").error(), is("UnrecognizedClientException"));
    }

    @Test
    public void anUnknownKeyCanBeAccepted() {
        sandbox.acceptAnyKey(true);
        assertThat(with("AKIANOBODY", "x", null).call("ListClusters", "{}").status(), is(200));
    }

    @Test
    public void moreKeysCanBeRegisteredAndRevoked() {
        sandbox.accessKey("AKIASECOND", "second");
        assertThat(with("AKIASECOND", "second", null).call("ListClusters", "{}").status(), is(200));
        sandbox.revokeAccessKey("AKIASECOND");
        assertThat(
                with("AKIASECOND", "second", null).call("ListClusters", "{}").error(),
                is("UnrecognizedClientException"));
    }

    @Test
    public void theCallerIsKnown() {
        assertThat(
                client.query("Action=GetCallerIdentity&Version=2011-06-15").text(),
                containsString("<Arn>arn:aws:iam::123456789012:user/sandbox</Arn>"));
    }

    @Test
    public void anAssumedRoleWorksInItsAccountUntilItExpires() {
        SandboxClient role = assume(client, "arn:aws:iam::999999999999:role/deploy");
        assertThat(
                role.query("Action=GetCallerIdentity&Version=2011-06-15").text(),
                containsString("arn:aws:sts::999999999999:assumed-role/deploy/build-7"));
        assertThat(
                role.ok("CreateCluster", "{'clusterName':'other'}")
                        .path("cluster")
                        .path("clusterArn")
                        .asText(),
                is("arn:aws:ecs:eu-central-1:999999999999:cluster/other"));
        assertThat(
                client.call("DescribeServices", "{'cluster':'other','services':['a']}")
                        .error(),
                is("ClusterNotFoundException"));
        pass(899);
        assertThat(role.call("ListClusters", "{}").status(), is(200));
        pass(1);
        assertThat(role.call("ListClusters", "{}").error(), is("ExpiredTokenException"));
    }

    @Test
    public void aChainOfRolesIsLimitedToAnHour() {
        SandboxClient role = assume(client, "arn:aws:iam::999999999999:role/first");
        Answer refused = role.query("Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/second"
                + "&RoleSessionName=build-7&DurationSeconds=7200");
        assertThat(refused.status(), is(400));
        assertThat(refused.text(), containsString("1 hour session limit for roles assumed by role chaining"));
    }

    @Test
    public void aRoleThatMayNotBeAssumedIsRefused() {
        sandbox.deny("sts:AssumeRole");
        Answer refused = client.query("Action=AssumeRole&Version=2011-06-15"
                + "&RoleArn=arn:aws:iam::999999999999:role/deploy&RoleSessionName=build-7");
        assertThat(refused.status(), is(403));
        assertThat(refused.text(), containsString("<Code>AccessDenied</Code>"));
        assertThat(refused.text(), containsString("sts:AssumeRole on resource: arn:aws:iam::999999999999:role/deploy"));
    }

    @Test
    public void aSessionTokenMustBeSent() {
        String answer = client.query("Action=AssumeRole&Version=2011-06-15"
                        + "&RoleArn=arn:aws:iam::999999999999:role/deploy&RoleSessionName=build-7")
                .text();
        assertThat(
                with(element(answer, "AccessKeyId"), element(answer, "SecretAccessKey"), null)
                        .call("ListClusters", "{}")
                        .error(),
                is("UnrecognizedClientException"));
    }

    private SandboxClient assume(SandboxClient who, String role) {
        String answer = who.query("Action=AssumeRole&Version=2011-06-15&RoleArn=" + role
                        + "&RoleSessionName=build-7&DurationSeconds=900")
                .text();
        return with(
                element(answer, "AccessKeyId"), element(answer, "SecretAccessKey"), element(answer, "SessionToken"));
    }

    private static String element(String xml, String name) {
        return xml.substring(xml.indexOf("<" + name + ">") + name.length() + 2, xml.indexOf("</" + name + ">"));
    }
}
