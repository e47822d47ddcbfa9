package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.InvisibleAction;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** In which folder a build began: a job that is moved while it builds keeps the rules of that folder. */
public final class BeginningAction extends InvisibleAction {

    private static final Logger LOGGER = Logger.getLogger(BeginningAction.class.getName());

    /** Full name; empty for Jenkins itself. */
    private final String folder;

    private BeginningAction(String folder) {
        this.folder = folder;
    }

    /** Only the first time in a build. */
    public static void note(@NonNull Run<?, ?> run) {
        synchronized (run) {
            if (run.getAction(BeginningAction.class) != null) {
                return;
            }
            run.addAction(new BeginningAction(folder(run)));
        }
        try {
            run.save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "could not save where " + run + " began", e);
        }
    }

    private static String folder(Run<?, ?> run) {
        return run.getParent().getParent().getFullName();
    }

    /**
     * The folder that a build began in, if its job is in another one now. Null also if that folder no longer exists: it
     * could only be renamed or deleted with the permission to change its rules.
     */
    @CheckForNull
    public static Item leftFolder(@NonNull Run<?, ?> run) {
        BeginningAction began = run.getAction(BeginningAction.class);
        if (began == null || began.folder.isEmpty() || began.folder.equals(folder(run))) {
            return null;
        }
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(began.folder);
        }
    }
}
