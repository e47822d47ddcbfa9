package io.jenkins.plugins.ecs.lookups;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Test;

/** Look-ups against the emulated services: calls, and what their answers mean. */
public class LookupReaderTest {

    private static final String REGION = "eu-central-1";
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";
    private static final String STATE = "{\"version\": 4, \"outputs\": {\"a\": {\"value\": \"1\"}}, \"resources\": []}";

    private final EcsSandbox sandbox = EcsSandbox.start();
    private final AwsConnection aws = SandboxHttp.connection(sandbox, REGION);

    @After
    public void close() {
        aws.close();
        sandbox.close();
    }

    @Test
    public void tenParametersAreReadWithOneCall() {
        List<String> names = IntStream.range(0, 12).mapToObj(i -> "ssm:/p" + i).toList();
        names.stream()
                .filter(name -> !name.endsWith("p7"))
                .forEach(name -> sandbox.parameter(name.substring(4), "String", name));

        LookupValues values = read(null, names.toArray(String[]::new));

        assertThat(sandbox.calls("GetParameters").size(), is(2));
        assertThat(problem(values, "ssm:/p7"), is("there is no parameter '/p7' in eu-central-1."));
        assertThat(values.problem(lookup("ssm:/p7")).isMissing(), is(true));
        assertThat(value(values, "ssm:/p11"), is("ssm:/p11"));
    }

    @Test
    public void secretsThatAwsManagesHaveAnExclamationMark() {
        LookupValues values = read(null, "secret:rds!db-1", "secret:" + SECRET + "rds!db-1-AbCdEf:password");

        assertThat(problem(values, "secret:rds!db-1"), is("there is no secret 'rds!db-1' in eu-central-1."));
        assertThat(
                LookupText.parse("${secret:rds!db-1:password}").parts().get(0).isWrong(), is(false));
    }

    @Test
    public void versionsItemsAndArnsNameOneParameter() {
        sandbox.parameter("/a", "String", "old").parameter("/a", "String", "new");
        sandbox.parameter("/l", "StringList", "x,y");
        String arn = "arn:aws:ssm:eu-central-1:123456789012:parameter/a";

        LookupValues values = read(
                null, "ssm:/a", "ssm:/a:1", "ssm:/a:9", "ssm:/l[0]", "ssm:/l[1]", "ssm:" + arn, "ssm:" + arn + ":1");

        assertThat(value(values, "ssm:/a"), is("new"));
        assertThat(values.get(lookup("ssm:/a")).version(), is("version 2"));
        assertThat(value(values, "ssm:/a:1"), is("old"));
        assertThat(problem(values, "ssm:/a:9"), containsString("there is no parameter '/a:9'"));
        assertThat(values.get(lookup("ssm:/l[1]")).isList(), is(true));
        assertThat(value(values, "ssm:" + arn), is("new"));
        assertThat(value(values, "ssm:" + arn + ":1"), is("old"));
    }

    @Test
    public void anEncryptedParameterIsNeverDecrypted() {
        sandbox.parameter("/prod/password", "SecureString", "hunter2");

        FoundValue found = read(null, "ssm:/prod/password").get(lookup("ssm:/prod/password"));

        assertThat(found.value(), is(nullValue()));
        assertThat(found.reference(), is("arn:aws:ssm:eu-central-1:123456789012:parameter/prod/password"));
        assertThat(
                sandbox.calls("GetParameters")
                        .get(0)
                        .request()
                        .path("WithDecryption")
                        .asBoolean(),
                is(false));
    }

    @Test
    public void aSecretIsDescribedOnceAndNeverRead() {
        sandbox.secret("prod/db", SECRET + "prod/db-AbCdEf");

        LookupValues values =
                read(null, "secret:prod/db", "secret:prod/db:password", "secret:" + SECRET + "prod/db-AbCdEf");

        assertThat(values.get(lookup("secret:prod/db")).reference(), is(SECRET + "prod/db-AbCdEf"));
        assertThat(values.get(lookup("secret:prod/db:password")).reference(), is(SECRET + "prod/db-AbCdEf"));
        assertThat(sandbox.calls("DescribeSecret").size(), is(2));
        assertThat(sandbox.calls("GetSecretValue").size(), is(0));
    }

    @Test
    public void secretsThatTasksCouldNotReadAreRefused() {
        sandbox.secret("old", SECRET + "old-AbCdEf").deleteSecret("old");
        // The ARN of one secret as a part of another's.
        sandbox.secret("db-AbCdEf", SECRET + "db-AbCdEf-XyZ123");

        LookupValues values = read(null, "secret:none", "secret:old", "secret:" + SECRET + "db-AbCdEf");

        assertThat(problem(values, "secret:none"), is("there is no secret 'none' in eu-central-1."));
        assertThat(problem(values, "secret:old"), containsString("is scheduled for deletion"));
        assertThat(
                problem(values, "secret:" + SECRET + "db-AbCdEf"),
                containsString("is not the full ARN of a secret; it was taken for " + SECRET + "db-AbCdEf-XyZ123"));
    }

