package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.live.PushedTags.Pushed;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.ImageTag;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of the history and the tags of their repository in one list. */
final class OfferedVersions {

    private OfferedVersions() {}

    /**
     * The newest first. What the repository says of a tag counts, not what it was when it was deployed.
     *
     * @param repository with its registry
     * @param pushed its tagged images
     */
    @NonNull
    static List<PastVersions.Past> of(
            @NonNull List<PastVersions.Past> past, @NonNull String repository, @NonNull List<Pushed> pushed) {
        Map<String, PastVersions.Past> all = new LinkedHashMap<>();
        past.forEach(each -> all.put(each.version().image(), each));
        Map<String, String> digests = new HashMap<>();
        for (Pushed each : pushed) {
            List<String> tags = ImageTag.among(each.tags());
            tags.forEach(tag -> digests.putIfAbsent(tag, each.digest()));
            version(repository, tags, each.digest(), all).ifPresent(version -> {
                PastVersions.Past known = all.getOrDefault(
                        version.image(), new PastVersions.Past(version, List.of(), List.of(), false, "", 0));
                all.put(
                        version.image(),
                        known.pushed(version, DeployMessages.pushedAt(each.pushedAt(), tags), each.pushedAt()));
            });
        }
        return all.values().stream()
                .map(each -> isMoved(each.version(), repository, digests) ? each.withTagMoved() : each)
                .sorted(Comparator.comparingLong(PastVersions.Past::at).reversed())
                .toList();
    }

    /** With the tag that it was deployed with if it still has that. */
    private static Optional<DeployVersion> version(
            String repository, List<String> tags, String digest, Map<String, PastVersions.Past> known) {
        if (tags.isEmpty() || digest.isEmpty()) {
            return Optional.empty();
        }
        DeployVersion first = new DeployVersion(repository, tags.get(0), digest);
        try {
            ImageReference.parse(first.image());
        } catch (TaskDefinitionException wrong) {
            return Optional.empty();
        }
        PastVersions.Past deployed = known.get(first.image());
        return Optional.of(deployed != null && tags.contains(deployed.version().tag()) ? deployed.version() : first);
    }

    private static boolean isMoved(DeployVersion version, String repository, Map<String, String> digests) {
        String now = version.repository().equals(repository) ? digests.get(version.tag()) : null;
        return now != null && !now.equals(version.digest());
    }
}
