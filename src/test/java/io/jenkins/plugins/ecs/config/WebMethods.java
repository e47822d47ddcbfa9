package io.jenkins.plugins.ecs.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.kohsuke.stapler.WebMethod;

/** What of a class can be reached through an address. */
public final class WebMethods {

    /**
     * Those that are of no form, by class and method. Each has its row in {@link FormPermissionsJenkinsTest}; a test of the
     * class files compares this list with what there is.
     */
    public static final Set<String> OF_NO_FORM = Set.of(
            "Approval.doAnswer",
            "AskedApproval.doAnswer",
            "DeliveriesPage.doEnable",
            "DeliveriesPage.doResend",
            "DeployPage.doStart",
            "EcsBadgeAction.doDynamic",
            "EcsDashboardAction.doRebuild",
            "EcsDeploymentsAction.doLive",
            "EnvironmentsPage.doLive",
            "JobBadgesAction.doDynamic",
            "NewServicePage.doCreate",
            "NewServicePage.doDownload",
            "NewServicePage.doPreview",
            "ReleaseApproval.doAnswer",
            "ServicePage.doPromote",
            "ServicePage.doRollback");

    private WebMethods() {}

    static boolean isOne(Method method) {
        return isOne(method.getName())
                && Modifier.isPublic(method.getModifiers())
                && !method.isBridge()
                && method.getDeclaringClass().getName().startsWith("io.jenkins.plugins.ecs.");
    }

    /** @param name of a public method; what is annotated with {@link WebMethod} is one of these here, too */
    public static boolean isOne(String name) {
        return name.matches("do[A-Z]\\w*|js[A-Z]\\w*");
    }
}
