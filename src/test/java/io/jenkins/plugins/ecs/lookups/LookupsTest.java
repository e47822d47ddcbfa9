package io.jenkins.plugins.ecs.lookups;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.taskdef.DefinitionText;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import java.util.Map;
import org.junit.Test;

/** Look-ups in a parsed definition: which are refused, where, and what takes their place. */
public class LookupsTest {

    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-AbCdEf";
    private static final String PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/prod/x";

    @Test
    public void whatIsNotWellWrittenIsNamedWithItsPlace() {
        Map<String, String> table = Map.ofEntries(
                Map.entry("${ssm:/a", "Task definition, line 1, column 4 (a): The look-up ${ssm:/a has no '}'."),
                Map.entry("${env:}", "The look-up ${env:} names nothing. Use the form ${env:NAME}"),
                Map.entry("${env::-x}", "names nothing"),
                Map.entry(
                        "${cfn:Output}", "The name in ${cfn:Output} cannot be read. Use the form ${cfn:stack.Output}"),
                Map.entry("${cfn:.Output}", "cannot be read"),
                Map.entry("${cfn:stack.}", "cannot be read"),
                Map.entry("${ssm:a b}", "Use the form ${ssm:/path/name}, with ':version' or '[index]'"),
                Map.entry("${ssm:/a[x]}", "cannot be read"),
                Map.entry("${secret:a b}", "Use the form ${secret:name}"),
                Map.entry("${secret:a:b:c:d:e}", "cannot be read"),
                Map.entry("${secret:arn:aws:ssm:eu-central-1:1:x}", "cannot be read"),
                Map.entry("${tfstate:vpc}", "Use the form ${tfstate:output.name}"),
                Map.entry("${tfstate:aws_x.y[z].id}", "cannot be read"),
                Map.entry("${tfstate:output}", "cannot be read"));
        table.forEach((text, message) -> {
            TaskDefinitionException refused =
                    assertThrows(text, TaskDefinitionException.class, () -> Lookups.in(tree("a: '" + text + "'")));
            assertThat(text, refused.getMessage(), containsString(message));
        });
    }

    @Test
    public void everyProblemIsInOneMessageWithItsPlace() {
        LookupValues values = LookupValues.NONE
                .with(new Lookup(LookupSource.ENV, "A"), LookupProblem.missing("there is no A."))
                .with(new Lookup(LookupSource.SSM, "/b"), LookupProblem.of("access denied."));

        TaskDefinitionException refused = assertThrows(
                TaskDefinitionException.class,
                () -> Lookups.replace(tree("x: ${env:A}\ny:\n- z: 'a ${ssm:/b:-c}'\n- ${env:C}"), values));

        assertThat(
                refused.getMessage().lines().toList(),
                contains(
                        "Task definition, line 1, column 4 (x): ${env:A}: there is no A.",
                        "Task definition, line 3, column 6 (y[0].z): ${ssm:/b}: access denied.",
                        "Task definition, line 4, column 3 (y[1]): ${env:C} was not looked up."));
    }

    @Test
    public void aDefaultAppliesOnlyToWhatDoesNotExist() {
        LookupValues values = LookupValues.NONE
                .with(new Lookup(LookupSource.ENV, "A"), LookupProblem.missing("none"))
                .with(new Lookup(LookupSource.ENV, "B"), FoundValue.of("found"));

        assertThat(replaced("${env:A:-x}${env:A:-}${env:B:-y}", values), is("xfound"));
    }

    @Test
    public void whatWasLookedUpStaysText() {
        for (String value : new String[] {"a\"b", "a\nb", "${env:A}", "${ssm:/x}", "{{ x }}", "$${env:A}", "}", "\\"}) {
            LookupValues values = LookupValues.NONE.with(new Lookup(LookupSource.ENV, "A"), FoundValue.of(value));
            assertThat(replaced("<${env:A}>", values), is("<" + value + ">"));
        }
    }

    @Test
    public void otherTextsStayAsTheyAre() {
        for (String text :
                new String[] {"${HOME}", "$env:A", "${TAG:-latest}", "${ENV:A}", "#{env:A}", "a", "${", "$$"}) {
            assertThat(replaced(text, LookupValues.NONE), is(text));
        }
        assertThat(replaced("$${env:A} $${ssm:/x", LookupValues.NONE), is("${env:A} ${ssm:/x"));
    }

