package io.jenkins.plugins.ecs.lookups;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import org.junit.Test;

/** Values in a state of Terraform by their addresses. */
public class TerraformStateTest {

    private static final String STATE = """
            {"version": 4, "serial": 7, "outputs": {
               "image": {"value": "shop/api", "type": "string"},
               "account": {"value": "123456789012", "type": "string", "sensitive": true},
               "subnets": {"value": ["a", "b"]}, "share": {"value": 3.10}, "on": {"value": true}, "none": {"value": null}},
             "resources": [
              {"mode": "managed", "type": "aws_vpc", "name": "main", "instances": [{"attributes":
                 {"id": "vpc-1", "tags": {"a.b": "dotted"}, "password": "hunter2", "nested": [{"key": "k"}]},
                 "sensitive_attributes": [[{"type": "get_attr", "value": "password"}],
                   [{"type": "get_attr", "value": "nested"}, {"type": "index", "value": {"value": 0, "type": "number"}}]]}]},
              {"mode": "data", "type": "aws_caller_identity", "name": "current",
                 "instances": [{"attributes": {"account_id": "210987654321"}}]},
              {"module": "module.a[\\"x.y\\"]", "mode": "managed", "type": "aws_x", "name": "z",
                 "instances": [{"index_key": 0, "attributes": {"tags": {"a.b": "deep"}}}]},
              {"module": "module.net", "mode": "managed", "type": "aws_subnet", "name": "a", "instances": [
                 {"index_key": "eu-central-1a", "attributes": {"arn": "arn-a"}},
                 {"index_key": "old", "deposed": "00aa", "attributes": {"arn": "gone"}}]}]}
            """;

    @Test
    public void addressesAreParsedAndNotSplit() {
        String[][] table = {
            {"output.image", "shop/api"},
            {"output.subnets[1]", "b"},
            {"output.share", "3.10"},
            {"output.on", "true"},
            {"aws_vpc.main.id", "vpc-1"},
            {"aws_vpc.main.tags[\"a.b\"]", "dotted"},
            {"data.aws_caller_identity.current.account_id", "210987654321"},
            {"module.a[\"x.y\"].aws_x.z[0].tags[\"a.b\"]", "deep"},
            {"module.net.aws_subnet.a[\"eu-central-1a\"].arn", "arn-a"},
        };
        for (String[] row : table) {
            FoundValue found = values(STATE, row[0]).get(lookup(row[0]));
            assertThat(row[0] + " " + values(STATE, row[0]).problem(lookup(row[0])), found != null, is(true));
            assertThat(row[0], found.value(), is(row[1]));
            assertThat(row[0], found.isSensitive(), is(false));
        }
    }

    @Test
    public void sensitiveValuesAreMarked() {
        for (String address : new String[] {"output.account", "aws_vpc.main.password", "aws_vpc.main.nested[0].key"}) {
            assertThat(address, values(STATE, address).get(lookup(address)).isSensitive(), is(true));
        }
    }

    @Test
    public void whatIsNotThereIsNamedWithWhatIs() {
        problem("output.img", true, "the state has no output 'img'. It has image, account, subnets, share, on, none.");
        problem("output.none", true, "there is no 'value' at this address.");
        problem("output.subnets", false, "this is a list. Name one of its items");
        problem("aws_vpc.main.tags", false, "this is a map. Name one of its members. It has a.b.");
        problem("aws_vpc.other.id", true, "the state has no resource aws_vpc.other.");
        problem("module.x.aws_vpc.main.id", true, "the state has no resource module.x.aws_vpc.main.");
        problem("aws_vpc.main.arn", true, "there is no 'arn' at this address.");
        problem("aws_vpc.main[0].id", true, "aws_vpc.main has only one instance. Remove the index.");
        problem(
                "module.net.aws_subnet.a.arn",
                true,
                "has the instances [\"eu-central-1a\"], [\"old\"]. Name one of them.");
        problem("module.net.aws_subnet.a[\"old\"].arn", false, "is about to be destroyed (deposed).");
    }

    private static void problem(String address, boolean isMissing, String text) {
        LookupProblem problem = values(STATE, address).problem(lookup(address));
        assertThat(address, problem != null, is(true));
        assertThat(problem.text(), containsString(text));
        assertThat(address, problem.isMissing(), is(isMissing));
    }

    @Test
    public void otherFormsAreRefusedWithoutTheirText() {
        String[][] table = {
            {"{\"version\": 3, \"modules\": [\"hunter2\"]}", "the state of Terraform has version 3; only version 4"},
            {"{\"meta\": {}, \"encrypted_data\": \"hunter2\"}", "the state is encrypted by OpenTofu."},
            {"hunter2 {", "the state of Terraform is not JSON."},
            {"", "is neither a state"},
            {"[]", "is neither a state"},
            {"{}", "is neither a state"},
            {"{\"a\": {\"hunter2\": 1}}", "is neither a state"},
            {" ".repeat(TerraformState.MOST_BYTES) + "{}", "the limit is 10485760. Pass the output of"},
        };
        for (String[] row : table) {
            String problem =
                    values(row[0], "output.a").problem(lookup("output.a")).text();
            assertThat(problem, containsString(row[1]));
            assertThat(problem, not(containsString("hunter2")));
        }
    }

    @Test
    public void theOutputOfTerraformIsAccepted() {
        String outputs = "{\"image\": {\"sensitive\": false, \"type\": \"string\", \"value\": \"shop/api\"},"
                + " \"version\": {\"sensitive\": true, \"type\": \"string\", \"value\": \"7\"}}";

        assertThat(values(outputs, "output.image").get(lookup("output.image")).value(), is("shop/api"));
        assertThat(
                values(outputs, "output.version").get(lookup("output.version")).isSensitive(), is(true));
        assertThat(
                values(outputs, "aws_vpc.main.id")
                        .problem(lookup("aws_vpc.main.id"))
                        .text(),
                containsString("has outputs only"));
    }

    private static LookupValues values(String state, String address) {
        return TerraformState.values(state, List.of(lookup(address)));
    }

    private static Lookup lookup(String address) {
        return new Lookup(LookupSource.TFSTATE, address);
    }
}
