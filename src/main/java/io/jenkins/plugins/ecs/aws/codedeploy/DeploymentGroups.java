package io.jenkins.plugins.ecs.aws.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Which deployment group of CodeDeploy deploys which ECS service, in one account and Region. AWS has no look-up by service,
 * so all applications are read, a few calls at a time: what was read is kept when a call fails, and for the deployments
 * that come after. In memory only.
 */
public final class DeploymentGroups {

    private static final int MOST_ACCOUNTS = 100;
    private static final int MOST_SERVICES = 5_000;
    private static final int CALLS_AT_ONCE = 10;
    private static final int NAMES_A_CALL = 100;
    private static final long KEPT_FOR = Duration.ofMinutes(30).toMillis();
    /** A group may have been made since all of them were read. */
    private static final long NONE_IS_SURE_FOR = Duration.ofSeconds(5).toMillis();

    private static final Map<String, DeploymentGroups> ACCOUNTS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeploymentGroups> eldest) {
            return size() > MOST_ACCOUNTS;
        }
    };

    private enum Kind {
        APPLICATIONS,
        PLATFORMS,
        NAMES,
        GROUPS
    }

    /** A call that must be sent. */
    private record Step(Kind kind, String application, List<String> names, String token) {}

    private record Place(String application, String group) {}

    /**
     * How far a search has come.
     *
     * @param group as AWS shows it; null if it is not found (yet)
     * @param isOver whether there is nothing more to read
     * @param read applications that have been read, those of other platforms among them
     * @param applications how many there are, as far as is known
     * @param skipped applications that could not be read, and why
     * @param failure of the last call; it is made again
     * @param hasRead whether any call succeeded this time
     * @param waitMillis how long to wait before it continues
     */
    public record Search(
            @Nullable ObjectNode group,
            boolean isOver,
            int read,
            int applications,
            List<String> skipped,
            @Nullable AwsFailure failure,
            boolean hasRead,
            long waitMillis) {}

    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Deque<Step> todo = new ArrayDeque<>();
    private final List<String> skipped = new ArrayList<>();
    private long begunAt = Long.MIN_VALUE;
    private long completedAt = Long.MIN_VALUE;
    private int applications;
    private int read;

    DeploymentGroups(LongSupplier clock) {
        this.clock = clock;
    }

    /** @param place endpoint, account and Region, in one text */
    static DeploymentGroups of(String place) {
        synchronized (ACCOUNTS) {
            return ACCOUNTS.computeIfAbsent(place, key -> new DeploymentGroups(System::currentTimeMillis));
        }
    }

    /**
     * Goes on with the search for the group of a service. It does not wait.
     *
     * @param cluster short name
     * @param service short name
     * @param turnIn called before each call: milliseconds until it may be sent; 0 for immediately
     * @throws AwsFailure if no application may be listed at all
     */
    @NonNull
    Search find(CodeDeploySdkApi api, String cluster, String service, LongSupplier turnIn) {
        if (!lock.tryLock()) {
            return later(null, false, 500);
        }
        try {
            return search(api, cluster, service, turnIn);
        } finally {
            lock.unlock();
        }
    }

    private Search search(CodeDeploySdkApi api, String cluster, String service, LongSupplier turnIn) {
        begin();
        Optional<ObjectNode> known = known(api, cluster, service);
        if (known.isPresent()) {
            return new Search(known.get(), true, read, applications, List.of(), null, true, 0);
        }
        boolean hasRead = false;
        for (int call = 0; call < CALLS_AT_ONCE; call++) {
            Step step = next(cluster, service);
            if (step == null) {
                completedAt = completedAt == Long.MIN_VALUE ? clock.getAsLong() : completedAt;
                return new Search(null, true, read, applications, List.copyOf(skipped), null, hasRead, 0);
            }
            long in = turnIn.getAsLong();
            if (in > 0) {
                todo.addFirst(step);
                return later(null, hasRead, in);
            }
            try {
                run(api, step);
                hasRead = true;
            } catch (AwsFailure failure) {
                if (failure.isPassing()) {
                    // The others are no less urgent.
                    todo.addLast(step);
                    return later(failure, hasRead, 1_000);
                }
                without(step, failure);
            }
            Optional<ObjectNode> found = known(api, cluster, service);
            if (found.isPresent()) {
                return new Search(found.get(), true, read, applications, List.of(), null, true, 0);
            }
        }
        return later(null, hasRead, 100);
    }

    private Search later(AwsFailure failure, boolean hasRead, long millis) {
        return new Search(null, false, read, applications, List.copyOf(skipped), failure, hasRead, millis);
    }

    private void begin() {
        long now = clock.getAsLong();
        boolean old = begunAt == Long.MIN_VALUE || now - begunAt > KEPT_FOR || now < begunAt;
        boolean complete = completedAt != Long.MIN_VALUE;
        if (!old && !(complete && now - completedAt > NONE_IS_SURE_FOR)) {
            return;
        }
        if (old) {
            places.clear();
        }
        begunAt = now;
        completedAt = Long.MIN_VALUE;
        todo.clear();
        skipped.clear();
        applications = 0;
        read = 0;
        todo.add(new Step(Kind.APPLICATIONS, null, List.of(), null));
    }

    /** What is known is read again: a group may have been changed since, and its last deployment is part of it. */
    private Optional<ObjectNode> known(CodeDeploySdkApi api, String cluster, String service) {
        Place place = places.get(cluster + "/" + service);
        if (place == null) {
            return Optional.empty();
        }
        Optional<ObjectNode> group = api.deploymentGroupNamed(place.application(), place.group())
                .filter(found -> CodeDeploySdkApi.deploys(found, cluster, service));
        if (group.isEmpty()) {
            // What has changed since is not known: all is read again.
            begunAt = Long.MIN_VALUE;
            begin();
        }
        return group;
    }

    /** Groups whose names are known come first, then applications whose names are like that of the service. */
    private Step next(String cluster, String service) {
        Optional<Step> best = todo.stream()
                .filter(step -> step.kind() == Kind.GROUPS)
                .findFirst()
                .or(() -> todo.stream()
                        .filter(step -> step.application() != null
                                && (step.application().contains(service)
                                        || step.application().contains(cluster)))
                        .findFirst());
        best.ifPresent(todo::remove);
        return best.orElseGet(todo::poll);
    }

    private void run(CodeDeploySdkApi api, Step step) {
        switch (step.kind()) {
            case APPLICATIONS -> {
                CodeDeploySdkApi.Page page = api.applications(step.token());
                List<String> names = page.names();
                applications += names.size();
                for (int from = 0; from < names.size(); from += NAMES_A_CALL) {
                    todo.addLast(new Step(
                            Kind.PLATFORMS,
                            null,
                            names.subList(from, Math.min(names.size(), from + NAMES_A_CALL)),
                            null));
                }
                more(step, page);
            }
            case PLATFORMS -> {
                List<String> ofEcs = api.applicationsOfEcs(step.names());
                read += step.names().size() - ofEcs.size();
                ofEcs.forEach(name -> todo.addLast(new Step(Kind.NAMES, name, List.of(), null)));
            }
            case NAMES -> {
                CodeDeploySdkApi.Page page = api.groupNames(step.application(), step.token());
                List<String> names = page.names();
                for (int from = 0; from < names.size(); from += NAMES_A_CALL) {
                    todo.addFirst(new Step(
                            Kind.GROUPS,
                            step.application(),
                            names.subList(from, Math.min(names.size(), from + NAMES_A_CALL)),
                            null));
                }
                if (!more(step, page)) {
                    read++;
                }
            }
            case GROUPS ->
                api.groups(step.application(), step.names())
                        .forEach(group ->
                                group.path("ecsServices").forEach(each -> keep(step.application(), group, each)));
        }
    }

    private void keep(String application, JsonNode group, JsonNode service) {
        if (places.size() < MOST_SERVICES) {
            places.put(
                    service.path("clusterName").asText() + "/"
                            + service.path("serviceName").asText(),
                    new Place(application, group.path("deploymentGroupName").asText()));
        }
    }

    private boolean more(Step step, CodeDeploySdkApi.Page page) {
        String token = page.next();
        if (token != null && !token.isEmpty() && !token.equals(step.token())) {
            todo.addLast(new Step(step.kind(), step.application(), step.names(), token));
            return true;
        }
        return false;
    }

    /** What may not be read, or was deleted in the meantime, does not prevent the rest from being read. */
    private void without(Step step, AwsFailure failure) {
        switch (step.kind()) {
            case APPLICATIONS -> {
                begunAt = Long.MIN_VALUE;
                throw failure;
            }
            case PLATFORMS -> step.names().forEach(name -> todo.addLast(new Step(Kind.NAMES, name, List.of(), null)));
            default -> {
                if (!"ApplicationDoesNotExistException".equals(failure.code())) {
                    skipped.add(step.application() + " (" + failure.iamAction() + ": " + failure.code() + ")");
                }
                read += step.kind() == Kind.NAMES ? 1 : 0;
            }
        }
    }
}