    @Test
    public void aSecretIsItsArnWithWhatBelongsBehindIt() {
        String[][] table = {
            {"prod/db", SECRET},
            {"prod/db:password", SECRET + ":password::"},
            {"prod/db:password:AWSPREVIOUS", SECRET + ":password:AWSPREVIOUS:"},
            {"prod/db::AWSPREVIOUS", SECRET + "::AWSPREVIOUS:"},
            {"prod/db:password::", SECRET + ":password::"},
            {"prod/db:::v1", SECRET + ":::v1"},
            {SECRET + ":password", SECRET + ":password::"},
        };
        for (String[] row : table) {
            LookupValues values = LookupValues.NONE.with(
                    new Lookup(LookupSource.SECRET, row[0]), new FoundValue(SECRET, SECRET, false, false, ""));
            JsonNode root = replaced(tree("valueFrom: '${secret:" + row[0] + "}'"), values);
            assertThat(row[0], root.path("valueFrom").asText(), is(row[1]));
        }
    }

    @Test
    public void whatDoesNotFitItsPlaceIsRefused() {
        FoundValue text = new FoundValue("1", PARAMETER, false, false, "");
        FoundValue list = new FoundValue("a,b", PARAMETER, true, false, "");
        FoundValue encrypted = new FoundValue(null, PARAMETER, false, false, "");
        FoundValue secret = new FoundValue(SECRET, SECRET, false, false, "");
        refused("value: '${ssm:/x}'", encrypted, "it is a SecureString.");
        refused("value: '${ssm:/x}'", list, "it is a StringList. Name the item");
        refused("value: '${ssm:/x[2]}'", list, "the list has 2 items, so there is no item 2.");
        refused("value: '${ssm:/x[0]}'", text, "it is no StringList");
        refused("valueFrom: '${ssm:/x:3}'", text, "'valueFrom' takes the parameter as a whole.");
        refused("valueFrom: 'a${ssm:/x}'", text, "'valueFrom' is the ARN alone.");
        refused("valueFrom: '${secret:a}:x::'", secret, "'valueFrom' is the ARN alone.");
        refused("value: '${secret:a:key}'", secret, "json key and version are only for 'valueFrom'.");
        refused("value: '${env:A}'", FoundValue.of("x".repeat(20_000)), "its value has 20000 characters");
    }

    private static void refused(String yaml, FoundValue value, String message) {
        Lookup lookup = Lookups.in(tree(yaml)).iterator().next();
        TaskDefinitionException refused = assertThrows(
                yaml,
                TaskDefinitionException.class,
                () -> Lookups.replace(tree(yaml), LookupValues.NONE.with(lookup, value)));
        assertThat(refused.getMessage(), allOf(containsString("line 1"), containsString(message)));
    }

    @Test
    public void aParameterIsItsArnForASecretAndItsValueElsewhere() {
        LookupValues values = LookupValues.NONE
                .with(new Lookup(LookupSource.SSM, "/x"), new FoundValue(null, PARAMETER, false, false, ""))
                .with(new Lookup(LookupSource.SSM, "/l[1]"), new FoundValue("a,b", PARAMETER, true, false, ""));

        JsonNode root = replaced(tree("valueFrom: '${ssm:/x}'\nvalue: '${ssm:/l[1]}'"), values);

        assertThat(root.path("valueFrom").asText(), is(PARAMETER));
        assertThat(root.path("value").asText(), is("b"));
    }

    @Test
    public void secretsAreNotInTheLinesOfTheLog() {
        LookupValues values = LookupValues.NONE
                .with(new Lookup(LookupSource.SSM, "/prod/password"), FoundValue.of("hunter22"))
                .with(new Lookup(LookupSource.SSM, "/prod/cpu"), new FoundValue("512", null, false, false, "version 3"))
                .with(new Lookup(LookupSource.TFSTATE, "output.account"), FoundValue.sensitive("123456789012"))
                .with(new Lookup(LookupSource.SECRET, "prod/token"), new FoundValue(SECRET, SECRET, false, false, ""));

        assertThat(
                values.lines(),
                contains(
                        "secret:prod/token: " + SECRET,
                        "ssm:/prod/cpu: 512 (version 3)",
                        "ssm:/prod/password: ***",
                        "tfstate:output.account: ***"));
        assertThat(values.secrets(), contains("hunter22", "123456789012"));
    }

    private static SourceMappedTree tree(String yaml) {
        return DefinitionText.read(yaml, "Task definition");
    }

    private static JsonNode replaced(SourceMappedTree tree, LookupValues values) {
        Lookups.replace(tree, values);
        return tree.root();
    }

    private static String replaced(String text, LookupValues values) {
        String json = "{\"a\": \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        return replaced(tree(json), values).path("a").asText();
    }
}
