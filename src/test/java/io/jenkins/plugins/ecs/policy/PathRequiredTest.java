package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** Each way to a place that requires a path. */
public class PathRequiredTest {

    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");
    private static final String GLOBAL = "the global settings";
    private static final PathRequired RULE = new PathRequired(List.of("web", "api"), List.of(GLOBAL, "folder shop"));

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private static Change change(List<String> images, boolean rollback, Change.OfPath path) {
        return new Change(
                "123456789012",
                "eu-central-1",
                "prod",
                "api",
                images,
                List.of(),
                true,
                null,
                rollback,
                rollback,
                Subject.UNKNOWN,
                Change.Context.NONE.of(path));
    }

    private static Change deployment(Change.OfPath path) {
        return change(List.of("repo/app:2.0.0"), false, path);
    }

    @Test
    public void whoPasses() {
        Change deployment = deployment(null);
        Change scaling = change(List.of(), false, null);
        Object[][] table = {
            {"a deployment", deployment, false},
            {"a deployment of unknown images", change(null, false, null), false},
            {"a release on another path", deployment(new Change.OfPath("weak", GLOBAL)), false},
            {"a path of that name further inside", deployment(new Change.OfPath("web", "folder shop/team")), false},
            {"a path of that name elsewhere", deployment(new Change.OfPath("web", "folder other")), false},
            {"the creation of the service", scaling.creating(), false},
            {"its deletion", scaling.of(new Change.Deletion(false, null, null)), false},
            {"a release on the path", deployment(new Change.OfPath("web", GLOBAL)), true},
            {"a release on the other path", deployment(new Change.OfPath("api", "folder shop")), true},
            {"a verified rollback", change(List.of("repo/app:1.0.0"), true, null), true},
            {"a task", deployment.of(new Change.Task(List.of())), true},
            {"scaling", scaling, true},
        };
        for (Object[] row : table) {
            errors.checkThat(
                    (String) row[0], RULE.objection((Change) row[1], NOW).isEmpty(), is(row[2]));
        }
    }

    @Test
    public void aRefusalNamesThePathAndTheStep() {
        assertThat(
                RULE.objection(deployment(null), NOW).orElseThrow(),
                is("only a release on path web or api may change this; use ecsRelease"));
        assertThat(
                RULE.objection(deployment(new Change.OfPath("weak", GLOBAL)), NOW)
                        .orElseThrow(),
                is("only a release on path web or api may change this, not one on path weak"));
    }

    @Test
    public void credentialsOfThePlaceAreNotPassedToScripts() {
        Policy policy = new Policy("target prod-eu", "the platform team", List.of(RULE), null);
        TargetPlace place = TargetPlace.of("123456789012", "eu-central-1", List.of("prod"), List.of());
        Rulebook rules =
                new Rulebook(List.of(), List.of(new Rulebook.Target("prod-eu", true, place, policy)), List.of());

        assertThat(
                rules.judgeExport(null, "123456789012", "eu-central-1", List.of(), NOW)
                        .text(),
                containsString("(rule 'pathRequired' of target prod-eu; ask the platform team)"));
        assertThat(
                rules.judgeExport(null, "210987654321", "eu-central-1", List.of(), NOW)
                        .isAllowed(),
                is(true));
    }
}
