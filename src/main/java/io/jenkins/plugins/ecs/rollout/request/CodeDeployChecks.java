package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with what is asked of CodeDeploy, found without calling AWS. The limits are those of its API. */
public final class CodeDeployChecks {

    /** In place of events: no rollback by itself. */
    public static final String NONE = "NONE";

    private static final Set<String> EVENTS =
            Set.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST");

    /** {@code ApplicationName}, {@code DeploymentGroupName}, {@code DeploymentConfigName}: 1 to 100 characters. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");

    private CodeDeployChecks() {}

    /** @param field {@code codeDeployApplication}, {@code codeDeployGroup} or {@code deploymentConfig} */
    @NonNull
    public static Optional<String> name(@NonNull String field, @CheckForNull String name) {
        return name == null || NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(field + ": '" + PlainText.line(name) + "' is not a valid name in CodeDeploy (1 to 100"
                        + " characters)");
    }

    @NonNull
    public static Optional<String> appSpec(@CheckForNull String text) {
        return text == null ? Optional.empty() : AppSpec.problem(text);
    }

    @NonNull
    public static Optional<String> autoRollback(@NonNull List<String> events) {
        if (events.size() == 1 && events.get(0).equals(NONE)) {
            return Optional.empty();
        }
        return events.stream()
                .filter(event -> !EVENTS.contains(event))
                .findFirst()
                .map(event -> "autoRollback: '" + PlainText.line(event) + "' is not one of DEPLOYMENT_FAILURE,"
                        + " DEPLOYMENT_STOP_ON_ALARM, DEPLOYMENT_STOP_ON_REQUEST; use 'NONE' alone to switch it off");
    }

    /** All of one request. */
    @NonNull
    static List<String> problems(@NonNull CodeDeploySettings s) {
        List<String> problems = new ArrayList<>();
        Stream.of(
                        name("codeDeployApplication", s.application()),
                        name("codeDeployGroup", s.group()),
                        name("deploymentConfig", s.deploymentConfig()),
                        appSpec(s.appSpec()),
                        autoRollback(s.autoRollback()))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        if (s.group() != null && s.application() == null) {
            problems.add("codeDeployGroup: a group belongs to an application; set 'codeDeployApplication' as well");
        }
        return problems;
    }
}
