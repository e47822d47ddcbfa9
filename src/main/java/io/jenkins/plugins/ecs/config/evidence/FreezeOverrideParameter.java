package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.User;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A parameter in which the user who starts a build says why freeze windows are to be ignored. It has no default, and its
 * value comes from that user's own request alone: no file and no other build can give it.
 */
@ExportedBean(defaultVisibility = 3)
public final class FreezeOverrideParameter extends ParameterDefinition {

    private static final long serialVersionUID = 1L;
    private static final String USUAL_NAME = "FREEZE_OVERRIDE";

    @DataBoundConstructor
    public FreezeOverrideParameter(@CheckForNull String name) {
        super(Util.fixEmptyAndTrim(name) == null ? USUAL_NAME : name.trim());
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return value(form.optString("value"));
    }

    @CheckForNull
    @Override
    public ParameterValue createValue(StaplerRequest2 request) {
        String reason = request.getParameter(getName());
        return reason == null ? null : value(reason);
    }

    private FreezeOverride value(String reason) {
        User user = User.current();
        return new FreezeOverride(getName(), Util.fixEmptyAndTrim(reason), user == null ? null : user.getId());
    }

    @Extension
    @Symbol("ecsFreezeOverride")
    public static final class DescriptorImpl extends ParameterDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Amazon ECS freeze window override";
        }
    }
}
