package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Computer;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.config.EcsPagesConfiguration;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * This controller's {@link History}, in {@code JENKINS_HOME/ecs-deployments}. It must never affect a deployment: a
 * failed write is only logged, because the index can be rebuilt from the builds.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class DeploymentIndex {

    private static final Logger LOGGER = Logger.getLogger(DeploymentIndex.class.getName());
    private static final String FILE = "ecs-deployments/deployments.jsonl";

    private volatile History history;
    private boolean rebuilding;

    @NonNull
    public static DeploymentIndex get() {
        return ExtensionList.lookupSingleton(DeploymentIndex.class);
    }

    /**
     * The index, read from disk at the first call. If there is no file, it is rebuilt from the builds in the
     * background, and until then has only the deployments since the start.
     */
    @NonNull
    public History history() {
        synchronized (this) {
            if (history != null) {
                return history;
            }
            history = new History(file());
            if (history.exists()) {
                keep("read", history::load);
                return history;
            }
        }
        // The index in memory is complete by then.
        rebuild(0);
        return history;
    }

    private static Path file() {
        return new File(Jenkins.get().getRootDir(), FILE).toPath();
    }

    /** Runs in the background so that the start of Jenkins does not wait. Without a file there is nothing to read. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    @Restricted(NoExternalUse.class)
    public static void start() {
        if (Files.isRegularFile(file())) {
            Computer.threadPoolForRemoting.submit(get()::takeUp);
        }
    }

    private void takeUp() {
        history();
        closeLost();
        retain();
        tell();
    }

    public boolean isRead() {
        return history != null;
    }

    /** A build that was not resumed after a restart reports no end of its deployments. */
    private void closeLost() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            for (DeploymentRecord record : history().all()) {
                if (record.isUnderWay() && !isBuilding(record)) {
                    ended(record.build().job(), record.build().build());
                }
            }
        }
    }

    private static boolean isBuilding(DeploymentRecord record) {
        Job<?, ?> job = Jenkins.get().getItemByFullName(record.build().job(), Job.class);
        Run<?, ?> build =
                job == null ? null : job.getBuildByNumber(record.build().build());
        return build != null && build.isBuilding();
    }

    /** Reads all builds with deployments, in the background. */
    public void rebuild() {
        rebuild(System.currentTimeMillis());
    }

    /** @param since epoch milliseconds; deployments that ended later are kept even if no build has recorded them yet */
    private synchronized void rebuild(long since) {
        if (!rebuilding) {
            rebuilding = true;
            Computer.threadPoolForRemoting.submit(() -> rebuildNow(since));
        }
    }

    private void rebuildNow(long since) {
        List<DeploymentRecord> found = new ArrayList<>();
        List<Runnable> looks = new ArrayList<>();
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
                addBuilds(found, looks, job);
            }
            History to = history();
            keep("rebuild", () -> to.rebuild(found, since));
            looks.forEach(Runnable::run);
            tell();
            LOGGER.log(Level.INFO, "Found {0} ECS deployments in the builds", found.size());
        } finally {
            synchronized (this) {
                rebuilding = false;
            }
        }
    }

    /** Loads only builds that have our details file, because a controller may have very many others. */
    private void addBuilds(List<DeploymentRecord> found, List<Runnable> looks, Job<?, ?> job) {
        File[] directories = job.getBuildDir().listFiles(build -> new File(build, DetailsFile.NAME).isFile());
        for (File directory : directories == null ? new File[0] : directories) {
            if (directory.getName().matches("[0-9]{1,9}")) {
                Run<?, ?> build = job.getBuildByNumber(Integer.parseInt(directory.getName()));
                RecordedDeployments action = build == null ? null : build.getAction(RecordedDeployments.class);
                if (action != null) {
                    found.addAll(action.records());
                    action.drifts().forEach(drift -> looks.add(() -> look(drift, job.getFullName())));
                }
            }
        }
    }

    public void note(@NonNull DeploymentRecord record) {
        History to = history();
        boolean first = to.of(record.service()).isEmpty();
        keep("write", () -> to.note(record));
        if (first) {
            tell();
        }
        if (!record.isUnderWay()) {
            retain();
        }
    }

    public void look(@NonNull Drift drift, @NonNull String job) {
        change(to -> to.look(drift.service(), job, drift.startedAt(), drift.look()));
    }

    private void tell() {
        Set<ServiceKey> known = history().services().keySet();
        ExtensionList.lookup(ServiceListener.class).forEach(listener -> keep("publish", () -> listener.known(known)));
    }

    /** Applies the configured retention. Records of deleted builds are deleted in any case. */
    private void retain() {
        int days = EcsPagesConfiguration.get().getHistoryDays();
        if (days > 0) {
            History to = history();
            keep(
                    "write",
                    () -> to.forgetBefore(
                            System.currentTimeMillis() - Duration.ofDays(days).toMillis()));
        }
    }

    void ended(@NonNull String job, int build) {
        change(to -> to.ended(job, build, System.currentTimeMillis()));
    }

    void forget(@NonNull String job, int build) {
        change(to -> to.forget(job, build));
    }

    void move(@NonNull String from, @NonNull String to) {
        change(index -> index.move(from, to));
    }

    /** Does nothing on a controller that has never deployed. */
    private void change(Change change) {
        if (isRead() || Files.isRegularFile(file())) {
            History to = history();
            keep("write", () -> change.make(to));
        }
    }

    private static void keep(String what, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Could not " + what + " the index of ECS deployments", e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void make(History history) throws IOException;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
