package io.jenkins.plugins.ecs.rollout.state;

import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRun;
import java.io.Serializable;
import java.util.stream.LongStream;

/** The verification after the deployment, and the watch after that. Persisted as a part of {@link RolloutState}. */
public final class VerificationState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Null while none is in progress. */
    public VerificationRun run;

    /** When the last round of it was made; its results are old if that was long ago. */
    public long seenAt;

    /** How often it began again because nothing was read, since the last start of Jenkins. */
    public int unread;

    /** How many verifications in a row saw another revision than the deployed one. */
    public int strangers;

    /** The last one that was finished; null before. */
    public VerificationResult result;

    /** The last comparison while traffic was shifted, or the one that had a result; null without one. */
    public VerificationResult shift;

    /** Whether the verification in progress, or the last one, compares revisions while traffic is shifted. */
    public boolean shifting;

    /** When the watch began and when it ends; 0 without one. */
    public long watchedSince;

    public long watchedUntil;

    /** When the next verification of the watch begins. */
    public long nextAt;

    /** How many were finished during the watch. */
    public int looks;

    /** Why the watch ended early; empty if it did not. */
    public String watchEndedBy = "";

    /** Since when a user is asked; 0 before. */
    public long askedAt;

    /** Why, as a cause; and whether a check failed. */
    public String askedFor = "";

    public boolean askedForFailure;

    /** The user who has accepted the deployment although the verification did not pass; empty if none has. */
    public String acceptedBy = "";

    /** Whether a restart must not lose what came after another state. */
    boolean differsForARestart(VerificationState other) {
        boolean sameRun = run == null ? other.run == null : !run.isNews(other.run);
        return !sameRun
                || looks != other.looks
                || strangers != other.strangers
                || unread != other.unread
                || askedAt != other.askedAt
                || watchedUntil != other.watchedUntil;
    }

    /** The newest time of Jenkins' clock in it; 0 for none. */
    long newestTime() {
        return LongStream.of(seenAt, watchedSince, askedAt).max().orElse(0);
    }

    VerificationState copy() {
        try {
            return (VerificationState) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
