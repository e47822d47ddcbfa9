package io.jenkins.plugins.ecs.servicedef;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code CreateService} takes, and what becomes of a change of it. The names are those of the API. */
public enum ServiceAttribute {
    SERVICE_NAME("serviceName", Effect.IDENTITY),
    CLUSTER("cluster", Effect.IDENTITY),
    TASK_DEFINITION("taskDefinition", Effect.DEPLOYMENT, Scope.ROLLING),
    DESIRED_COUNT("desiredCount", Effect.UPDATE),
    LAUNCH_TYPE("launchType", Effect.REPLACE),
    /** Sent with {@code forceNewDeployment}, because the tasks that run stay where they are otherwise. */
    CAPACITY_PROVIDER_STRATEGY("capacityProviderStrategy", Effect.DEPLOYMENT, Scope.ROLLING),
    PLATFORM_VERSION("platformVersion", Effect.DEPLOYMENT, Scope.ROLLING),
    NETWORK_CONFIGURATION("networkConfiguration", Effect.DEPLOYMENT, Scope.ROLLING),
    LOAD_BALANCERS("loadBalancers", Effect.DEPLOYMENT, Scope.ROLLING),
    SERVICE_REGISTRIES("serviceRegistries", Effect.DEPLOYMENT, Scope.ROLLING),
    SERVICE_CONNECT("serviceConnectConfiguration", Effect.DEPLOYMENT, Scope.ROLLING),
    VOLUME_CONFIGURATIONS("volumeConfigurations", Effect.DEPLOYMENT, Scope.ROLLING),
    VPC_LATTICE("vpcLatticeConfigurations", Effect.DEPLOYMENT, Scope.ROLLING),
    DEPLOYMENT_CONFIGURATION("deploymentConfiguration", Effect.UPDATE, Scope.ALL_BUT_EXTERNAL),
    /** ECS can change some pairs; then another service of AWS deploys, so it is a migration and not an update. */
    DEPLOYMENT_CONTROLLER("deploymentController", Effect.REPLACE),
    HEALTH_CHECK_GRACE_PERIOD("healthCheckGracePeriodSeconds", Effect.UPDATE),
    PLACEMENT_CONSTRAINTS("placementConstraints", Effect.UPDATE),
    PLACEMENT_STRATEGY("placementStrategy", Effect.UPDATE),
    SCHEDULING_STRATEGY("schedulingStrategy", Effect.REPLACE),
    AVAILABILITY_ZONE_REBALANCING("availabilityZoneRebalancing", Effect.UPDATE),
    ENABLE_ECS_MANAGED_TAGS("enableECSManagedTags", Effect.UPDATE),
    PROPAGATE_TAGS("propagateTags", Effect.UPDATE),
    ENABLE_EXECUTE_COMMAND("enableExecuteCommand", Effect.UPDATE),
    MONITORING("monitoring", Effect.UPDATE),
    TAGS("tags", Effect.TAGS),
    ROLE("role", Effect.REPLACE);

    /** With which deployment controllers {@code UpdateService} takes a change. */
    private enum Scope {
        ALL,
        ALL_BUT_EXTERNAL,
        ROLLING
    }

    private final String member;
    private final Effect effect;
    private final Scope scope;

    ServiceAttribute(String member, Effect effect) {
        this(member, effect, Scope.ALL);
    }

    ServiceAttribute(String member, Effect effect, Scope scope) {
        this.member = member;
        this.effect = effect;
        this.scope = scope;
    }

    /** The one of that name in the API. */
    @NonNull
    public static Optional<ServiceAttribute> of(@NonNull String member) {
        return Arrays.stream(values())
                .filter(each -> each.member.equals(member))
                .findFirst();
    }

    /** The names of all, for messages. */
    static List<String> members() {
        return Arrays.stream(values()).map(ServiceAttribute::member).toList();
    }

    @NonNull
    public String member() {
        return member;
    }

    @NonNull
    public Effect effect() {
        return effect;
    }

    /**
     * Whether {@code UpdateService} takes a change of it.
     *
     * @param controller {@code ECS}, {@code CODE_DEPLOY} or {@code EXTERNAL}
     */
    public boolean isUpdatedWith(@NonNull String controller) {
        boolean changes = effect == Effect.UPDATE || effect == Effect.DEPLOYMENT;
        return changes
                && switch (scope) {
                    case ALL -> true;
                    case ALL_BUT_EXTERNAL -> !controller.equals("EXTERNAL");
                    case ROLLING -> controller.equals("ECS");
                };
    }

    /** Whether {@code CreateService} takes it. */
    public boolean isCreatedWith(@NonNull String controller) {
        return !controller.equals("EXTERNAL") || !(scope == Scope.ROLLING || this == LAUNCH_TYPE);
    }
}
