package io.jenkins.plugins.ecs.diagnosis;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;

public class CauseCatalogueTest {

    @Test
    public void eachKnownTextHasItsCause() {
        List<String> wrong = new ArrayList<>();
        for (KnownTexts row : KnownTexts.all()) {
            Cause cause = CauseCatalogue.ofText(row.text()).orElseGet(() -> Cause.unknown(row.text()));
            String found = cause.id() + " " + cause.permanence();
            if (!found.equals(row.id() + " " + row.permanence())) {
                wrong.add(found + " instead of " + row.id() + " " + row.permanence() + ": " + row.text());
            }
        }
        assertThat(String.join("\n", wrong), wrong.size(), is(0));
        assertThat(KnownTexts.all().size(), greaterThanOrEqualTo(100));
    }

    @Test
    public void eachCauseHasATextThatShowsIt() {
        Set<String> shown = KnownTexts.all().stream().map(KnownTexts::id).collect(Collectors.toSet());
        Set<String> notShown = new LinkedHashSet<>();
        CauseCatalogue.rows().forEach(cause -> notShown.add(cause.id()));
        notShown.removeAll(shown);
        // Seen in API errors and settings rather than in texts of tasks and events.
        notShown.removeAll(
                Set.of("execution-role-missing", "log-driver", "no-capacity-gpu", "platform-version", "alarm-ignored"));
        assertThat(notShown, is(Set.of()));
    }

    @Test
    public void theWordsStayAsTheyWere() {
        String text = "CannotPullContainerError:  The task can’t pull the image. Check your network configuration";
        assertThat(CauseCatalogue.ofText(text).orElseThrow().evidence(), equalTo(text));
    }

    @Test
    public void lettersBlanksAndApostrophesDoNotMatter() {
        String text = "CANNOTPULLCONTAINERERROR: the task can't\n  pull the image.   check whether the image exists.";
        assertThat(CauseCatalogue.ofText(text).orElseThrow().id(), equalTo("image-not-found"));
    }

    @Test
    public void whatIsNotKnownIsNotGuessed() {
        assertThat(CauseCatalogue.ofText("The moon is in the wrong house").isPresent(), is(false));
        assertThat(CauseCatalogue.ofText("").isPresent(), is(false));
        assertThat(CauseCatalogue.ofText(null).isPresent(), is(false));
    }

    @Test
    public void rowsAreWellFormed() {
        for (Cause cause : CauseCatalogue.rows()) {
            assertThat(cause.id(), matchesPattern("[a-z]+(-[a-z]+)*"));
            assertThat(cause.id(), cause.title().length(), lessThanOrEqualTo(90));
            assertThat(cause.title().substring(0, 1), not(containsString(".")));
            assertThat(cause.title(), not(matchesPattern(".*[.\n]$")));
            assertThat(cause.id(), cause.advice().length(), lessThanOrEqualTo(220));
            assertThat(cause.advice(), not(containsString("\n")));
            assertThat(cause.docUrl(), matchesPattern("(https://docs\\.aws\\.amazon\\.com/[\\w/-]+\\.html)?"));
            if (!cause.is(Permanence.NOISE)) {
                assertThat(cause.id(), cause.docUrl().isEmpty(), is(false));
            }
            if (cause.is(Permanence.PERMANENT)) {
                assertThat(cause.id(), cause.advice().isEmpty(), is(false));
            }
        }
        assertThat(
                CauseCatalogue.rows().stream().map(Cause::id).toList(),
                hasItems("image-not-found", "secret-missing", "bad-command", "out-of-memory", "elb-health"));
    }

    @Test
    public void theLogOfAnExitedContainerKnowsMore() {
        Cause exited = ExitCodes.of(255, "Essential container in task exited");
        List<String> log = List.of("starting", "exec /app/server: exec format error");
        assertThat(CauseCatalogue.refined(exited, log).id(), equalTo("image-wrong-architecture"));
        assertThat(CauseCatalogue.refined(exited, List.of("bye")), equalTo(exited));
        Cause memory =
                CauseCatalogue.ofText("OutOfMemoryError: Container killed").orElseThrow();
        assertThat(CauseCatalogue.refined(memory, log), equalTo(memory));
    }

    @Test
    public void theLocaleOfTheControllerDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            Cause cause = CauseCatalogue.ofText("InvalidGroup.NotFound").orElseThrow();
            assertThat(cause.id(), equalTo("network-configuration"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
