package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.Accounts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.history.ServiceStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The requested badge, parsed from the end of a path such as {@code /prod/api.svg}, {@code /target/prod-eu/api.svg} or
 * {@code /api.svg}, and its parameters.
 *
 * @param cluster null if the path has none
 * @param format {@code svg}, {@code json} or {@code txt}
 * @param target empty if not given, like the following three
 */
public record BadgeRequest(
        @CheckForNull String cluster,
        String service,
        String format,
        String target,
        String region,
        String account,
        String label,
        BadgeStyle style) {

    private static final List<String> FORMATS = List.of("svg", "json", "txt");
    private static final String TARGET = "target";

    /**
     * @param path begins with a slash
     * @param clustered whether the path contains a cluster
     * @param parameters by name; null for a missing one
     */
    @NonNull
    public static Optional<BadgeRequest> of(
            @NonNull String path, boolean clustered, @NonNull UnaryOperator<String> parameters) {
        List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
        String target = text(parameters, TARGET);
        if (parts.size() == 4 && parts.get(1).equals(TARGET)) {
            target = parts.get(2);
            parts.subList(1, 3).clear();
        } else if (parts.size() != (clustered ? 3 : 2)) {
            return Optional.empty();
        }
        String file = parts.get(parts.size() - 1);
        int dot = file.lastIndexOf('.');
        if (dot <= 0 || !parts.get(0).isEmpty() || !FORMATS.contains(file.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(new BadgeRequest(
                parts.size() == 3 ? parts.get(1) : null,
                file.substring(0, dot),
                file.substring(dot + 1),
                target,
                text(parameters, "region"),
                text(parameters, "account"),
                text(parameters, "label"),
                BadgeStyle.named(parameters.apply("style"))));
    }

    private static String text(UnaryOperator<String> parameters, String name) {
        String value = parameters.apply(name);
        return value == null ? "" : value;
    }

    /**
     * The state of the service according to the visible deployments. Empty if there are none, so that a hidden service
     * looks like one that does not exist. If several services have these names, the one that was deployed last.
     */
    @NonNull
    public Optional<ServiceStatus> find(@NonNull History history, @NonNull Predicate<DeploymentRecord> visible) {
        return history.services().entrySet().stream()
                .filter(entry -> isMeant(entry.getKey()))
                .flatMap(entry ->
                        Accounts.of(entry.getValue().stream().filter(visible).toList()).entrySet().stream())
                .filter(entry -> account.isEmpty() || entry.getKey().equals(account))
                .map(Map.Entry::getValue)
                .filter(records -> target.isEmpty() || records.stream().anyMatch(this::isToTarget))
                .max(Comparator.comparingLong(
                        records -> records.get(records.size() - 1).startedAt()))
                .map(ServiceStatus::of);
    }

    private boolean isMeant(ServiceKey key) {
        return key.service().equals(service)
                && (cluster == null || key.cluster().equals(cluster))
                && (region.isEmpty() || key.region().equals(region));
    }

    private boolean isToTarget(DeploymentRecord record) {
        return record.target().equals(target);
    }

    /** The left text if the URL has no label. */
    private String name(ServiceStatus status) {
        if (target.isEmpty()) {
            return service;
        }
        String place = Stream.of(status.last(), status.record())
                .filter(record -> record != null && isToTarget(record))
                .map(DeploymentRecord::targetLabel)
                .findFirst()
                .orElse(target);
        return place + ": " + service;
    }

    @NonNull
    public String type() {
        return switch (format) {
            case "svg" -> "image/svg+xml;charset=UTF-8";
            case "json" -> "application/json;charset=UTF-8";
            default -> "text/plain;charset=UTF-8";
        };
    }

    @NonNull
    public String render(@NonNull ServiceStatus status, long now) {
        BadgeText text = BadgeText.of(label, name(status), status, now);
        return switch (format) {
            case "svg" -> BadgeSvg.of(text, style);
            case "json" -> text.shields();
            default -> text.message() + "\n";
        };
    }
}
