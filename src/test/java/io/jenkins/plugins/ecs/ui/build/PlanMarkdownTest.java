package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

/** The plan of a dry run as a check of a commit, whole texts. */
public class PlanMarkdownTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final Plan PLAN = new Plan(
                    List.of("containerDefinitions[app].image: repo/api:1.0.0 -> repo/api:2.0.0", "cpu: 256 -> 512"),
                    List.of("taskDefinition: api:1 -> a new revision of api", "desiredCount: 2 -> 4"),
                    true,
                    List.of("taskDefinition changes"),
                    Map.of("app", DIGEST))
            .withTasks(List.of("run the task before the deployment: rake db:migrate"));

    private static CheckRunView check(Plan plan) {
        Outcomes outcomes = Outcomes.dryRun("prod", "api").planned(plan);
        return CheckRunView.of(new DeploymentView("id", outcomes.outcome(), outcomes.details(), Outcomes.T0 + 90_000));
    }

    private static RuleResults refused(String... refusals) {
        return RuleResults.of(new Judgement(List.of(refusals), List.of(), List.of("too many tasks"), Map.of(), false));
    }

    @Test
    public void itIsComplete() {
        CheckRunView check = check(PLAN);

        assertThat(check.name(), is("ECS plan of prod/api in eu-central-1"));
        assertThat(check.title(), is("planned 2.0.0"));
        assertThat(check.conclusion(), is(CheckRunView.Conclusion.NEUTRAL));
        assertThat(check.summary(), is("""
                        ```text
                        This would start a deployment: taskDefinition changes
                        ```
                        """));
        assertThat(check.text(), is("""
                        ### Changes of the service

                        ```text
                        taskDefinition: api:1 -> a new revision of api
                        desiredCount: 2 -> 4
                        ```

                        ### Digests of the images

                        * ` app `: ` DIGEST `

                        ### Tasks before and after the deployment

                        ```text
                        run the task before the deployment: rake db:migrate
                        ```

                        ### Details

                        * ` Service `: ` prod/api in eu-central-1 `
                        * ` Version `: ` 2.0.0 `
                        * ` Previous task definition `: ` api:1 `
                        * ` Started `: ` 2023-11-14 22:13:20 UTC `
                        * ` Duration `: ` 1 min `
                        * ` Image of app `: ` repo/api:2.0.0 `

                        ### Changes of the task definition

                        ```text
                        containerDefinitions[app].image: repo/api:1.0.0 -> repo/api:2.0.0
                        cpu: 256 -> 512
                        ```
                        """.replace("DIGEST", DIGEST)));
    }

    @Test
    public void whatTheRulesRefuseComesFirstAndFailsTheCheck() {
        CheckRunView check = check(PLAN.withRules(refused("image repo/api:2.0.0 is not allowed", "no target is set")));

        assertThat(check.conclusion(), is(CheckRunView.Conclusion.FAILURE));
        assertThat(check.title(), is("planned 2.0.0, refused by rules"));
        assertThat(check.summary(), is("""
                        ```text
                        This would start a deployment: taskDefinition changes
                        2 rules refuse it
                        ```
                        """));
        assertThat(check.text().substring(0, check.text().indexOf("### Changes of the service")), is("""
                        ### Rules that refuse it

                        ```text
                        image repo/api:2.0.0 is not allowed
                        no target is set
                        ```

                        ### Rules that warn

                        ```text
                        too many tasks
                        ```

                        """));
    }

    @Test
    public void aRuleThatOnlyWarnsFailsNoCheck() {
        CheckRunView check = check(PLAN.withRules(refused()));

        assertThat(check.conclusion(), is(CheckRunView.Conclusion.NEUTRAL));
        assertThat(check.title(), is("planned 2.0.0"));
        assertThat(check.summary(), containsString("The rules allow it\n"));
    }

    @Test
    public void aPlanWithoutChangesSaysSo() {
        CheckRunView check =
                check(new Plan(List.of(), List.of(), false, List.of("nothing changes"), Map.of("app", DIGEST)));

        assertThat(check.summary(), containsString("This would start no deployment: nothing changes\n"));
        assertThat(check.text(), containsString("### Changes of the task definition\n\n```text\nnone\n```\n"));
        assertThat(check.text(), not(containsString("### Changes of the service")));
    }

    @Test
    public void theCheckOfAPlanHasItsNameFromTheBeginning() {
        Outcomes begun = Outcomes.dryRun("prod", "api");
        CheckRunView check =
                CheckRunView.of(new DeploymentView("id", begun.outcome(), begun.details(), Outcomes.T0 + 1));

        assertThat(check.name(), is("ECS plan of prod/api in eu-central-1"));
        assertThat(check.progress(), is(CheckRunView.Progress.IN_PROGRESS));
    }

    @Test
    public void whatDoesNotFitIsCounted() {
        List<String> many = IntStream.range(0, 5_000)
                .mapToObj(i -> "environment[V" + i + "]: ä -> €\uD83D\uDE00")
                .toList();
        CheckRunView check = check(new Plan(many, many, true, List.of("taskDefinition changes"), Map.of("app", DIGEST))
                .withRules(refused("no target is set")));

        int bytes = check.text().getBytes(StandardCharsets.UTF_8).length;
        assertThat(bytes, lessThanOrEqualTo(65_535));
        assertThat("the room is used", bytes, greaterThan(51_000));
        long shown = check.text()
                .lines()
                .filter(line -> line.startsWith("environment["))
                .count();
        assertThat(check.text(), containsString("… and " + (5_000 - shown) + " more, on the page of the build\n```\n"));
        assertThat(
                "no part is left out without a word",
                check.text(),
                containsString(
                        "### Changes of the task definition\n\n```text\n… and 5000 more, on the page of the build"));
        assertThat(check.text(), containsString("### Details\n\n* … and 6 more, on the page of the build\n"));
        assertThat(check.text(), containsString("no target is set"));
    }

    @Test
    public void noTextOfAPlanIsMoreThanCode() {
        String hostile = "```\n@everyone [x](javascript:alert(1)) ![p](https://evil.example/p.png) <b> `` \u202e";
        Plan plan = new Plan(List.of(hostile), List.of(hostile), true, List.of(hostile), Map.of(hostile, hostile))
                .withTasks(List.of(hostile))
                .withRules(refused(hostile));
        CheckRunView check = check(plan);

        for (String markdown : List.of(check.summary(), check.text())) {
            String bare = CheckRunViewTest.outsideOfCode(markdown);
            for (String mark : List.of("@", "<", "[", "!", "evil")) {
                assertThat(bare, not(containsString(mark)));
            }
            assertThat(markdown, not(containsString("\u202e")));
        }
    }
}
