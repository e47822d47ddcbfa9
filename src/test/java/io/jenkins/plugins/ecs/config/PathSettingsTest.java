package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.policy.PathRequired;
import io.jenkins.plugins.ecs.policy.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** Which paths a job has, and which configurations are refused as a whole. */
public class PathSettingsTest {

    private static final List<String> TARGETS = List.of("staging-eu", "prod-eu");

    private static EcsPath path(String name, String... targets) {
        EcsPath path = new EcsPath(name);
        path.setEnvironments(java.util.Arrays.stream(targets)
                .map(target -> new EcsPathEnvironment("on-" + target, target))
                .toList());
        return path;
    }

    private static EcsTarget target(String name, String pathRequired) {
        EcsTarget target = new EcsTarget(name);
        EcsPolicy policy = new EcsPolicy();
        policy.setPathRequired(pathRequired);
        target.setPolicy(policy);
        return target;
    }

    private static EcsGlobalValues values(List<EcsTarget> targets, List<EcsPath> paths) {
        EcsGlobalValues values = new EcsGlobalValues();
        values.targets = targets;
        values.paths = paths;
        return values;
    }

    @Test
    public void aTargetThatNobodyCouldDeployToIsRefused() {
        EcsTarget prod = target("prod-eu", "web");

        assertThat(
                PathSettings.problems(values(List.of(prod), List.of())),
                is(List.of("target prod-eu: pathRequired: there is no path 'web'. Existing paths: none")));
        assertThat(
                PathSettings.problems(
                        values(List.of(prod, new EcsTarget("staging-eu")), List.of(path("web", "staging-eu")))),
                is(List.of("target prod-eu: pathRequired: no environment of path 'web' has this target,"
                        + " so nothing could ever be deployed to it")));
        assertThat(PathSettings.problems(values(List.of(prod), List.of(path("web", "prod-eu")))), is(empty()));
    }

    @Test
    public void aTargetThatAPathUsesCannotBeRemovedAlone() {
        assertThat(
                PathSettings.problems(values(List.of(), List.of(path("web", "prod-eu")))),
                is(List.of("path web: environment on-prod-eu: target: there is no target 'prod-eu'."
                        + " Existing targets: none")));
    }

    @Test
    public void theOuterPathOfANameCounts() {
        Map<String, List<EcsPath>> levels = new LinkedHashMap<>();
        levels.put(PathSettings.GLOBAL, List.of(path("web", "prod-eu")));
        levels.put("folder shop", List.of(path("web", "staging-eu"), path("own", "staging-eu")));

        PathSettings paths = PathSettings.of(levels, TARGETS);

        assertThat(paths.path("web").where(), is(PathSettings.GLOBAL));
        assertThat(paths.path("own").where(), is("folder shop"));
        assertThat(paths.ignored(), is(Map.of("web", "folder shop")));
    }

    @Test
    public void aRuleWarnsIfAllPathsThatItNamesWarn() {
        EcsPath warns = path("web", "prod-eu");
        warns.setMode("warn");
        EcsPath ofFolder = path("own", "prod-eu");
        ofFolder.setMode("warn");
        Map<String, List<EcsPath>> levels = new LinkedHashMap<>();
        levels.put(PathSettings.GLOBAL, List.of(warns, path("strict", "prod-eu")));
        levels.put("folder shop", List.of(ofFolder));
        PathSettings paths = PathSettings.of(levels, TARGETS);

        Object[][] table = {
            {"web", "target prod-eu", Set.of("pathRequired")},
            {"strict", "target prod-eu", Set.of()},
            {"web, strict", "target prod-eu", Set.of()},
            {"gone", "target prod-eu", Set.of()},
            {"own", "target prod-eu", Set.of()},
            {"own", "folder shop", Set.of("pathRequired")},
        };
        for (Object[] row : table) {
            EcsPolicy policy = new EcsPolicy();
            policy.setPathRequired((String) row[0]);
            assertThat(
                    row[0] + " in " + row[1],
                    paths.warning(PolicyRules.of(policy, (String) row[1])).warnOnly(),
                    is(row[2]));
        }
    }

    @Test
    public void aPathThatCannotBeUsedSaysWhy() {
        PathSettings paths = PathSettings.of(
                Map.of("folder shop", List.of(path("own", "nowhere"), path("good", "prod-eu"))), TARGETS);

        assertThat(
                assertThrows(IllegalArgumentException.class, () -> paths.path("own"))
                        .getMessage(),
                is("path: folder shop: path own: environment on-nowhere: target: there is no target 'nowhere'."
                        + " Existing targets: staging-eu, prod-eu"));
        assertThat(paths.path(null).name(), is("good"));
        assertThat(
                assertThrows(IllegalArgumentException.class, () -> paths.path("other"))
                        .getMessage(),
                is("path: 'other' does not exist for this job. Use one of: good."
                        + " An administrator configures paths in the global settings or in a folder"));
    }

    @Test
    public void aRuleIsSatisfiedByPathsOfItsOwnLevelAndOuterOnes() {
        EcsPolicy policy = new EcsPolicy();
        policy.setPathRequired("web, api");

        assertThat(levels(policy, "target prod-eu"), is(List.of("the global settings")));
        assertThat(
                levels(policy, "target prod-eu of folder shop/team"),
                is(List.of("the global settings", "folder shop", "folder shop/team")));
    }

    private static List<String> levels(EcsPolicy policy, String where) {
        Rule rule = PolicyRules.of(policy, where).rules().get(0);
        assertThat(((PathRequired) rule).names(), is(List.of("web", "api")));
        return ((PathRequired) rule).levels();
    }
}
