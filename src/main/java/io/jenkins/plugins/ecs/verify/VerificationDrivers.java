package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRounds;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRun;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The rounds of the verifications of one deployment, one after the other. It keeps the background reads of the current one. */
public final class VerificationDrivers implements VerificationRounds, AutoCloseable {

    private final Executor threads;
    private final Engine engine;
    private BackgroundReads aside;
    /** When the verification began that they belong to. */
    private long asideOf;

    /** Makes the driver of a round. */
    @FunctionalInterface
    public interface Engine {

        @NonNull
        VerifyDriver driver(@NonNull BackgroundReads aside, @NonNull VerifyJournal journal);
    }

    /** @param threads for slow reads */
    public VerificationDrivers(@NonNull Executor threads, @NonNull Engine engine) {
        this.threads = threads;
        this.engine = engine;
    }

    @Override
    public long round(
            @NonNull VerificationRun run, @NonNull Consumer<VerificationRun> save, @NonNull Consumer<String> say) {
        VerifyState state = (VerifyState) run;
        return engine.driver(aside(state), VerifyJournal.of(save, say)).round(state);
    }

    private synchronized BackgroundReads aside(VerifyState state) {
        if (aside == null || asideOf != state.startedAt) {
            close();
            aside = new BackgroundReads(threads);
            asideOf = state.startedAt;
        }
        return aside;
    }

    @CheckForNull
    private synchronized BackgroundReads take() {
        BackgroundReads old = aside;
        aside = null;
        return old;
    }

    /** Slow reads hold threads and connections. */
    @Override
    public void close() {
        BackgroundReads old = take();
        if (old != null) {
            old.close();
        }
    }
}
