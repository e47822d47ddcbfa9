package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask.Container;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code digest}: every running container runs the expected image: by default the digest that ECS pinned for the
 * service revision, or the image that the check names by digest or tag. Of an image for several architectures ECS reports the
 * digest of its index, not that of a platform: the agent's pull request
 * <a href="https://github.com/aws/amazon-ecs-agent/pull/3576">3576</a>.
 */
public final class DigestCheck {

    public static final String IMAGE = "image";
    public static final String DIGEST = "digest";
    static final String CONTAINER = "container";

    private DigestCheck() {}

    static Measurement measure(
            CheckSpec spec, String taskDefinition, List<EcsTask> tasks, Collection<ServiceRevision> revisions) {
        Map<String, Set<String>> seen = running(tasks, spec.text(CONTAINER));
        if (seen.isEmpty()) {
            String only = spec.text(CONTAINER);
            return only == null
                    ? Measurement.inconclusive(CheckMessages.NO_DIGEST, "")
                    : Measurement.failed(CheckMessages.noDigest(only), "");
        }
        String image = spec.text(IMAGE);
        String digest = spec.text(DIGEST, image == null ? null : digestOf(image));
        if (digest != null) {
            return compare(seen, digest);
        }
        if (image != null) {
            return byTag(spec, tasks, seen, image);
        }
        return pinned(seen, taskDefinition, revisions);
    }

    private static Map<String, Set<String>> running(List<EcsTask> tasks, String only) {
        Map<String, Set<String>> seen = new TreeMap<>();
        for (EcsTask task : tasks) {
            if (!task.isRunning()) {
                continue;
            }
            for (Container container : task.containers()) {
                boolean wanted = only == null || only.equals(container.name());
                if (wanted && container.imageDigest() != null) {
                    seen.computeIfAbsent(container.name(), name -> new TreeSet<>())
                            .add(container.imageDigest());
                }
            }
        }
        return seen;
    }

    private static String digestOf(String image) {
        int at = image.indexOf('@');
        return at < 0 ? null : image.substring(at + 1);
    }

    /** If the check names no container, one container of every task must have the digest. */
    private static Measurement compare(Map<String, Set<String>> seen, String digest) {
        boolean one = seen.values().stream().anyMatch(digests -> digests.equals(Set.of(digest)));
        return Measurement.of(one, words(seen), Names.digest(digest));
    }

    private static Measurement byTag(CheckSpec spec, List<EcsTask> tasks, Map<String, Set<String>> seen, String image) {
        Map<String, Set<String>> images = new TreeMap<>();
        tasks.stream()
                .filter(EcsTask::isRunning)
                .flatMap(task -> task.containers().stream())
                .filter(c -> spec.text(CONTAINER) == null || c.name().equals(spec.text(CONTAINER)))
                .forEach(c -> images.computeIfAbsent(c.name(), name -> new TreeSet<>())
                        .add(c.image()));
        String container = images.entrySet().stream()
                .filter(each -> each.getValue().equals(Set.of(image)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        if (container == null) {
            String what = images.entrySet().stream()
                    .map(each -> CheckMessages.runs(each.getKey(), each.getValue()))
                    .collect(Collectors.joining(", "));
            return Measurement.failed(what, image);
        }
        Set<String> digests = seen.getOrDefault(container, Set.of());
        // A tag that was moved between two task starts stands for two images.
        return Measurement.of(digests.size() == 1, words(Map.of(container, digests)), CheckMessages.sameDigest(image));
    }

    private static Measurement pinned(
            Map<String, Set<String>> seen, String taskDefinition, Collection<ServiceRevision> revisions) {
        Map<String, Set<String>> pinned = new LinkedHashMap<>();
        revisions.stream()
                .filter(revision -> revision.taskDefinition().equals(taskDefinition))
                .forEach(revision -> revision.digests()
                        .forEach((name, digest) -> pinned.computeIfAbsent(name, n -> new TreeSet<>())
                                .add(digest)));
        Map<String, Set<String>> others = new TreeMap<>();
        seen.forEach((name, digests) -> {
            Set<String> unexpected = new TreeSet<>(digests);
            unexpected.removeAll(pinned.getOrDefault(name, digests));
            if (!unexpected.isEmpty()) {
                others.put(name, unexpected);
            }
        });
        if (!others.isEmpty()) {
            return Measurement.failed(words(others), words(pinned));
        }
        boolean known = seen.keySet().stream().anyMatch(pinned::containsKey);
        if (known) {
            return Measurement.passed(words(seen), CheckMessages.PINNED_BY_ECS);
        }
        boolean one = seen.values().stream().allMatch(digests -> digests.size() == 1);
        return Measurement.of(one, words(seen), CheckMessages.ONE_DIGEST);
    }

    private static String words(Map<String, Set<String>> digests) {
        return digests.entrySet().stream()
                .map(each -> each.getKey() + " "
                        + each.getValue().stream().map(Names::digest).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", "));
    }
}
