package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.release.PlannedRelease;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

/** The plan of a release as a check of a commit, whole texts. */
public class ReleasePlanMarkdownTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final Plan CHANGE = new Plan(
            List.of("containerDefinitions[app].image: repo/api:1.0.0 -> repo/api:2.0.0"),
            List.of("desiredCount: 2 -> 4"),
            true,
            List.of("taskDefinition changes"),
            Map.of("app", DIGEST));
    private static final Plan NO_CHANGE =
            new Plan(List.of(), List.of(), false, List.of("nothing changes"), Map.of("app", DIGEST));

    private static RuleResults refused(String... refusals) {
        return RuleResults.of(new Judgement(List.of(refusals), List.of()));
    }

    private static CheckRunView check(ReleaseOutcome outcome) {
        return CheckRunView.of(outcome);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    public void whatCouldNotBePlannedFailsTheCheck() {
        CheckRunView check = check(new PlannedRelease()
                .failed(PlannedRelease.staging(), Verdict.REFUSED, "REFUSED: staging/api: no such cluster")
                .planned(PlannedRelease.production(), CHANGE)
                .ended());

        assertThat(check.conclusion(), is(CheckRunView.Conclusion.FAILURE));
        assertThat(check.title(), is("no plan for 1 of 2 environments"));
        assertThat(check.summary(), startsWith("""
                        ```text
                        staging: It is not known what would change: REFUSED: staging/api: no such cluster
                        production: This would start a deployment: taskDefinition changes
                        """));
        assertThat(check.text(), startsWith("""
                        ## ` staging `

                        ### It is not known what would change

                        ```text
                        REFUSED: staging/api: no such cluster
                        ```

                        ## ` production `
                        """));
    }

    @Test
    public void whatTheRulesRefuseFailsTheCheck() {
        CheckRunView check = check(new PlannedRelease()
                .planned(PlannedRelease.staging(), CHANGE)
                .planned(PlannedRelease.production(), CHANGE.withRules(refused("digests are required")))
                .ended());

        assertThat(check.conclusion(), is(CheckRunView.Conclusion.FAILURE));
        assertThat(check.title(), is("planned, 2 of 2 environments would change, refused by rules"));
        assertThat(check.summary(), containsString("production: A rule refuses it\n"));
        assertThat(check.text(), containsString("### Rules that refuse it\n\n```text\ndigests are required\n```\n"));
    }

    @Test
    public void itIsComplete() {
        CheckRunView check = check(new PlannedRelease()
                .planned(PlannedRelease.staging(), NO_CHANGE)
                .planned(
                        PlannedRelease.production(),
                        CHANGE.withTasks(List.of("run the task before the deployment: rake db:migrate")),
                        "frozen until 2026-01-01: end of quarter")
                .ended());

        assertThat(check.name(), is("ECS release plan of api on path web"));
        assertThat(check.progress(), is(CheckRunView.Progress.COMPLETED));
        assertThat(check.conclusion(), is(CheckRunView.Conclusion.NEUTRAL));
        assertThat(check.title(), is("planned, 1 of 2 environments would change"));
        assertThat(check.summary(), is("""
                        ```text
                        staging: This would start no deployment: nothing changes
                        production: This would start a deployment: taskDefinition changes
                        ```
                        """));
        assertThat(check.text(), is("""
                        ## ` staging `

                        ### Digests of the images

                        * ` app `: ` DIGEST `

                        ### Details

                        * ` Service `: ` staging/api in eu-central-1 `
                        * ` Target `: ` staging-eu `

                        ### Changes of the task definition

                        ```text
                        none
                        ```

                        ## ` production `

                        ### What keeps it from entering at this moment

                        ```text
                        frozen until 2026-01-01: end of quarter
                        ```

                        ### Conditions of the path before it enters

                        ```text
                        from: proven in staging
                        soak: in use in staging for 4 h
                        approval: 2 approvals by leads, not by who started the build
                        ```

                        ### Changes of the service

                        ```text
                        desiredCount: 2 -> 4
                        ```

                        ### Digests of the images

                        * ` app `: ` DIGEST `

                        ### Tasks before and after the deployment

                        ```text
                        run the task before the deployment: rake db:migrate
                        ```

                        ### Details

                        * ` Service `: ` production/api in eu-central-1 `
                        * ` Target `: ` prod-eu `

                        ### Changes of the task definition

                        ```text
                        containerDefinitions[app].image: repo/api:1.0.0 -> repo/api:2.0.0
                        ```
                        """.replace("DIGEST", DIGEST)));
    }

    @Test
    public void theConditionsOfAPathThatOnlyWarnsAreNoneBeforeItEnters() {
        CheckRunView check = check(new PlannedRelease()
                .warning()
                .planned(PlannedRelease.production(), CHANGE)
                .ended());

        assertThat(check.text(), containsString("""
                        ### Conditions of the path, which only warn

                        ```text
                        from: proven in staging
                        """));
        assertThat(check.text(), not(containsString("before it enters")));
    }

    @Test
    public void anEnvironmentWithSeveralTargetsIsCountedOnce() {
        PathEnvironment world = PathEnvironment.of("world", "")
                .waves(List.of(PathWave.of(List.of("eu", "us", "asia"), Duration.ZERO)))
                .build();

        assertThat(
                check(new PlannedRelease()
                                .planned(PlannedRelease.staging(), NO_CHANGE)
                                .plannedEverywhere(world, CHANGE)
                                .ended())
                        .title(),
                is("planned, 1 of 2 environments would change"));
        assertThat(
                check(new PlannedRelease()
                                .planned(PlannedRelease.staging(), CHANGE)
                                .plannedEverywhere(world, CHANGE)
                                .failed(world, Verdict.REFUSED, "no such cluster")
                                .ended())
                        .title(),
                is("no plan for 1 of 2 environments"));
    }

    @Test
    public void itHasItsNameFromTheBeginning() {
        CheckRunView begun = check(new PlannedRelease()
                .notYet(PlannedRelease.staging())
                .notYet(PlannedRelease.production())
                .running());

        assertThat(begun.name(), is("ECS release plan of api on path web"));
        assertThat(begun.progress(), is(CheckRunView.Progress.IN_PROGRESS));
        assertThat(begun.conclusion(), is(nullValue()));
        assertThat(begun.title(), is("planning"));
        assertThat(begun.text(), is(""));
    }

    @Test
    public void oneToAnotherEnvironmentIsACheckOfItsOwn() {
        ReleaseOutcome toStaging = new PlannedRelease()
                .planned(PlannedRelease.staging(), CHANGE)
                .without(PlannedRelease.production())
                .ended();
        ReleaseOutcome toProduction = new PlannedRelease()
                .without(PlannedRelease.staging())
                .planned(PlannedRelease.production(), CHANGE.withRules(refused("digests are required")))
                .ended();

        assertThat(check(toStaging).name(), is("ECS release plan of api on path web to staging"));
        assertThat(check(toProduction).name(), is("ECS release plan of api on path web to production"));
    }

    @Test
    public void oneOfTwoEnvironmentsIsNoNews() {
        CheckRunView begun = check(new PlannedRelease()
                .notYet(PlannedRelease.staging())
                .notYet(PlannedRelease.production())
                .running());
        CheckRunView half = check(new PlannedRelease()
                .planned(PlannedRelease.staging(), CHANGE)
                .notYet(PlannedRelease.production())
                .running());

        assertThat(half.isNews(begun), is(false));
    }

    @Test
    public void theEnvironmentsShareTheRoom() {
        List<String> many = IntStream.range(0, 5_000)
                .mapToObj(i -> "environment[V" + i + "]: ä -> €\uD83D\uDE00")
                .toList();
        Plan large = new Plan(many, List.of(), true, List.of("taskDefinition changes"), Map.of());
        PlannedRelease release = new PlannedRelease().planned(PlannedRelease.staging(), CHANGE);
        for (int i = 0; i < 5; i++) {
            release.planned(PathEnvironment.of("prod" + i, "prod-" + i).build(), large);
        }

        String text = check(release.ended()).text();

        assertThat(bytes(text), lessThanOrEqualTo(65_535));
        assertThat("the room is used", bytes(text), greaterThan(50_000));
        List<Long> shown = IntStream.range(0, 5)
                .mapToObj(i -> text.substring(text.indexOf("` prod" + i)))
                .map(part -> part.lines()
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.startsWith("environment["))
                        .count())
                .toList();
        assertThat("each has its share: " + shown, shown.get(0), greaterThan(200L));
        assertThat("each has its share: " + shown, shown.get(4), greaterThan(200L));
        assertThat(text, containsString("… and " + (5_000 - shown.get(4)) + " more, on the page of the build\n```\n"));
    }

    @Test
    public void environmentsThatDoNotFitAreCounted() {
        List<String> many =
                IntStream.range(0, 1_000).mapToObj(i -> "cpu" + i + ": 1 -> 2").toList();
        Plan large = new Plan(many, many, true, List.of("taskDefinition changes"), Map.of());
        PlannedRelease release = new PlannedRelease();
        for (int i = 0; i < 400; i++) {
            release.planned(PathEnvironment.of("prod" + i, "prod-" + i).build(), large);
        }

        CheckRunView check = check(release.ended());

        assertThat(bytes(check.text()), lessThanOrEqualTo(65_535));
        assertThat(bytes(check.summary()), lessThanOrEqualTo(65_535));
        long parts = check.text().lines().filter(line -> line.startsWith("## ")).count();
        assertThat(parts, greaterThan(15L));
        assertThat(check.text(), endsWith("\n… and " + (400 - parts) + " more targets, on the page of the build\n"));
    }

    @Test
    public void longFencesDoNotTakeMoreThanTheRoomOfTheirEnvironment() {
        String ticks = "`".repeat(1_000);
        Plan plan = new Plan(List.of(ticks), List.of(ticks), true, List.of(ticks), Map.of(ticks, ticks))
                .withTasks(List.of(ticks))
                .withRules(refused(ticks));
        PlannedRelease release = new PlannedRelease();
        for (int i = 0; i < 20; i++) {
            release.planned(PathEnvironment.of("prod" + i, "prod-" + i).build(), plan, ticks);
        }

        String text = check(release.ended()).text();

        assertThat(bytes(text), lessThanOrEqualTo(65_535));
        assertThat(text, containsString("too long to be shown here, see the page of the build"));
    }

    @Test
    public void noTextOfAPlanIsMoreThanCode() {
        String hostile = "```\n@everyone [x](javascript:alert(1)) ![p](https://evil.example/p.png) <b> `` \u202e";
        Plan plan = new Plan(List.of(hostile), List.of(hostile), true, List.of(hostile), Map.of(hostile, hostile))
                .withTasks(List.of(hostile))
                .withRules(refused(hostile));
        CheckRunView check = check(new PlannedRelease()
                .failed(PathEnvironment.of(hostile, hostile).build(), Verdict.REFUSED, hostile)
                .planned(PathEnvironment.of("production", hostile).build(), plan, hostile)
                .ended());

        for (String markdown : List.of(check.summary(), check.text())) {
            String bare = CheckRunViewTest.outsideOfCode(markdown);
            for (String mark : List.of("@", "<", "[", "!", "evil")) {
                assertThat(bare, not(containsString(mark)));
            }
            assertThat(markdown, not(containsString("\u202e")));
        }
        assertThat(check.title().contains("\n"), is(false));
    }
}
