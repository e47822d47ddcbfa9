package io.jenkins.plugins.ecs.steps.execution.removal;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.ecs.steps.execution.ExecutionMessages;
import io.jenkins.plugins.ecs.store.ShortLivedServices;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tells administrators of services of pull requests that cannot be deleted, and why. */
@Extension
@Restricted(NoExternalUse.class)
public final class LeftServices extends AdministrativeMonitor {

    /** One attempt may fail for a moment. */
    private static final int TIMES = 2;

    private static final int MOST = 20;

    public LeftServices() {
        super("ecsLeftServices");
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Amazon ECS services of pull requests that cannot be deleted";
    }

    @Override
    public boolean isActivated() {
        return !getServices().isEmpty();
    }

    @NonNull
    public List<String> getServices() {
        return ShortLivedServices.get().all().stream()
                .filter(each -> each.failure().times() >= TIMES)
                .limit(MOST)
                .map(ExecutionMessages::left)
                .toList();
    }
}
