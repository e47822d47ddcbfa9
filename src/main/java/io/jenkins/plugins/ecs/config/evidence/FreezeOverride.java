package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import java.util.Optional;
import org.kohsuke.stapler.export.ExportedBean;

/** Why freeze windows are to be ignored in a build, and who said so when starting it. */
@ExportedBean(defaultVisibility = 3)
public final class FreezeOverride extends ParameterValue {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String user;

    // Nothing binds it: a Jenkinsfile can't make one.
    FreezeOverride(@NonNull String name, @CheckForNull String reason, @CheckForNull String user) {
        super(name);
        this.reason = reason;
        this.user = user;
    }

    /** Empty where the user who started the build gave no reason. */
    @NonNull
    public String reason() {
        return reason == null ? "" : reason;
    }

    /** Whether this user gave it. */
    public boolean isBy(@NonNull String userId) {
        return userId.equals(user);
    }

    @Override
    public Object getValue() {
        return reason();
    }

    /** The one that a build was started with, if it gives a reason. */
    @NonNull
    public static Optional<FreezeOverride> of(@NonNull Run<?, ?> run) {
        return run.getActions(ParametersAction.class).stream()
                .flatMap(action -> action.getAllParameters().stream())
                .filter(FreezeOverride.class::isInstance)
                .map(FreezeOverride.class::cast)
                .filter(override -> !override.reason().isEmpty())
                .findFirst();
    }
}
