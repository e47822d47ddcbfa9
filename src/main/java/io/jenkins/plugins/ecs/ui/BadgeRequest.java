package io.jenkins.plugins.ecs.ui;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.history.ServiceStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Which badge is asked for, by the end of a path such as {@code /prod/api.svg} or {@code /api.svg} and its parameters.
 *
 * @param cluster null where the path names none
 * @param format {@code svg}, {@code json} or {@code txt}
 */
record BadgeRequest(
        @CheckForNull String cluster, String service, String format, String region, String label, BadgeStyle style) {

    private static final List<String> FORMATS = List.of("svg", "json", "txt");

    /**
     * @param path begins with a slash
     * @param clustered whether the path names a cluster
     * @param parameters by name; null for one that is not there
     */
    @NonNull
    static Optional<BadgeRequest> of(
            @NonNull String path, boolean clustered, @NonNull UnaryOperator<String> parameters) {
        String[] parts = path.split("/", -1);
        int dot = parts[parts.length - 1].lastIndexOf('.');
        if (parts.length != (clustered ? 3 : 2) || !parts[0].isEmpty() || dot <= 0) {
            return Optional.empty();
        }
        String file = parts[parts.length - 1];
        String format = file.substring(dot + 1);
        return FORMATS.contains(format)
                ? Optional.of(new BadgeRequest(
                        clustered ? parts[1] : null,
                        file.substring(0, dot),
                        format,
                        parameters.apply("region"),
                        parameters.apply("label"),
                        BadgeStyle.named(parameters.apply("style"))))
                : Optional.empty();
    }

    /**
     * The state of the service, as far as the visible deployments tell it; empty where there are none, so that what is
     * hidden can't be told from what is not there. Of services with these names in several Regions, the one that was
     * deployed last.
     */
    @NonNull
    Optional<ServiceStatus> find(@NonNull History history, @NonNull Predicate<DeploymentRecord> visible) {
        return history.services().entrySet().stream()
                .filter(entry -> isMeant(entry.getKey()))
                .map(entry -> entry.getValue().stream().filter(visible).toList())
                .filter(records -> !records.isEmpty())
                .max(Comparator.comparingLong(
                        records -> records.get(records.size() - 1).startedAt()))
                .map(ServiceStatus::of);
    }

    private boolean isMeant(ServiceKey key) {
        return key.service().equals(service)
                && (cluster == null || key.cluster().equals(cluster))
                && (region == null || region.isEmpty() || key.region().equals(region));
    }

    @NonNull
    String type() {
        return switch (format) {
            case "svg" -> "image/svg+xml;charset=UTF-8";
            case "json" -> "application/json;charset=UTF-8";
            default -> "text/plain;charset=UTF-8";
        };
    }

    @NonNull
    String render(@NonNull ServiceStatus status, long now) {
        BadgeText text = BadgeText.of(label, service, status, now);
        return switch (format) {
            case "svg" -> BadgeSvg.of(text, style);
            case "json" -> text.shields();
            default -> text.message() + "\n";
        };
    }
}
