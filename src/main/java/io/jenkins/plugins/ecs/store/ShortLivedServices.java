package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.history.ShortLivedLog;
import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.history.ShortLivedService.Branch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The services of pull requests that this controller has to delete, in {@code JENKINS_HOME/ecs-deployments}. */
@Extension
@Restricted(NoExternalUse.class)
public final class ShortLivedServices {

    private static final Logger LOGGER = Logger.getLogger(ShortLivedServices.class.getName());
    private static final String FILE = "ecs-deployments/pull-requests.jsonl";

    private ShortLivedLog log;

    @NonNull
    public static ShortLivedServices get() {
        return ExtensionList.lookupSingleton(ShortLivedServices.class);
    }

    private synchronized ShortLivedLog log() {
        if (log == null) {
            log = new ShortLivedLog(new File(Jenkins.get().getRootDir(), FILE).toPath());
            try {
                int lost = log.unreadableLines();
                if (lost > 0) {
                    LOGGER.log(
                            Level.WARNING,
                            "{0} lines of {1} cannot be read. Delete their services yourself",
                            new Object[] {lost, FILE});
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Could not read " + FILE, e);
            }
        }
        return log;
    }

    /** @return why the release cannot begin; empty if it can, and a restart finds the service */
    @NonNull
    public Optional<String> claim(@NonNull ShortLivedService wanted) {
        try {
            return log().claim(wanted, known -> known.hasBranch(branch(known.job())));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + FILE, e);
        }
    }

    @NonNull
    public List<ShortLivedService> all() {
        try {
            return log().all();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    /** Whether it is to be deleted still: no release has claimed it since, and its branch is not there again. */
    public boolean isDue(@NonNull ShortLivedService seen, long now) {
        try {
            return log().current(seen)
                    .flatMap(known -> known.due(branch(known.job()), now))
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
    }

    /** It no longer exists. */
    public void forget(@NonNull ShortLivedService gone) {
        try {
            log().forget(gone);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Could not write " + FILE, e);
        }
    }

    /** It could not be deleted. */
    public void failed(@NonNull ShortLivedService left, @NonNull String problem, long now) {
        try {
            log().failed(left, problem, now);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Could not write " + FILE, e);
        }
    }

    /** A job, or a folder with all of its jobs, was deleted; or it is there again, a folder without them. */
    public void jobDeleted(@NonNull String place, boolean deleted) {
        try {
            log().jobDeleted(place, deleted);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Could not write " + FILE, e);
        }
    }

    void move(@NonNull String from, @NonNull String to) {
        try {
            log().move(from, to);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Could not write " + FILE, e);
        }
    }

    /**
     * What there is of a branch. Multibranch projects may keep the job of a deleted branch for a while; then it cannot be
     * built, although nobody has disabled it. Jenkins starts without the jobs that it cannot load, such as those whose
     * plugin is missing.
     *
     * @param job its full name
     */
    @NonNull
    public static Branch branch(@NonNull String job) {
        Item item = item(job);
        boolean disabled = item instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> any && any.isDisabled();
        if (!(item instanceof Job<?, ?> found)) {
            return Branch.ABSENT;
        }
        if (!disabled && !found.isBuildable()) {
            return Branch.DEAD;
        }
        Run<?, ?> last = found.getLastBuild();
        boolean builds = last != null && (last.isBuilding() || last.getPreviousBuildInProgress() != null);
        return builds ? Branch.BUILDING : Branch.RESTING;
    }

    /** Also one that the user whom the build runs as may not see. */
    @CheckForNull
    private static Item item(String job) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(job);
        }
    }
}
