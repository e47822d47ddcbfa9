package io.jenkins.plugins.ecs.ui.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.ui.deploy.DeclaredParameter.Kind;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a job can be told, by what it declares. */
public class DeployParametersTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final DeployVersion PINNED = new DeployVersion("shop/api", "1.4.2", DIGEST);
    private static final DeployVersion BY_DIGEST = new DeployVersion("shop/api", "", DIGEST);
    private static final DeployVersion BY_TAG = new DeployVersion("shop/api", "1.4.2", "");
    private static final List<String> PATH = List.of("staging", "production");

    private static PastVersions.Past past(DeployVersion version) {
        return new PastVersions.Past(version, List.of(), List.of(), false, "", 0);
    }

    private static DeclaredParameter text(String name) {
        return new DeclaredParameter(name, Kind.TEXT, List.of(), "dev");
    }

    private static DeclaredParameter choice(String name, String... choices) {
        return new DeclaredParameter(name, Kind.CHOICE, List.of(choices), "");
    }

    private static DeployParameters on(String path, DeclaredParameter... declared) {
        return new DeployParameters("shop/deploy", List.of(declared), path, path.isEmpty() ? List.of() : PATH);
    }

    @Test
    public void aJobThatWouldIgnoreTheVersionIsRefused() {
        assertThat(on("").problems().toString(), containsString("declares neither IMAGE nor VERSION"));
        assertThat(
                on("web", text("ENVIRONMENT"), text("OTHER")).problems().toString(),
                containsString("shop/deploy declares neither IMAGE nor VERSION"));
    }

    @Test
    public void aParameterThatIsNoTextIsRefused() {
        DeployParameters job = on("", text("IMAGE"), new DeclaredParameter("ENVIRONMENT", Kind.OTHER, List.of(), ""));
        assertThat(
                job.problems(),
                contains(containsString("ENVIRONMENT of the job shop/deploy is neither a string nor a choice")));
    }

    @Test
    public void choicesThatAreNoEnvironmentsOfThePathAreRefused() {
        DeployParameters job = on("web", text("IMAGE"), choice("ENVIRONMENT", "dev", "qa"));
        assertThat(
                job.problems(),
                contains(containsString("dev, qa, is an environment of the path web: staging, production")));
    }

    @Test
    public void allProblemsAreReportedAtOnce() {
        assertThat(on("web", choice("ENVIRONMENT", "dev")).problems().size(), is(2));
    }

    @Test
    public void theVersionIsTheTagAndTheImageHasTheDigest() {
        DeployParameters both = on("", text("IMAGE"), text("VERSION"));
        assertThat(both.problem(past(PINNED)).isPresent(), is(false));
        assertThat(both.values(PINNED, ""), is(Map.of("IMAGE", "shop/api@" + DIGEST, "VERSION", "1.4.2")));
        assertThat(on("", text("IMAGE")).values(BY_TAG, ""), is(Map.of("IMAGE", "shop/api:1.4.2")));
        assertThat(on("", text("VERSION")).values(PINNED, ""), is(Map.of("VERSION", "1.4.2")));
    }

    @Test
    public void aVersionThatTheJobDoesNotTakeCannotBeChosen() {
        assertThat(on("", text("VERSION")).problem(past(BY_DIGEST)).orElse(""), containsString("without a tag"));
        assertThat(on("web", text("IMAGE")).problem(past(BY_TAG)).orElse(""), containsString("digest is not known"));
        assertThat(
                on("", choice("VERSION", "1.4.0", "1.4.1"))
                        .problem(past(PINNED))
                        .orElse(""),
                containsString("The choices of VERSION do not have 1.4.2: 1.4.0, 1.4.1"));
        assertThat(on("", choice("VERSION", "1.4.2")).problem(past(PINNED)).isPresent(), is(false));
    }

    @Test
    public void aTagThatWasMovedNamesAnotherImage() {
        PastVersions.Past moved = new PastVersions.Past(PINNED, List.of(), List.of(), true, "", 0);
        assertThat(on("", text("VERSION")).problem(moved).orElse(""), containsString("of a newer image by now"));
        assertThat(on("", text("VERSION"), text("IMAGE")).problem(moved).isPresent(), is(false));
    }

    @Test
    public void whatIsNoTagOrNoImageIsNeverSent() {
        for (String tag : List.of("1;rm -rf /", "a b", "-x", "a:b", "x".repeat(200))) {
            DeployVersion hostile = new DeployVersion("shop/api", tag, DIGEST);
            assertThat(tag, on("", text("VERSION")).problem(past(hostile)).isPresent(), is(true));
        }
        for (String repository : List.of("shop/api\n", "${x}", "Shop/API", "http://x/y")) {
            DeployVersion hostile = new DeployVersion(repository, "1", DIGEST);
            assertThat(repository, on("", text("IMAGE")).problem(past(hostile)).isPresent(), is(true));
        }
    }

    @Test
    public void onlyEnvironmentsOfThePathThatTheJobTakesAreOffered() {
        DeployParameters some = on("web", text("IMAGE"), choice("ENVIRONMENT", "", "production", "dev"));
        assertThat(some.environments(), contains("production"));
        assertThat(some.problem("staging").orElse(""), containsString("'staging' is not an environment"));
        assertThat(some.problem("").isPresent(), is(true));
        assertThat(some.problem("production").isPresent(), is(false));
        assertThat(some.values(PINNED, "production").get("ENVIRONMENT"), is("production"));

        assertThat(on("web", text("IMAGE"), text("ENVIRONMENT")).environments(), is(PATH));
        assertThat(on("", text("IMAGE"), choice("ENVIRONMENT", "a", "b")).environments(), contains("a", "b"));
    }

    @Test
    public void aJobThatTakesNoEnvironmentSaysWhereItBegins() {
        DeployParameters job = on("web", text("IMAGE"));
        assertThat(job.environments(), is(empty()));
        assertThat(job.note(), containsString("begins in staging on the path web"));
        assertThat(job.problem("production").isPresent(), is(true));
        assertThat(job.problem("").isPresent(), is(false));
        assertThat(job.values(PINNED, "").containsKey("ENVIRONMENT"), is(false));
        assertThat(on("", text("IMAGE"), text("ENVIRONMENT")).note(), containsString("default for ENVIRONMENT, dev"));
        assertThat(on("", text("IMAGE")).note(), is(""));
    }
}
