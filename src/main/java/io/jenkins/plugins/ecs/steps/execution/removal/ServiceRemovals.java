package io.jenkins.plugins.ecs.steps.execution.removal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.PeriodicWork;
import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.execution.ExecutionMessages;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import io.jenkins.plugins.ecs.store.ShortLivedServices;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Each minute, deletes the services of pull requests that are due. Without such services it does nothing. */
@Extension
@Restricted(NoExternalUse.class)
public final class ServiceRemovals extends PeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(ServiceRemovals.class.getName());
    /** At the same time; the others come in one of the next minutes. */
    private static final int MOST_AT_ONCE = 5;

    private final Map<String, ServiceRemoval> running = new HashMap<>();

    @NonNull
    public static ServiceRemovals get() {
        return ExtensionList.lookupSingleton(ServiceRemovals.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return MIN;
    }

    @Override
    protected void doRun() {
        List<ShortLivedService> all = ShortLivedServices.get().all();
        if (!all.isEmpty()) {
            RolloutThreads.schedule(() -> sweep(all), 0);
        }
    }

    /** A job was deleted. */
    void jobDeleted(@NonNull String name) {
        boolean known = ShortLivedServices.get().all().stream()
                .anyMatch(each -> each.job().equals(name));
        if (known) {
            RolloutThreads.schedule(() -> sweep(ShortLivedServices.get().all()), 0);
        }
    }

    private synchronized void sweep(List<ShortLivedService> all) {
        if (!RolloutThreads.isOpen()) {
            return;
        }
        List.copyOf(running.values()).stream().filter(ServiceRemoval::hangs).forEach(each -> {
            each.close();
            failed(each, ExecutionMessages.REMOVAL_HANGS);
        });
        long now = RolloutThreads.clock().millis();
        for (ShortLivedService each : all) {
            if (running.size() < MOST_AT_ONCE && !running.containsKey(each.key()) && each.mayTry(now)) {
                each.due(ShortLivedServices.branch(each.job()), now).ifPresent(reason -> begin(each, reason, now));
            }
        }
    }

    private void begin(ShortLivedService service, ShortLivedService.Reason reason, long now) {
        if (service.isGivenUp(now)) {
            LOGGER.log(Level.SEVERE, ExecutionMessages.givenUp(service));
            ShortLivedServices.get().forget(service);
            return;
        }
        LOGGER.log(Level.INFO, ExecutionMessages.removing(service, reason));
        ServiceRemoval removal = new ServiceRemoval(service, nearest(service.job()), this::done);
        running.put(service.key(), removal);
        try {
            removal.begin();
        } catch (RuntimeException impossible) {
            failed(removal, String.valueOf(impossible.getMessage()));
        }
    }

    /** The job, or the innermost of its folders that still exists; null if there is none. */
    @CheckForNull
    private static Item nearest(String job) {
        String name = job;
        Item found = Jenkins.get().getItemByFullName(name);
        while (found == null && name.contains("/")) {
            name = name.substring(0, name.lastIndexOf('/'));
            found = Jenkins.get().getItemByFullName(name);
        }
        return found;
    }

    private synchronized void done(ServiceRemoval removal, @CheckForNull OperationOutcome outcome) {
        if (outcome == null) {
            failed(removal, ExecutionMessages.REMOVAL_BROKE);
        } else if (!outcome.isGreen()) {
            failed(removal, String.join(". ", outcome.consoleLines()));
        } else if (outcome.verdict() == Verdict.NO_CHANGE && !removal.service().isTriedBefore()) {
            running.remove(removal.service().key(), removal);
            ShortLivedServices.get()
                    .failed(
                            removal.service(),
                            outcome.message(),
                            RolloutThreads.clock().millis());
        } else {
            LOGGER.log(Level.INFO, "{0}", outcome.message());
            outcome.problems()
                    .forEach(each -> LOGGER.log(Level.WARNING, "{0}: {1}", new Object[] {
                        removal.service().words(), PlainText.line(each)
                    }));
            running.remove(removal.service().key(), removal);
            ShortLivedServices.get().forget(removal.service());
        }
    }

    private synchronized void failed(ServiceRemoval removal, String problem) {
        running.remove(removal.service().key(), removal);
        if (ShortLivedServices.get()
                .isDue(removal.service(), RolloutThreads.clock().millis())) {
            LOGGER.log(Level.WARNING, ExecutionMessages.notRemoved(removal.service(), PlainText.line(problem)));
            ShortLivedServices.get()
                    .failed(removal.service(), problem, RolloutThreads.clock().millis());
        }
    }
}
