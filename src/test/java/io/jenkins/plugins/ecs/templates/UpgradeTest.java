package io.jenkins.plugins.ecs.templates;

import static io.jenkins.plugins.ecs.templates.Drafts.parameter;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What a release keeps of the file of a team, and what a newer version of its template would change with it. */
public class UpgradeTest {

    private static final String FILE = """
            service: shop-api
            template: web@1.2.0
            path: standard
            owner: team-shop
            parameters: {port: 9090, size: 512/1024}
            variables: {LEVEL: plain-value-7}
            secrets: {DB: prod/db-secret}
            command: [run, --word=value-8]
            environments:
              production: {parameters: {tasks: 6}, variables: {LEVEL: other-value-9}}
            verify: [stableFor: {time: 10m}]
            """;

    private static TeamFile file(String text) {
        TeamFile.Reading reading = TeamFile.read(text);
        assertThat(reading.problems(), is(empty()));
        return reading.file();
    }

    private static TeamFile kept(String text) {
        return KeptTeamFile.read(KeptTeamFile.of(file(text))).orElseThrow();
    }

    private static List<String> texts(List<?> differences) {
        return differences.stream().map(Object::toString).toList();
    }

    @Test
    public void noValueIsKeptThatTheTemplateHasNoPlaceholderFor() {
        String kept = KeptTeamFile.of(file(FILE));
        assertThat(
                kept,
                is("{\"service\":\"shop-api\",\"template\":\"web@1.2.0\",\"path\":\"standard\",\"owner\":\"team-shop\","
                        + "\"parameters\":{\"port\":9090,\"size\":\"512/1024\"},"
                        + "\"variables\":{\"LEVEL\":\"not-kept\"},\"secrets\":{\"DB\":\"not-kept\"},"
                        + "\"command\":[\"not-kept\"],\"environments\":{\"production\":"
                        + "{\"parameters\":{\"tasks\":6},\"variables\":{\"LEVEL\":\"not-kept\"}}}}"));
    }

    @Test
    public void whatWasKeptIsTakenByTheTemplateThatTookTheFile() {
        Template template = new Drafts().template();
        assertThat(TeamFileChecks.problems(kept(FILE), template, List.of("staging", "production")), is(empty()));
    }

    @Test
    public void aNumberIsKeptAsItWasWritten() {
        assertThat(
                kept("service: x\ntemplate: web@1\nparameters: {version: 3.10, mode: 0755, port: 8080}\n")
                        .own()
                        .parameters()
                        .toString(),
                is("{version=3.10, mode=\"0755\", port=8080}"));
    }

    @Test
    public void ofALongFileAndOfADamagedOneNothingIsKnown() {
        String longest = "x".repeat(KeptTeamFile.LONGEST);
        assertThat(KeptTeamFile.of(file("service: x\ntemplate: web@1\nparameters: {a: " + longest + "}\n")), is(""));
        for (String damaged : new String[] {null, "", "{", "[]", "{\"service\":[]}", "{\"template\":\"web@1\"}"}) {
            assertThat(damaged, KeptTeamFile.read(damaged), is(Optional.empty()));
        }
    }

    @Test
    public void aFileWithWhatLooksLikeASecretIsNotKept() {
        String key = "AKIA" + "ABCDEFGHIJKLMNOP";
        assertThat(
                KeptTeamFile.of(file("service: x\ntemplate: web@1\nscaling: {min: 1, max: 2, note: " + key + "}\n")),
                is(""));
    }

    @Test
    public void aSecretOfTheBuildIsFoundWhereverItIs() {
        String kept =
                KeptTeamFile.of(file("service: x\ntemplate: web@1\nparameters: {list: [a, 'se\"cret'], m: {k: v}}\n"));
        assertThat(KeptTeamFile.holds(kept, text -> text.contains("se\"cret")), is(true));
        assertThat(KeptTeamFile.holds(kept, text -> text.equals("k")), is(true));
        assertThat(KeptTeamFile.holds(kept, text -> text.equals("other")), is(false));
        assertThat(KeptTeamFile.holds("", text -> true), is(false));
    }

    @Test
    public void theDifferenceOfBothVersionsIsShownWithTheValuesOfTheEnvironment() {
        Drafts next = new Drafts();
        next.version = "1.3.0";
        next.taskDefinition = Drafts.TASK.replace("GREETING, value: \"Hello", "GREETING, value: \"Good day")
                + "    stopTimeout: 30\n";
        next.serviceDefinition = Drafts.SERVICE + "enableExecuteCommand: true\n";
        Upgrade upgrade = Upgrade.of(new Drafts().template(), next.template(), kept(FILE), "production");
        assertThat(upgrade.problem(), is(""));
        assertThat(
                texts(upgrade.taskDefinition()),
                contains(
                        "containerDefinitions[app].environment[GREETING].value: Hello shop-api on 9090 -> Good day shop-api"
                                + " on 9090",
                        "containerDefinitions[app].stopTimeout: added 30"));
        assertThat(texts(upgrade.service()), contains("enableExecuteCommand: added true"));
    }

