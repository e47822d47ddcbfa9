package io.jenkins.plugins.ecs.ui;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import jenkins.model.Jenkins;

/** Which deployments the current user may see, by a permission on their job. For one request. */
public final class VisibleJobs implements Predicate<DeploymentRecord> {

    private final Permission permission;
    private final Map<String, Boolean> known = new HashMap<>();

    public VisibleJobs(@NonNull Permission permission) {
        this.permission = permission;
    }

    @Override
    public boolean test(DeploymentRecord record) {
        return isVisible(record.build().job());
    }

    /** The deployments of a service that the user may see, oldest first. */
    @NonNull
    public List<DeploymentRecord> deployments(@NonNull ServiceKey key) {
        return DeploymentIndex.get().history().of(key).stream().filter(this).toList();
    }

    /** @param fullName of the job */
    public boolean isVisible(@NonNull String fullName) {
        return known.computeIfAbsent(fullName, name -> {
            Job<?, ?> job = find(name);
            return job != null && job.hasPermission(permission);
        });
    }

    /** Looked up as SYSTEM: a lookup as a user who may not discover the job would throw. */
    @CheckForNull
    public static Job<?, ?> find(String fullName) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Item item = Jenkins.get().getItemByFullName(fullName);
            return item instanceof Job<?, ?> job ? job : null;
        }
    }
}
