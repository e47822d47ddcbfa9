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
 * Which badge is asked for, by the end of a path such as {@code /prod/api.svg}, {@code /target/prod-eu/api.svg} or
 * {@code /api.svg}, and its parameters.
 *
 * @param cluster null where the path names none
 * @param format {@code svg}, {@code json} or {@code txt}
 * @param target as the three that follow: empty where none is named
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
     * @param clustered whether the path names a cluster
     * @param parameters by name; null for one that is not there
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
     * The state of the service, as far as the visible deployments tell it; empty where there are none, so that what is
     * hidden can't be told from what is not there. Of services with these names in several places, the one that was
     * deployed last.
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

    /** What stands on the left where the address gives no label. */
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