    @Test
    public void whatIsDeniedNamesTheAction() {
        sandbox.secret("db", SECRET + "db-AbCdEf");
        sandbox.stack("net", "CREATE_COMPLETE", Map.of("A", "1"));
        sandbox.object(REGION, "states", "prod", STATE);
        for (String action : List.of(
                "secretsmanager:DescribeSecret",
                "ssm:GetParameters",
                "cloudformation:DescribeStacks",
                "s3:GetObject")) {
            sandbox.deny(action);
        }

        LookupValues values = read("s3://states/prod", "secret:db", "ssm:/a", "cfn:net.A", "tfstate:output.a");

        String denied = "access denied: these credentials are not authorized to perform ";
        assertThat(problem(values, "secret:db"), containsString(denied + "secretsmanager:DescribeSecret"));
        assertThat(problem(values, "ssm:/a"), containsString(denied + "ssm:GetParameters"));
        assertThat(problem(values, "cfn:net.A"), containsString(denied + "cloudformation:DescribeStacks"));
        assertThat(problem(values, "tfstate:output.a"), containsString(denied + "s3:GetObject"));
        assertThat(values.problem(lookup("ssm:/a")).isMissing(), is(false));
    }

    @Test
    public void aStackIsReadOnceAndOnlyInAGoodState() {
        sandbox.stack("net", "UPDATE_COMPLETE", Map.of("Vpc", "vpc-1", "vpc", "vpc-2"));
        sandbox.stack("busy", "UPDATE_IN_PROGRESS", Map.of("A", "1"));
        sandbox.stack("tidy", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", Map.of("A", "1"));
        sandbox.stack("failed", "ROLLBACK_COMPLETE", Map.of("A", "1"));
        sandbox.stack("back", "UPDATE_ROLLBACK_COMPLETE", Map.of("A", "1"));

        LookupValues values = read(
                null,
                "cfn:net.Vpc",
                "cfn:net.vpc",
                "cfn:net.VPC",
                "cfn:none.A",
                "cfn:busy.A",
                "cfn:tidy.A",
                "cfn:failed.A",
                "cfn:back.A");

        assertThat(value(values, "cfn:net.Vpc"), is("vpc-1"));
        assertThat(value(values, "cfn:net.vpc"), is("vpc-2"));
        assertThat(problem(values, "cfn:net.VPC"), is("the stack 'net' has no output 'VPC'. It has Vpc, vpc."));
        assertThat(problem(values, "cfn:none.A"), is("there is no stack 'none' in eu-central-1."));
        assertThat(problem(values, "cfn:busy.A"), containsString("is UPDATE_IN_PROGRESS, so its outputs may be those"));
        assertThat(value(values, "cfn:tidy.A"), is("1"));
        assertThat(problem(values, "cfn:failed.A"), containsString("is ROLLBACK_COMPLETE"));
        assertThat(value(values, "cfn:back.A"), is("1"));
        assertThat(sandbox.calls("DescribeStacks").size(), is(6));
        assertThat(
                sandbox.calls("DescribeStacks").stream()
                        .allMatch(call -> call.request().hasNonNull("StackName")),
                is(true));
    }

    @Test
    public void aStateInAnotherRegionIsFollowedOnce() {
        sandbox.object("us-east-1", "states", "env:/prod/terraform.tfstate", STATE);

        LookupValues values = read("s3://states/env:/prod/terraform.tfstate", "tfstate:output.a", "tfstate:output.b");

        assertThat(value(values, "tfstate:output.a"), is("1"));
        assertThat(values.get(lookup("tfstate:output.a")).version(), containsString("version v"));
        assertThat(problem(values, "tfstate:output.b"), containsString("the state has no output 'b'"));
        assertThat(sandbox.calls("GetObject").size(), is(2));
        assertThat(
                sandbox.calls("GetObject").stream().map(call -> call.region()).toList(),
                is(List.of(REGION, "us-east-1")));
    }

    @Test
    public void statesThatCannotBeReadAreRefused() {
        sandbox.object(REGION, "states", "other", STATE);
        sandbox.object(REGION, "states", "large", " ".repeat(TerraformState.MOST_BYTES + 1));

        assertThat(
                problem(read(null, "tfstate:output.a"), "tfstate:output.a"), containsString("the step has no state"));
        assertThat(
                problem(read("s3://states/none", "tfstate:output.a"), "tfstate:output.a"),
                containsString("there is no object s3://states/none"));
        assertThat(
                problem(read("s3://nobody/x", "tfstate:output.a"), "tfstate:output.a"), containsString("NoSuchBucket"));
        assertThat(
                problem(read("s3://states/large", "tfstate:output.a"), "tfstate:output.a"),
                containsString("has 10485761 bytes; the limit is 10485760"));
    }

    @Test
    public void theSameIsReadOnce() {
        sandbox.parameter("/a", "String", "1");
        String[] same = new String[30];
        Arrays.fill(same, "ssm:/a");

        read(null, same);

        assertThat(sandbox.calls("GetParameters").size(), is(1));
    }

    @Test
    public void whatMayPassIsNoProblemOfALookup() {
        sandbox.faults().on("GetParameters").throttle();

        AwsFailure failure = assertThrows(AwsFailure.class, () -> read(null, "ssm:/a"));

        assertThat(failure.kind(), is(AwsFailure.Kind.THROTTLED));
    }

    private LookupValues read(String state, String... keys) {
        return new LookupReader(aws, REGION, state)
                .read(Arrays.stream(keys).map(LookupReaderTest::lookup).collect(Collectors.toList()));
    }

    private static Lookup lookup(String key) {
        String[] parts = key.split(":", 2);
        return new Lookup(LookupSource.of(parts[0]).orElseThrow(), parts[1]);
    }

    private static String value(LookupValues values, String key) {
        assertThat(key + " " + values.problem(lookup(key)), values.get(lookup(key)) != null, is(true));
        return values.get(lookup(key)).value();
    }

    private static String problem(LookupValues values, String key) {
        assertThat(key + " " + values.get(lookup(key)), values.problem(lookup(key)) != null, is(true));
        return values.problem(lookup(key)).text();
    }
}
