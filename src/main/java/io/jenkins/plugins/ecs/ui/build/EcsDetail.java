package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import java.util.List;
import jenkins.model.details.Detail;
import jenkins.model.details.DetailFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** State and version of a build's deployments, in the details bar of the build page. */
@Restricted(NoExternalUse.class)
public final class EcsDetail extends Detail {

    private final EcsDeploymentsAction action;

    private EcsDetail(Run<?, ?> run, EcsDeploymentsAction action) {
        super(run);
        this.action = action;
    }

    @Override
    public String getIconClassName() {
        return action.getIconFileName();
    }

    @Override
    public String getDisplayName() {
        return action.getSummary().getText();
    }

    @Override
    public String getLink() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null
                ? null
                : request.getContextPath() + "/" + action.getRun().getUrl() + action.getUrlName();
    }

    /** Adds the detail to builds with deployments. */
    @Extension
    @Restricted(NoExternalUse.class)
    @SuppressWarnings("rawtypes")
    public static final class Factory extends DetailFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @NonNull
        @Override
        public List<? extends Detail> createFor(@NonNull Run run) {
            EcsDeploymentsAction action = ((Run<?, ?>) run).getAction(EcsDeploymentsAction.class);
            return action == null || action.getIconFileName() == null
                    ? List.of()
                    : List.of(new EcsDetail((Run<?, ?>) run, action));
        }
    }
}
