package io.jenkins.plugins.ecs.ui;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;
import org.jvnet.localizer.ResourceBundleHolder;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The permissions of this plugin. */
public final class EcsPermissions {

    public static final PermissionGroup GROUP = new PermissionGroup(EcsPermissions.class, text("group"));

    /** To see the state of the services that a job deploys, as a badge, and nothing else of the job. */
    public static final Permission VIEW_STATUS =
            new Permission(GROUP, "ViewStatus", text("viewStatus"), Item.READ, PermissionScope.ITEM);

    /** To answer the pauses of a build's deployments: continue or roll back. */
    public static final Permission APPROVE =
            new Permission(GROUP, "Approve", text("approve"), Item.BUILD, PermissionScope.ITEM);

    /** To start a job that releases what is proven in one environment to the next. */
    public static final Permission PROMOTE =
            new Permission(GROUP, "Promote", text("promote"), Item.BUILD, PermissionScope.ITEM);

    /** To release without a proof in the environment before. */
    public static final Permission HOTFIX =
            new Permission(GROUP, "Hotfix", text("hotfix"), Jenkins.ADMINISTER, PermissionScope.ITEM);

    /** To deploy during a freeze window in an emergency. */
    public static final Permission OVERRIDE_FREEZE =
            new Permission(GROUP, "OverrideFreeze", text("overrideFreeze"), Jenkins.ADMINISTER, PermissionScope.ITEM);

    private EcsPermissions() {}

    private static Localizable text(String key) {
        return new Localizable(ResourceBundleHolder.get(EcsPermissions.class), key);
    }

    /** Permissions must exist before a saved authorization that names them is read. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.SYSTEM_CONFIG_LOADED)
    @Restricted(NoExternalUse.class)
    public static void register() {
        // Loading this class creates them.
    }
}
