package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.polling.IndependentReads;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.Comparator;
import java.util.List;

/** Makes the reads that a phase declares, and no others. It changes nothing. */
public final class Observer {

    public static final int MOST_TASKS = 500;
    /** They are listed in no order, those of deployments before ours among them, for at least an hour. */
    public static final int MOST_STOPPED_TASKS = 500;

    private static final String CODE_DEPLOY_READ = "GetDeployment";

    private final ReadSources sources;
    private final Masking masking;

    public Observer(ReadSources sources, Masking masking) {
        this.sources = sources;
        this.masking = masking;
    }

    /**
     * Makes reads until the plan names no new one. Independent reads of ECS are requested together.
     *
     * @return with {@link Observation#waitMillis} if CodeDeploy may not be called yet; then there is nothing to decide
     * @throws io.jenkins.plugins.ecs.polling.ReadPendingException if the poller has to make reads first; it then runs the
     *     round again
     */
    public Observation observe(RolloutState state, ReadPlan plan) {
        Observation seen = new Observation();
        seen.masking = masking;
        List<Read> missing = missing(state, seen, plan);
        while (!missing.isEmpty()) {
            if (missing.get(0).kind() == Read.Kind.CODE_DEPLOY && sources.others() != null) {
                seen.waitMillis = sources.limits().turnIn(CODE_DEPLOY_READ);
                if (seen.waitMillis > 0) {
                    return seen;
                }
            }
            make(missing, state, seen);
            missing = missing(state, seen, plan);
        }
        return seen;
    }

    /** Reads of the first kind of which any are missing. */
    private static List<Read> missing(RolloutState state, Observation seen, ReadPlan plan) {
        List<Read> all = plan.reads(state, seen).stream()
                .filter(read -> !seen.has(read))
                .distinct()
                .toList();
        return all.stream()
                .map(Read::kind)
                .min(Comparator.naturalOrder())
                .map(first -> all.stream().filter(read -> read.kind() == first).toList())
                .orElse(List.of());
    }

    private void make(List<Read> reads, RolloutState state, Observation seen) {
        IndependentReads.each(reads, read -> {
            read.into(seen, state, sources);
            seen.made(read);
        });
    }
}
