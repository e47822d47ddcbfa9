package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recognizes texts of AWS: reasons of tasks and containers, service events, status reasons of deployments. A sentence
 * of IAM decides wherever it occurs, then the first matching row. Reasons may contain other reasons, so the rows of
 * inner reasons come first, and rows that match the surrounding text come last.
 *
 * <p>The texts come from the pages in {@link Docs}, the source of the ECS agent, and tasks that failed in practice.
 */
public final class CauseCatalogue {

    private static final String WRONG_ARCHITECTURE = "image-wrong-architecture";

    private static final List<CauseRule> RULES = Stream.of(
                    BenignCauses.RULES,
                    CodeDeployCauses.RULES,
                    InnerCauses.RULES,
                    ImageCauses.RULES,
                    InfrastructureCauses.RULES,
                    DeploymentCauses.RULES,
                    SecretCauses.RULES,
                    SetupCauses.RULES,
                    StartCauses.RULES,
                    PlacementCauses.RULES,
                    InfrastructureCauses.LAST,
                    PlacementCauses.LAST)
            .flatMap(Collection::stream)
            .toList();

    private CauseCatalogue() {}

    /** The meaning of a single text; empty if no row matches. */
    @NonNull
    public static Optional<Cause> ofText(@CheckForNull String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String folded = TextPattern.fold(text);
        return DeniedCauses.of(text)
                .or(() -> RULES.stream()
                        .filter(rule -> rule.fits(folded))
                        .findFirst()
                        .map(CauseRule::cause))
                .map(cause -> cause.withEvidence(text));
    }

    /** Why a task stopped, from all its texts; {@link Cause#UNKNOWN} with the original text if no row matches. */
    @NonNull
    public static Cause ofTask(@NonNull EcsTask task) {
        return FailedContainer.of(task).cause();
    }

    /**
     * The log of a container that exited may have a better reason: on Fargate, an image for another CPU architecture
     * exits with 1 or 255 and reports the reason only in its log.
     *
     * @param lines the last lines of the container's log
     */
    @NonNull
    public static Cause refined(@NonNull Cause exited, @NonNull List<String> lines) {
        if (!exited.id().equals(ExitCodes.ID)) {
            return exited;
        }
        return lines.stream()
                .filter(line -> line.contains("exec format error") && line.length() < 300)
                .flatMap(line -> ofText(line).stream())
                .filter(cause -> cause.id().equals(WRONG_ARCHITECTURE))
                .findFirst()
                .orElse(exited);
    }

    /** All rows, for documentation and tests. */
    @NonNull
    static List<Cause> rows() {
        return RULES.stream().map(CauseRule::cause).toList();
    }
}
