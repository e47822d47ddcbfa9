package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.verify.check.CheckState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * The facts of one verification: the smallest set from which it can be taken up again after a restart. Persisted, so:
 * strings, numbers, enums and plain collections only, and no field is ever renamed. Times are epoch milliseconds by
 * Jenkins' clock unless a comment says AWS's.
 */
public final class VerifyState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    final VerifyRequest request;
    final long startedAt;
    ArrayList<CheckState> checks = new ArrayList<>();
    long finishedAt;
    /** Why it ended before all checks were over; empty if it did not. */
    String endedBy = "";
    /** ARN, as AWS answered; null before that. */
    String serviceArn;
    /** ARN of the revision that the service was set to; empty once that was another one than before. */
    String revision;
    /** By container: what was seen to run, where that was one image. */
    LinkedHashMap<String, String> digests = new LinkedHashMap<>();

    private VerifyState(VerifyRequest request, long now) {
        this.request = request;
        this.startedAt = now;
        request.checks().forEach(spec -> checks.add(new CheckState(now + spec.initialDelayMillis())));
    }

    @NonNull
    public static VerifyState begin(@NonNull VerifyRequest request, long now) {
        return new VerifyState(request, now);
    }

    @NonNull
    public VerifyRequest request() {
        return request;
    }

    public boolean hasEnded() {
        return finishedAt != 0;
    }

    /** In a few words, for a status line. */
    @NonNull
    public String progress() {
        long over = checks.stream().filter(CheckState::isOver).count();
        return over + " of " + checks.size() + " checks done";
    }

    long deadline() {
        return startedAt + request.timeoutMillis();
    }

    VerifyState copy() {
        try {
            VerifyState copy = (VerifyState) clone();
            copy.checks = new ArrayList<>();
            checks.forEach(check -> copy.checks.add(check.copy()));
            copy.digests = new LinkedHashMap<>(digests);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
