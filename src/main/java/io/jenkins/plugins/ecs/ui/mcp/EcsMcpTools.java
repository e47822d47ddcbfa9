package io.jenkins.plugins.ecs.ui.mcp;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import io.jenkins.plugins.ecs.ui.build.PendingReleases;
import io.jenkins.plugins.ecs.ui.build.RunningRelease;
import io.jenkins.plugins.ecs.ui.build.WaitingApprovals;
import io.jenkins.plugins.ecs.ui.dashboard.Dashboard;
import io.jenkins.plugins.ecs.ui.dashboard.EcsDashboardAction;
import io.jenkins.plugins.ecs.ui.dashboard.PromotionView;
import io.jenkins.plugins.ecs.ui.dashboard.ServicePage;
import io.jenkins.plugins.ecs.ui.dashboard.ServiceRow;
import io.jenkins.plugins.mcp.server.McpServerExtension;
import io.jenkins.plugins.mcp.server.annotation.Tool;
import io.jenkins.plugins.mcp.server.annotation.ToolParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Tools for language models, if the MCP Server plugin is installed. They only read, as the user of the request. That
 * plugin checks {@code Jenkins.READ} alone, so each tool leaves out what is of jobs that the user may not read. The
 * names of the parameters are those of the methods, which are compiled with {@code -parameters}.
 *
 * <p>No tool answers an approval: a program with the token of the user who started a build is no second person.
 */
@SuppressWarnings("deprecation")
@Extension(optional = true)
@Restricted(NoExternalUse.class)
public final class EcsMcpTools implements McpServerExtension {

    private static final int MOST_DEPLOYMENTS = 20;

    @NonNull
    @Tool(
            name = "ecsServices",
            description = McpMessages.SERVICES,
            annotations =
                    @Tool.Annotations(
                            title = "ECS services",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public Map<String, Object> ecsServices(
            @ToolParam(required = false, description = McpMessages.FILTER) String filter,
            @ToolParam(required = false, description = McpMessages.PAGE) Integer page,
            @ToolParam(required = false, description = McpMessages.LIMIT) Integer limit) {
        return ServiceAnswers.list(dashboard(filter), page, limit);
    }

    @NonNull
    @Tool(
            name = "ecsService",
            description = McpMessages.SERVICE,
            annotations =
                    @Tool.Annotations(
                            title = "One ECS service",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public Map<String, Object> ecsService(
            @ToolParam(description = McpMessages.SERVICE_NAME) String service,
            @ToolParam(required = false, description = McpMessages.CLUSTER) String cluster,
            @ToolParam(required = false, description = McpMessages.REGION) String region,
            @ToolParam(required = false, description = McpMessages.ACCOUNT) String account) {
        ServicePage page = page(service, cluster, region, account);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", page.getStatus());
        answer.put("delivery", page.getDelivery());
        answer.put(
                "deployments",
                page.getDeployments().stream().limit(MOST_DEPLOYMENTS).toList());
        return BoundedAnswer.of(answer);
    }

    @NonNull
    @Tool(
            name = "ecsDeployment",
            description = McpMessages.DEPLOYMENT,
            annotations =
                    @Tool.Annotations(
                            title = "ECS deployments of a build",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public Map<String, Object> ecsDeployment(
            @ToolParam(description = McpMessages.JOB) String job,
            @ToolParam(required = false, description = McpMessages.BUILD) Integer build,
            @ToolParam(required = false, description = McpMessages.DEPLOYMENT_ID) String deployment) {
        ReadableBuild found =
                ReadableBuild.find(job, build, "ECS deployment", all -> BuildAnswers.choose(all, deployment));
        return BuildAnswers.deployments(found.job(), found.run().getNumber(), found.url(), found.deployments());
    }

    @NonNull
    @Tool(
            name = "ecsWaiting",
            description = McpMessages.WAITING,
            annotations =
                    @Tool.Annotations(
                            title = "What waits for whom",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public Map<String, Object> ecsWaiting() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("waiting", WaitingApprovals.visible());
        answer.put(
                "releases",
                PendingReleases.running().stream()
                        .filter(each -> each.run().hasPermission(Item.READ))
                        .map(RunningRelease::view)
                        .map(each -> ExportedValues.of(each, "service", "path", "summary", "startedAt", "link"))
                        .toList());
        return BoundedAnswer.of(answer);
    }

    @NonNull
    @Tool(
            name = "ecsPlan",
            description = McpMessages.PLAN,
            annotations =
                    @Tool.Annotations(
                            title = "Plan of an ECS deployment",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public Map<String, Object> ecsPlan(
            @ToolParam(description = McpMessages.JOB) String job,
            @ToolParam(required = false, description = McpMessages.BUILD) Integer build) {
        ReadableBuild found = ReadableBuild.find(job, build, "plan of a dry run", BuildAnswers::planned);
        return BuildAnswers.plans(found.job(), found.run().getNumber(), found.url(), found.deployments());
    }

    @NonNull
    @Tool(
            name = "ecsWhyNotPromoted",
            description = McpMessages.WHY_NOT_PROMOTED,
            annotations =
                    @Tool.Annotations(
                            title = "Why a release is not promoted",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    public Map<String, Object> ecsWhyNotPromoted(
            @ToolParam(description = McpMessages.SERVICE_NAME) String service,
            @ToolParam(required = false, description = McpMessages.CLUSTER) String cluster,
            @ToolParam(required = false, description = McpMessages.REGION) String region,
            @ToolParam(required = false, description = McpMessages.ACCOUNT) String account) {
        ServicePage page = page(service, cluster, region, account);
        List<PromotionView> promotions = page.getPromotions();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("service", page.getDisplayName());
        answer.put("promotions", promotions);
        if (promotions.isEmpty()) {
            answer.put("explanation", McpMessages.NOTHING_TO_PROMOTE);
        }
        answer.put(
                "releases",
                EcsDashboardAction.releases(service.toLowerCase(Locale.ROOT)).stream()
                        .filter(row -> row.getService().equals(service))
                        .toList());
        return BoundedAnswer.of(answer);
    }

    private static Dashboard dashboard(String filter) {
        return Dashboard.of(
                DeploymentIndex.get().history(),
                visible(),
                name -> name.equals("filter") ? filter : null,
                System.currentTimeMillis());
    }

    private static VisibleJobs visible() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return new VisibleJobs(Item.READ);
    }

    private static ServicePage page(String service, String cluster, String region, String account) {
        ServiceRow row = ServiceAnswers.choose(dashboard("").all(), service, cluster, region, account);
        ServicePage page = ServicePage.of(new ServiceKey(row.getRegion(), row.getCluster(), row.getService()));
        ServicePage own = page == null ? null : page.getAccount(row.getAccount());
        if (own == null) {
            // Deleted in the meantime.
            throw new IllegalArgumentException(McpMessages.noService(row.getService()));
        }
        return own;
    }
}