    @Test
    public void aParameterThatTheTemplateUsesInAnotherPlaceIsADifferenceOfItsValue() {
        Drafts next = new Drafts();
        next.version = "2.0.0";
        next.serviceDefinition =
                Drafts.SERVICE.replace("\"{{ tasks }}\"", "10") + "tags: [{key: size, value: \"{{ tasks }}\"}]\n";
        Upgrade production = Upgrade.of(new Drafts().template(), next.template(), kept(FILE), "production");
        Upgrade staging = Upgrade.of(new Drafts().template(), next.template(), kept(FILE), "staging");
        assertThat(texts(production.service()), contains("desiredCount: 6 -> 10", "tags[size]: added 6"));
        assertThat(texts(staging.service()), contains("desiredCount: 2 -> 10", "tags[size]: added 2"));
    }

    @Test
    public void secretsAreMaskedAndLookUpsAreComparedAsTheyAreWritten() {
        Drafts before = new Drafts();
        before.taskDefinition = Drafts.TASK + "executionRoleArn: ${cfn:base.Role}\n";
        Drafts next = new Drafts();
        next.version = "1.3.0";
        next.taskDefinition =
                Drafts.TASK.replace("{name: PORT,", "{name: API_TOKEN, value: \"t-{{ port }}\"}\n      - {name: PORT,")
                        + "executionRoleArn: ${cfn:base.NewRole}\n";
        next.serviceDefinition = Drafts.SERVICE.replace("\"{{ subnets }}\"", "[\"${cfn:net.Subnet}\"]");
        next.parameters.removeIf(each -> each.name().equals("subnets"));
        Upgrade upgrade = Upgrade.of(before.template(), next.template(), kept(FILE), "staging");
        assertThat(
                texts(upgrade.taskDefinition()), hasItem("executionRoleArn: ${cfn:base.Role} -> ${cfn:base.NewRole}"));
        assertThat(texts(upgrade.taskDefinition()).toString(), not(containsString("t-9090")));
        assertThat(texts(upgrade.taskDefinition()).toString(), containsString("API_TOKEN"));
        assertThat(texts(upgrade.service()).toString(), containsString("${cfn:net.Subnet}"));
    }

    @Test
    public void whatTheNewVersionDoesNotTakeIsSaidWithTheNameOfTheField() {
        Drafts next = new Drafts();
        next.version = "2.0.0";
        next.open = List.of("variables");
        next.parameters.add(parameter("team", "string").example("shop").with(null));
        next.taskDefinition = Drafts.TASK + "    user: \"{{ team }}\"\n";
        List<String> problems = TeamFileChecks.problems(kept(FILE), next.template(), List.of("staging", "production"));
        assertThat(problems.toString(), containsString("secrets: "));
        assertThat(problems.toString(), containsString("command: "));
        assertThat(problems.toString(), containsString("team"));
        assertThat("no place in a file that is not there", problems.toString(), not(containsString("line ")));
        Upgrade upgrade = Upgrade.of(new Drafts().template(), next.template(), kept(FILE), "staging");
        assertThat(
                "its example", texts(upgrade.taskDefinition()), contains("containerDefinitions[app].user: added shop"));
    }

    @Test
    public void aValueThatTheNewVersionRefusesIsAProblemAndNoDifference() {
        Drafts next = new Drafts();
        next.version = "2.0.0";
        next.parameters.set(0, parameter("port", "integer").range(1024, 9000).with("8080"));
        Upgrade upgrade = Upgrade.of(new Drafts().template(), next.template(), kept(FILE), "staging");
        assertThat(upgrade.problem(), containsString("9090"));
        assertThat(upgrade.taskDefinition(), is(empty()));
    }

    @Test
    public void withoutValuesTheDefaultsCount() {
        Drafts next = new Drafts();
        next.version = "1.3.0";
        next.taskDefinition = Drafts.TASK.replace("on {{ port }}", "at {{ port }}");
        Template used = new Drafts().template();
        Upgrade upgrade = Upgrade.of(used, next.template(), Upgrade.withoutValues("mails", used), "staging");
        assertThat(
                texts(upgrade.taskDefinition()),
                contains(
                        "containerDefinitions[app].environment[GREETING].value: Hello mails on 8080 -> Hello mails at 8080"));
    }

    @Test
    public void theLineIsTheOneThatTakesTheNewestVersion() {
        Drafts next = new Drafts();
        next.version = "1.3.0";
        Template minor = next.template();
        next.version = "2.0.0";
        Template major = next.template();
        next.version = "3.0.0-rc.1";
        Template candidate = next.template();
        assertThat(Upgrade.line(ref("web@1.2.0"), minor), is("template: web@1.3.0"));
        assertThat("the next release takes it", Upgrade.line(ref("web@1"), minor), is(""));
        assertThat(Upgrade.line(ref("web@1"), major), is("template: web@2"));
        assertThat(Upgrade.line(ref("web@1.2.0"), major), is("template: web@2.0.0"));
        assertThat(Upgrade.line(ref("web@1"), candidate), is("template: web@3.0.0-rc.1"));
        assertThat(Upgrade.line(null, major), is("template: web@2"));
    }

    private static TemplateRef ref(String text) {
        return TemplateRef.parse(text).orElseThrow();
    }
}
