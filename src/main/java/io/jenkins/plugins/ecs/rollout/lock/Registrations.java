package io.jenkins.plugins.ecs.rollout.lock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Sha256;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions that this Jenkins registers. ECS refuses two registrations of one family at a time, so they go one after
 * the other; and an equal definition that was registered just now is used again, although a list may not show it yet. It
 * keeps hashes and ARNs, no definitions, and only in memory: after a restart ECS's own lists have caught up.
 */
public final class Registrations {

    private static final long REMEMBERED_FOR = 5 * 60_000;

    private record Registered(String arn, long at) {}

    private final Set<String> busy = new HashSet<>();
    private final Map<String, Registered> recent = new HashMap<>();

    /** One family of one account and Region, as one endpoint has it. */
    public static String key(String endpoint, RolloutState state) {
        // arn:aws:ecs:<region>:<account>:service/…
        String[] arn = state.serviceArn == null ? new String[0] : state.serviceArn.split(":", 6);
        String account = arn.length == 6 ? arn[4] : "";
        return String.join(" ", endpoint, state.request.region(), account, state.family);
    }

    /** @return whether it may be sent now; then {@link #end} must follow */
    public synchronized boolean begin(@NonNull String key) {
        return busy.add(key);
    }

    /** @param arn what was registered; null where that is not known */
    public synchronized void end(@NonNull String key, @NonNull String definition, @CheckForNull String arn, long now) {
        busy.remove(key);
        recent.values().removeIf(registered -> now - registered.at > REMEMBERED_FOR);
        if (arn != null) {
            recent.put(key + " " + definition, new Registered(arn, now));
        }
    }

    /** The revision of this definition that was registered in the last minutes. */
    public synchronized Optional<String> find(@NonNull String key, @NonNull String definition, long now) {
        return Optional.ofNullable(recent.get(key + " " + definition))
                .filter(registered -> Math.abs(now - registered.at) <= REMEMBERED_FOR)
                .map(Registered::arn);
    }

    /** No deployment may be given the revision again. */
    public synchronized void deregistered(@NonNull String arn) {
        recent.values().removeIf(registered -> registered.arn.equals(arn));
    }

    public static String hash(ObjectNode definition) {
        return Sha256.hex(definition.toString());
    }
}
