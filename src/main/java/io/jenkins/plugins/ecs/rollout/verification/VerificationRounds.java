package io.jenkins.plugins.ecs.rollout.verification;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.function.Consumer;

/** Runs rounds of verifications. */
@FunctionalInterface
public interface VerificationRounds {

    /** For rollouts without a verification. */
    VerificationRounds NONE = (run, save, say) -> {
        throw new IllegalStateException("nothing runs verifications here");
    };

    /**
     * One round, which never waits.
     *
     * @param save receives each new state; the last one is what holds afterwards
     * @param say receives lines for the log
     * @return milliseconds until the next round is due
     * @throws io.jenkins.plugins.ecs.polling.ReadPendingException if it is to be run again once more was read
     */
    long round(@NonNull VerificationRun run, @NonNull Consumer<VerificationRun> save, @NonNull Consumer<String> say);
}
