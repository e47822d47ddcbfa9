package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.Hostile;
import io.jenkins.plugins.ecs.verify.Verifications;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a check of a commit says of deployments and verifications. */
public class CheckRunViewTest {

    private static CheckRunView of(Outcomes outcomes) {
        return CheckRunView.of(new DeploymentView("id", outcomes.outcome(), outcomes.details(), Outcomes.T0 + 90_000));
    }

    private static CheckRunView ended(Verdict verdict) {
        return of(Outcomes.of("prod", "api").underWay().verdict(verdict, "because"));
    }

    @Test
    public void eachVerdictHasItsConclusion() {
        Map<Verdict, CheckRunView.Conclusion> expected = new LinkedHashMap<>();
        expected.put(Verdict.SUCCESS, CheckRunView.Conclusion.SUCCESS);
        expected.put(Verdict.NO_CHANGE, CheckRunView.Conclusion.SUCCESS);
        expected.put(Verdict.STARTED, CheckRunView.Conclusion.NEUTRAL);
        expected.put(Verdict.REACHED, CheckRunView.Conclusion.NEUTRAL);
        expected.put(Verdict.PLANNED, CheckRunView.Conclusion.NEUTRAL);
        expected.put(Verdict.REGISTERED, CheckRunView.Conclusion.NEUTRAL);
        expected.put(Verdict.ABORTED, CheckRunView.Conclusion.CANCELED);
        expected.put(Verdict.TIMED_OUT, CheckRunView.Conclusion.TIME_OUT);
        for (Verdict verdict : Verdict.values()) {
            CheckRunView check = ended(verdict);
            assertThat(
                    verdict.name(),
                    check.conclusion(),
                    is(expected.getOrDefault(verdict, CheckRunView.Conclusion.FAILURE)));
            assertThat(check.progress(), is(CheckRunView.Progress.COMPLETED));
            assertThat(
                    "green is for what is proven",
                    check.conclusion() == CheckRunView.Conclusion.SUCCESS,
                    is(verdict.isGreen()));
        }
    }

    @Test
    public void whatIsUnderWayHasNoConclusion() {
        CheckRunView check = of(Outcomes.of("prod", "api").underWay());

        assertThat(check.progress(), is(CheckRunView.Progress.IN_PROGRESS));
        assertThat(check.conclusion(), is(nullValue()));
        assertThat(check.title(), is("deploying 2.0.0"));
        assertThat(check.finishedAt(), is(0L));
        assertThat(of(Outcomes.of("prod", "api").underWay().awaits()).title(), is("awaiting approval 2.0.0"));
        CheckRunView queued = of(Outcomes.of("prod", "api").queued());
        assertThat(queued.progress(), is(CheckRunView.Progress.QUEUED));
        assertThat(queued.title(), is("waiting in the queue 2.0.0"));
    }

    @Test
    public void onlyNewsArePublished() {
        CheckRunView first = of(Outcomes.of("prod", "api").underWay());

        assertThat(first.isNews(null), is(true));
        assertThat(
                "another task runs",
                of(Outcomes.of("prod", "api").underWay().breaker(1, 3)).isNews(first),
                is(false));
        assertThat(of(Outcomes.of("prod", "api").underWay().awaits()).isNews(first), is(true));
        assertThat(ended(Verdict.SUCCESS).isNews(first), is(true));
        assertThat(ended(Verdict.STOPPED).isNews(ended(Verdict.ROLLED_BACK)), is(true));
    }

    @Test
    public void itSaysWhyAndWhatToDo() {
        CheckRunView check = of(Outcomes.of("prod", "api")
                .underWay()
                .advice("push the image", "")
                .change("image: api:1 -> api:2")
                .verdict(Verdict.ROLLED_BACK, "the image does not exist"));

        assertThat(check.name(), is("ECS deployment of prod/api in eu-central-1"));
        assertThat(check.title(), is("rolled back 2.0.0"));
        assertThat(check.summary(), is("```text\nthe image does not exist\nWhat to do: push the image\n```\n"));
        assertThat(check.text(), containsString("* ` Version `: ` 2.0.0 `\n"));
        assertThat(
                check.text(), containsString("### Changes of the task definition\n\n```text\nimage: api:1 -> api:2\n"));
    }

    @Test
    public void eachVerificationHasItsConclusion() {
        assertThat(verified(CheckVerdict.PASSED), is(CheckRunView.Conclusion.SUCCESS));
        assertThat(verified(CheckVerdict.SKIPPED), is(CheckRunView.Conclusion.NEUTRAL));
        assertThat(verified(CheckVerdict.INCONCLUSIVE), is(CheckRunView.Conclusion.NEUTRAL));
        assertThat(verified(CheckVerdict.FAILED), is(CheckRunView.Conclusion.FAILURE));
        Verifications begun =
                Verifications.of("prod", "api", CheckKind.HTTP).said(0, CheckVerdict.FAILED, "503", "200");
        assertThat(CheckRunView.of(begun.underWay()).conclusion(), is(nullValue()));
        assertThat(CheckRunView.of(begun.underWay()).progress(), is(CheckRunView.Progress.IN_PROGRESS));
        assertThat(CheckRunView.of(begun.ended()).text(), is("* ` http `: ` FAILED: 503 (expected: 200) `\n"));
    }

    private static CheckRunView.Conclusion verified(CheckVerdict verdict) {
        return CheckRunView.of(Verifications.of("prod", "api", CheckKind.HTTP)
                        .said(0, verdict, "x", "y")
                        .ended())
                .conclusion();
    }

    @Test
    public void noTextFromOutsideIsMoreThanCode() {
        String hostile =
                "@everyone [x](javascript:alert(1)) ![p](https://evil.example/p.png) ```\n``` # " + Hostile.TEXT;
        Outcomes outcomes = Outcomes.of("prod", "api").underWay().allTexts(hostile);
        for (int i = 0; i < 200; i++) {
            outcomes.change(i + hostile);
        }
        CheckRunView deployment = of(outcomes.verdict(Verdict.STOPPED, hostile));
        CheckRunView verification = CheckRunView.of(Verifications.of("prod", "api", CheckKind.HTTP)
                .said(0, CheckVerdict.FAILED, hostile, hostile)
                .ended());

        for (CheckRunView check : List.of(deployment, verification)) {
            for (String markdown : List.of(check.summary(), check.text())) {
                String bare = outsideOfCode(markdown);
                for (String mark : List.of("@", "<", "[", "!", "javascript", "#" + " ", "evil")) {
                    assertThat(bare.replace("### ", ""), not(containsString(mark)));
                }
                assertThat(markdown, not(containsString("\u202e")));
                assertThat(markdown.getBytes(StandardCharsets.UTF_8).length, is(lessThan(65_536)));
            }
            assertThat(check.title().length(), is(lessThan(102)));
            assertThat(check.name().length(), is(lessThan(102)));
        }
    }

    /** What GitHub would read as Markdown: fences and spans end at a run of as many backticks as they begin with. */
    static String outsideOfCode(String markdown) {
        StringBuilder bare = new StringBuilder();
        List<String> open = new ArrayList<>();
        for (String line : markdown.split("\n")) {
            String ticks = line.replaceAll("^(`*).*", "$1");
            if (!open.isEmpty()) {
                if (line.equals(open.get(0))) {
                    open.clear();
                }
            } else if (ticks.length() >= 3) {
                open.add(ticks);
            } else {
                bare.append(line.replaceAll("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)", ""))
                        .append('\n');
            }
        }
        assertThat("no block is left open", open.isEmpty(), is(true));
        return bare.toString();
    }
}
