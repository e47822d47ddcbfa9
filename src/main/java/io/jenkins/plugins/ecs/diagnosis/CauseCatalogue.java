package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.EcsTask;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recognises what AWS says: reasons of tasks and containers, service events, status reasons of deployments. A
 * sentence of IAM decides wherever it stands; then the first row that fits. Reasons stand inside others, so the rows of
 * inner reasons come first, and those that know a text by the words around it last.
 *
 * <p>The texts are those of the pages in {@link Docs}, of the ECS agent's source, and of tasks that failed in practice.
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

    /** What a single text means; empty where nothing fits. */
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

    /** Why a task stopped, from all that it says; {@link Cause#UNKNOWN} with its own words where nothing fits. */
    @NonNull
    public static Cause ofTask(@NonNull EcsTask task) {
        return FailedContainer.of(task).cause();
    }

    /**
     * Where a container just exited, its log may know more: on Fargate an image for another CPU architecture exits with
     * 1 or 255 and says so in its log only.
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
