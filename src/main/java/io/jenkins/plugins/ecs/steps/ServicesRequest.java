package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Converts a step with several services to a request for each of them. All errors are reported at once. */
final class ServicesRequest {

    private static final String ANY = "any";

    private final EcsDeployStep step;
    private final EcsSettings settings;
    private final Map<String, String> trace;
    private final List<String> problems = new ArrayList<>();

    ServicesRequest(@NonNull EcsDeployStep step, @NonNull EcsSettings settings, @NonNull Map<String, String> trace) {
        this.step = step;
        this.settings = settings;
        this.trace = trace;
    }

    /** @throws IllegalArgumentException if fields are wrong; the message names each with its value and the remedy */
    @NonNull
    WavesState toWaves(long now) {
        OnWaveFailure onFailure = OnWaveFailure.parse(step.getOnWaveFailure()).orElse(OnWaveFailure.STOP);
        checkStep(onFailure);
        List<String> ofStep = step.only(new EcsServiceSettings(ANY)).problems(settings);
        problems.addAll(ofStep);
        String id = UUID.randomUUID().toString();
        List<WaveService> services = new ArrayList<>();
        for (EcsServiceSettings one : step.getServices()) {
            String where = "services[" + (one.getService() == null ? services.size() : one.getService()) + "].";
            RequestChecks.positive("wave", one.getWave()).ifPresent(wrong -> problems.add(where + wrong));
            request(one, where, ofStep)
                    .ifPresent(request -> services.add(
                            WaveService.of(id + "-" + (services.size() + 1), one.waveNumber(), request, now)));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Integer atOnce = step.getMaxParallel();
        return WavesState.begin(services, atOnce == null ? 0 : atOnce, onFailure, now);
    }

    private void checkStep(OnWaveFailure onFailure) {
        Stream.of(
                        RequestChecks.positive("maxParallel", step.getMaxParallel()),
                        Setting.ON_WAVE_FAILURE.problem(step.getOnWaveFailure()))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        if (step.getService() != null) {
            problems.add(StepMessages.SERVICE_AND_SERVICES);
        }
        Set<String> names = new HashSet<>();
        for (EcsServiceSettings one : step.getServices()) {
            String name = one.getService() == null ? "" : one.getService();
            String brief = Arns.brief(name);
            if (!brief.isEmpty() && !names.add(brief)) {
                problems.add(StepMessages.repeatedService(brief));
            }
        }
        boolean oneAfterTheOther = step.getServices().stream()
                        .map(EcsServiceSettings::waveNumber)
                        .distinct()
                        .count()
                > 1;
        if (!step.isWait() && (oneAfterTheOther || onFailure != OnWaveFailure.STOP)) {
            problems.add(StepMessages.NO_WAIT);
        }
    }

    private Optional<DeployRequest> request(EcsServiceSettings one, String where, List<String> ofStep) {
        EcsDeployStep alone = step.only(one);
        String report = step.getFailureReport();
        if (report != null) {
            alone.setFailureReport(report.replaceFirst("\\.json$", "-" + briefly(one.getService()) + ".json"));
        }
        List<String> own = new ArrayList<>(alone.problems(settings));
        own.removeAll(ofStep);
        if (own.isEmpty() && ofStep.isEmpty()) {
            try {
                return Optional.of(alone.toRequest(settings, trace));
            } catch (IllegalArgumentException wrong) {
                own.add(wrong.getMessage());
            }
        }
        own.forEach(wrong -> problems.add(where + wrong));
        return Optional.empty();
    }

    private static String briefly(String service) {
        String name = service == null ? "" : Arns.brief(service);
        return name.matches("[A-Za-z0-9_-]+") ? name : "service";
    }
}
