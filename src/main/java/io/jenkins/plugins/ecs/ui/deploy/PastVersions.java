package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Proofs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The versions that ran in a service before, by what this Jenkins has recorded. */
final class PastVersions {

    private static final int MOST = 50;
    private static final int MOST_PLACES = 5;

    /**
     * A version, and what is known of it.
     *
     * @param ran where it ran, newest first
     * @param proven the environments of the path in which it is proven
     * @param tagMoved whether a newer image has its tag
     * @param pushed when it was pushed, and its tags; empty if that is not known
     * @param at when it ran or was pushed last, epoch milliseconds
     */
    record Past(
            @NonNull DeployVersion version,
            @NonNull List<String> ran,
            @NonNull List<String> proven,
            boolean tagMoved,
            @NonNull String pushed,
            long at) {

        @NonNull
        Past withTagMoved() {
            return new Past(version, ran, proven, true, pushed, at);
        }

        @NonNull
        Past pushed(@NonNull DeployVersion as, @NonNull String text, long pushedAt) {
            return new Past(as, ran, proven, false, text, Math.max(at, pushedAt));
        }
    }

    private PastVersions() {}

    /**
     * The newest first, each image once.
     *
     * @param records of the service, in all of its environments
     * @param events of the service, oldest first of each environment
     * @param path its id; empty for none
     */
    @NonNull
    static List<Past> of(
            @NonNull List<DeploymentRecord> records, @NonNull List<PathEvent> events, @NonNull String path) {
        Map<String, DeployVersion> versions = new LinkedHashMap<>();
        Map<String, Map<String, String>> ran = new LinkedHashMap<>();
        Map<String, Long> newest = new LinkedHashMap<>();
        records.stream()
                .filter(DeploymentRecord::isGreen)
                .sorted(Comparator.comparingLong(DeploymentRecord::startedAt).reversed())
                .forEach(record -> DeployVersion.of(record).ifPresent(version -> {
                    // The same image may have been deployed by its digest, and once by its tag.
                    versions.merge(
                            version.image(),
                            version,
                            (newer, older) -> newer.tag().isEmpty() ? older : newer);
                    newest.putIfAbsent(version.image(), record.startedAt());
                    ran.computeIfAbsent(version.image(), image -> new LinkedHashMap<>())
                            .putIfAbsent(record.service().toString(), ran(record));
                }));
        List<PathEvent> onPath =
                events.stream().filter(each -> each.path().equals(path)).toList();
        Set<String> tags = new HashSet<>();
        return versions.values().stream()
                .limit(MOST)
                .map(version -> new Past(
                        version,
                        ran.get(version.image()).values().stream()
                                .limit(MOST_PLACES)
                                .toList(),
                        proven(version, onPath, path),
                        !tags.add(version.repository() + ":" + version.tag()),
                        "",
                        newest.get(version.image())))
                .toList();
    }

    private static String ran(DeploymentRecord record) {
        return DeployMessages.ranAt(
                record.service().toString(),
                record.startedAt(),
                record.build().job() + " #" + record.build().build());
    }

    private static List<String> proven(DeployVersion version, List<PathEvent> events, String path) {
        if (version.digest().isEmpty()) {
            return List.of();
        }
        Map<String, String> release = version.release(events);
        Set<String> environments = new LinkedHashSet<>();
        events.forEach(each -> environments.add(each.environment()));
        List<String> proven = new ArrayList<>();
        environments.forEach(environment -> Proofs.of(events, path, environment, release)
                .ifPresent(proof -> proven.add(DeployMessages.provenIn(environment, proof.at(), proof.build()))));
        return proven;
    }
}
