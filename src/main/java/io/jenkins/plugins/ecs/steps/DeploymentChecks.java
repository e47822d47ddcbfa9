package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.steps.checks.DriftSettings;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From the checks after a deployment, as they are written, to what is asked for.
 *
 * @param settings the effective ones, with those of the step in them
 */
record DeploymentChecks(@NonNull EcsSettings settings) {

    /** What is wrong with them. */
    @NonNull
    Stream<Optional<String>> problems() {
        Stream<String> own = CheckSettings.problems(Setting.VERIFY.field(), settings.ownChecks());
        Stream<String> ofDrift = all().filter(DeploymentChecks::hasNothingToCompare)
                .map(each -> StepMessages.DRIFT_AFTER_DEPLOYMENT)
                .distinct();
        return Stream.of(
                        own,
                        ofDrift,
                        Setting.WATCH.problem(settings.get(Setting.WATCH)).stream(),
                        Setting.ON_VERIFICATION_FAILURE.problem(settings.get(Setting.ON_VERIFICATION_FAILURE)).stream(),
                        missing().stream())
                .flatMap(each -> each)
                .map(Optional::of);
    }

    private Stream<CheckSettings> all() {
        return Stream.concat(settings.ownChecks().stream(), settings.requiredChecks().stream());
    }

    /** The last deployment is the one that is verified. */
    private static boolean hasNothingToCompare(CheckSettings check) {
        return check instanceof DriftSettings drift
                && drift.getTaskDefinition() == null
                && drift.getServiceDefinition() == null;
    }

    private Optional<String> missing() {
        boolean ofStep = EcsSettings.OF_STEP.equals(settings.place(Setting.ON_VERIFICATION_FAILURE));
        return ofStep && !isWanted() ? Optional.of(StepMessages.NOTHING_TO_VERIFY) : Optional.empty();
    }

    private boolean isWanted() {
        return all().findAny().isPresent() || settings.get(Setting.WATCH) != null;
    }

    /**
     * {@link #problems} has none.
     *
     * @return null if nothing is verified
     */
    @CheckForNull
    VerifyRequest of(@NonNull String service) {
        if (!isWanted()) {
            return null;
        }
        return request(specs(settings.ownChecks()), specs(settings.requiredChecks()), service)
                .failOn(EnumSet.of(CheckVerdict.FAILED))
                .build();
    }

    /**
     * For an environment of a path: its own checks and those that its target requires, with the default checks, whatever a
     * release adds.
     *
     * @param ofRelease those that a release adds
     * @throws IllegalArgumentException if they are wrong
     */
    @NonNull
    VerifyRequest inEnvironment(
            @NonNull List<CheckSpec> ofEnvironment, @NonNull List<CheckSpec> ofRelease, @NonNull String service) {
        List<CheckSpec> required = new ArrayList<>(ofEnvironment);
        required.addAll(specs(settings.requiredChecks()));
        return request(ofRelease, required, service).requiringDefaults().build();
    }

    private VerifyRequest.Builder request(List<CheckSpec> own, List<CheckSpec> required, String service) {
        return VerifyRequest.of(settings.region(), settings.cluster(), service)
                .checks(own)
                .required(required)
                .timeout(VerifyRequest.timeoutFor(
                        Stream.concat(own.stream(), required.stream()).toList()));
    }

    private List<CheckSpec> specs(List<CheckSettings> checks) {
        return checks.stream()
                .map(check -> {
                    CheckSpec.Builder spec = check.toSpec();
                    if (check instanceof DriftSettings drift && drift.getServiceDefinition() != null) {
                        spec.option("ignore", settings.get(Setting.IGNORE));
                    }
                    return spec.build();
                })
                .toList();
    }
}
