package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the recorded events prove. Pure functions; what is not recorded is not proven. */
public final class Proofs {

    /** A proof that is older is confirmed by another verification before the release goes on. */
    public static final Duration CONFIRM_AFTER = Duration.ofMinutes(5);

    private static final Set<PathEvent.Kind> PASSED = EnumSet.of(PathEvent.Kind.PROVEN, PathEvent.Kind.HOTFIX);

    private Proofs() {}

    /** The newest proof of the release; empty if there is none, or if it was revoked. */
    @NonNull
    public static Optional<PathEvent> of(
            @NonNull List<PathEvent> events,
            @NonNull String path,
            @NonNull String environment,
            @NonNull Map<String, String> digests) {
        return verified(events, path, environment, digests).filter(event -> event.kind() == PathEvent.Kind.PROVEN);
    }

    /**
     * The newest event of the release, if its verification passed: its proof, or that it is there as a hotfix. Empty if it
     * was not verified there, or no longer passes.
     */
    @NonNull
    public static Optional<PathEvent> verified(
            @NonNull List<PathEvent> events,
            @NonNull String path,
            @NonNull String environment,
            @NonNull Map<String, String> digests) {
        return newest(events, path, environment, digests).filter(event -> PASSED.contains(event.kind()));
    }

    private static Optional<PathEvent> newest(
            List<PathEvent> events, String path, String environment, Map<String, String> digests) {
        return events.stream()
                .filter(event -> event.isOf(path, environment) && event.isOf(digests))
                .reduce((older, newer) -> newer);
    }

    /** Why the newest proof of the release no longer counts; empty if it counts, or if there was none. */
    @NonNull
    static Optional<PathEvent> revocation(
            List<PathEvent> events, String path, String environment, Map<String, String> digests) {
        return newest(events, path, environment, digests).filter(event -> !PASSED.contains(event.kind()));
    }

    /**
     * Why a release is not, or no longer, proven and in use in a target; empty if it is.
     *
     * @param proof its newest proof there
     */
    @NonNull
    static Optional<String> refusal(
            Optional<PathEvent> proof, Evidence.Upstream in, String path, Map<String, String> digests) {
        if (proof.isEmpty()) {
            return Optional.of(revocation(in.events(), path, in.label(), digests)
                    .map(event -> ConditionMessages.revoked(in.label(), event.at(), event.reason()))
                    .orElseGet(() -> ConditionMessages.notProven(in.label())));
        }
        return replacement(proof.get(), in.uses())
                .map(use -> ConditionMessages.replaced(in.label(), use.revision(), use.at()));
    }

    /** The deployment that ended the use of a proven revision; empty while it is in use. */
    @NonNull
    static Optional<Use> replacement(PathEvent proof, List<Use> uses) {
        return uses.stream().filter(use -> replaces(use, proof)).findFirst();
    }

    /**
     * Since when the release has been proven and in continuous use. An earlier proof counts if the same revision was
     * neither revoked nor replaced since.
     */
    static long since(PathEvent newest, List<PathEvent> events, List<Use> uses) {
        long since = newest.at();
        for (int i = events.size() - 1; i >= 0; i--) {
            PathEvent event = events.get(i);
            boolean same = event.isOf(newest.path(), newest.environment())
                    && event.place().equals(newest.place());
            if (!same || event.at() > since) {
                continue;
            }
            boolean goesOn = event.kind() == PathEvent.Kind.PROVEN
                    && event.isOf(newest.digests())
                    && event.revision().equals(newest.revision())
                    && replacement(event, uses).isEmpty();
            if (!goesOn) {
                break;
            }
            since = event.at();
        }
        return since;
    }

    /**
     * The failed verification that still holds an environment, the newest if there are several; empty if a release was
     * proven there since, in the same account.
     */
    @NonNull
    static Optional<PathEvent> hold(List<PathEvent> here, String path, String environment) {
        Map<String, PathEvent> held = new HashMap<>();
        for (PathEvent event : here) {
            if (event.isOf(path, environment)) {
                String account = event.place().account();
                switch (event.kind()) {
                    case HELD -> held.put(account, event);
                    case PROVEN -> held.remove(account);
                    default -> {}
                }
            }
        }
        return held.values().stream().max(Comparator.comparingLong(PathEvent::at));
    }

    /** ARNs of the revisions whose verification did not pass after their deployment, and that were not proven since. */
    @NonNull
    public static Set<String> held(@NonNull List<PathEvent> events) {
        Set<String> held = new HashSet<>();
        for (PathEvent event : events) {
            if (event.kind() == PathEvent.Kind.HELD) {
                held.add(event.revision());
            } else if (event.kind() == PathEvent.Kind.PROVEN) {
                held.remove(event.revision());
            }
        }
        return held;
    }

    private static boolean replaces(Use use, PathEvent proof) {
        boolean sameAccount = use.account().isEmpty()
                || proof.place().account().isEmpty()
                || use.account().equals(proof.place().account());
        return sameAccount && use.at() >= proof.at() && !use.revision().equals(proof.revision());
    }
}
