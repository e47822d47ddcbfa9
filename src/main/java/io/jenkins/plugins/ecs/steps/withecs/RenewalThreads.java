package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import io.jenkins.plugins.ecs.steps.execution.StepThreads;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Threads that renew the credentials of {@code withEcs} blocks: STS may be slow, and deployments must not wait for it. */
@Restricted(NoExternalUse.class)
public final class RenewalThreads {

    private static final StepThreads THREADS = new StepThreads("ecs-credentials", 2);

    private RenewalThreads() {}

    static void schedule(@NonNull Runnable renewal, long inMillis) {
        THREADS.schedule(renewal, inMillis);
    }

    @Terminator
    public static void shutDown() {
        THREADS.shutDown();
    }
}
