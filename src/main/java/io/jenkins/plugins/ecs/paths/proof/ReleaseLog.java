package io.jenkins.plugins.ecs.paths.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.RecordFile;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The events of all releases of this controller: in memory, and in a file of lines. They are kept when builds are
 * deleted. Lines that cannot be read prove nothing. Thread-safe.
 */
public final class ReleaseLog {

    /** Events that are kept of one service in one environment of a path: others with equal names take none of them. */
    static final int MOST_OF_A_PLACE = 200;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordFile file;
    private Map<String, List<PathEvent>> services;

    /** @param file its directory is created if necessary */
    public ReleaseLog(@NonNull Path file) {
        this.file = new RecordFile(file);
    }

    /** The events of a service, oldest first; accounts are told apart by each event's place. */
    @NonNull
    public synchronized List<PathEvent> of(@NonNull String region, @NonNull String cluster, @NonNull String service)
            throws IOException {
        return loaded().getOrDefault(key(region, cluster, service), List.of()).stream()
                .filter(event -> event.place().isNamed(region, cluster, service))
                .toList();
    }

    /** The events of all services, oldest first of each. */
    @NonNull
    public synchronized List<PathEvent> all() throws IOException {
        return loaded().values().stream().flatMap(List::stream).toList();
    }

    /** When it returns, the event is in the file. */
    public synchronized void record(@NonNull PathEvent event) throws IOException {
        loaded();
        file.append(line(event));
        add(event);
    }

    private Map<String, List<PathEvent>> loaded() throws IOException {
        if (services == null) {
            services = new LinkedHashMap<>();
            if (file.exists()) {
                int[] lines = new int[1];
                file.read(line -> {
                    lines[0]++;
                    RecordFile.object(line).flatMap(ReleaseLog::event).ifPresent(this::add);
                });
                int kept = services.values().stream().mapToInt(List::size).sum();
                if (lines[0] > 2 * kept + 100) {
                    file.replace(services.values().stream()
                            .flatMap(List::stream)
                            .map(ReleaseLog::line)
                            .toList());
                }
            }
        }
        return services;
    }

    private void add(PathEvent event) {
        ServicePlace place = event.place();
        List<PathEvent> events = services.computeIfAbsent(
                key(place.region(), place.cluster(), place.service()), key -> new ArrayList<>());
        if (event.kind() == PathEvent.Kind.PROVEN) {
            // The newest one tells how the service is deployed now.
            events.replaceAll(each -> isOfSamePlace(each, event) ? each.withoutTeamFile() : each);
        }
        events.add(event);
        List<PathEvent> same =
                events.stream().filter(each -> isOfSamePlace(each, event)).toList();
        if (same.size() > MOST_OF_A_PLACE) {
            events.remove(same.get(0));
        }
    }

    private static boolean isOfSamePlace(PathEvent one, PathEvent other) {
        return one.place().equals(other.place()) && one.isOf(other.path(), other.environment());
    }

    private static String key(String region, String cluster, String service) {
        return String.join("/", region, Arns.brief(cluster), Arns.brief(service));
    }

    private static String line(PathEvent event) {
        ObjectNode line = JSON.createObjectNode();
        line.put("kind", event.kind().name());
        line.put("account", event.place().account());
        line.put("region", event.place().region());
        line.put("cluster", event.place().cluster());
        line.put("service", event.place().service());
        line.put("path", event.path());
        line.put("environment", event.environment());
        line.put("revision", event.revision());
        line.set("digests", JSON.valueToTree(event.digests()));
        line.put("at", event.at());
        line.put("build", event.build());
        line.put("reason", PlainText.line(event.reason()));
        line.put("template", event.template());
        line.put("teamFile", event.teamFile());
        line.put("definition", event.definition());
        return line.toString();
    }

    private static Optional<PathEvent> event(JsonNode tree) {
        try {
            TreeMap<String, String> digests = new TreeMap<>();
            tree.path("digests")
                    .fields()
                    .forEachRemaining(
                            each -> digests.put(each.getKey(), each.getValue().asText()));
            return digests.isEmpty() || tree.path("at").asLong() <= 0
                    ? Optional.empty()
                    : Optional.of(new PathEvent(
                            PathEvent.Kind.valueOf(tree.path("kind").asText()),
                            new ServicePlace(
                                    tree.path("account").asText(),
                                    tree.path("region").asText(),
                                    tree.path("cluster").asText(),
                                    tree.path("service").asText()),
                            tree.path("path").asText(),
                            tree.path("environment").asText(),
                            tree.path("revision").asText(),
                            digests,
                            tree.path("at").asLong(),
                            tree.path("build").asText(),
                            tree.path("reason").asText(),
                            tree.path("template").asText(""),
                            tree.path("teamFile").asText(""),
                            tree.path("definition").asText("")));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
