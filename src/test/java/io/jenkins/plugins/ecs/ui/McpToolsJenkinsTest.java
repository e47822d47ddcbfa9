package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.BulkChange;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.ui.mcp.EcsMcpTools;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The tools, over HTTP and as an extension: what a user may not read is not in the answers. */
public class McpToolsJenkinsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @ClassRule
    public static final JenkinsRule r = EcsJenkinsTest.jenkinsOfTheClass();

    @Rule
    public final EcsJenkinsTest.Cleaning cleaning = new EcsJenkinsTest.Cleaning(r);

    @Before
    public void aServiceThatReadersSeeAndOneThatTheyDoNot() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        WorkflowJob shop = job("shop", "");
        WorkflowJob secret = job("secret", "");
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "nobody", "approver")
                .grant(Item.READ)
                .onItems(shop)
                .to("reader", "approver")
                .grant(Item.READ, EcsPermissions.APPROVE)
                .everywhere()
                .to("approver"));
        deployed(shop, "api", Outcomes.of("prod", "api").underWay().verdict(Verdict.SUCCESS, ""));
        deployed(secret, "hidden", Outcomes.of("prod", "hidden").underWay().verdict(Verdict.STOPPED, "out of memory"));
    }

    private static WorkflowJob job(String name, String script) throws Exception {
        WorkflowJob job = r.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static void deployed(WorkflowJob job, String id, Outcomes outcomes) throws Exception {
        WorkflowRun build = r.buildAndAssertSuccess(job);
        EcsDeploymentsAction.of(build).put(id, outcomes.outcome(), outcomes.details());
    }

    private static JsonNode post(String user, String method, Object params) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(r.getURL() + "mcp-server/stateless"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(
                        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params))));
        if (!user.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body(), response.statusCode(), is(200));
        return JSON.readTree(response.body()).path("result");
    }

    /** The text of the answer, which is JSON. */
    private static JsonNode call(String user, String tool, Map<String, ?> arguments) throws Exception {
        JsonNode result = post(user, "tools/call", Map.of("name", tool, "arguments", arguments));
        return JSON.readTree(result.path("content").get(0).path("text").asText());
    }

    private static String problem(String user, String tool, Map<String, ?> arguments) throws Exception {
        JsonNode answer = call(user, tool, arguments);
        assertThat(answer.toString(), answer.path("status").asText(), is("FAILED"));
        return answer.path("message").asText();
    }

    private static JsonNode answer(String user, String tool, Map<String, ?> arguments) throws Exception {
        JsonNode answer = call(user, tool, arguments);
        assertThat(answer.toString(), answer.path("status").asText(), is("COMPLETED"));
        return answer.path("result");
    }

    @Test
    public void theToolsAreListedWithTheirParametersAndAsReadOnly() throws Exception {
        Map<String, JsonNode> tools = new TreeMap<>();
        post("reader", "tools/list", Map.of())
                .path("tools")
                .forEach(tool -> tools.put(tool.path("name").asText(), tool));

        assertThat(
                tools.keySet().stream().filter(name -> name.startsWith("ecs")).toList(),
                contains("ecsDeployment", "ecsPlan", "ecsService", "ecsServices", "ecsWaiting", "ecsWhyNotPromoted"));
        tools.forEach((name, tool) -> {
            if (name.startsWith("ecs")) {
                JsonNode hints = tool.path("annotations");
                assertThat(name, hints.path("readOnlyHint").asBoolean(), is(true));
                assertThat(name, hints.path("destructiveHint").asBoolean(true), is(false));
                assertThat(name, hints.path("openWorldHint").asBoolean(true), is(false));
            }
        });
        JsonNode schema = tools.get("ecsService").path("inputSchema");
        List<String> parameters = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(parameters::add);
        assertThat(parameters, containsInAnyOrder("service", "cluster", "region", "account"));
        assertThat(schema.path("required").toString(), is("[\"service\"]"));
    }

    @Test
    public void eachUserSeesTheServicesOfJobsThatTheyMayReadAndNoCountOfOthers() throws Exception {
        JsonNode reader = answer("reader", "ecsServices", Map.of("limit", 1_000_000, "unknown", "x"));
        assertThat(reader.path("services").findValuesAsText("service"), contains("api"));
        assertThat(reader.path("all").asInt(), is(1));
        assertThat(reader.toString(), not(containsString("hidden")));
        assertThat(
                answer("approver", "ecsServices", Map.of()).path("services").findValuesAsText("service"),
                contains("api", "hidden"));
        JsonNode none = answer("nobody", "ecsServices", Map.of("filter", "prod"));
        assertThat(none.path("services").size(), is(0));
        assertThat(none.path("all").asInt(), is(0));
        assertThat(
                "without any permission", problem("", "ecsServices", Map.of()), containsString("anonymous is missing"));
    }

    @Test
    public void aServiceAndADeploymentAreThereForReadersAndDoNotExistForOthers() throws Exception {
        JsonNode service = answer("reader", "ecsService", Map.of("service", "api"));
        assertThat(service.path("status").path("version").asText(), is("2.0.0"));
        assertThat(service.path("deployments").get(0).path("job").asText(), is("shop"));
        JsonNode deployment = answer("reader", "ecsDeployment", Map.of("job", "shop"));
        assertThat(deployment.path("build").asInt(), is(1));
        assertThat(deployment.path("deployments").get(0).path("status").asText(), is("SUCCESS"));
        assertThat(deployment.path("deployments").get(0).path("stages").isEmpty(), is(false));

        assertThat(
                problem("reader", "ecsService", Map.of("service", "hidden")).replace("hidden", "?"),
                is(problem("reader", "ecsService", Map.of("service", "nothing")).replace("nothing", "?")));
        for (String tool : List.of("ecsDeployment", "ecsPlan")) {
            for (Map<String, ?> build : List.of(Map.<String, Object>of(), Map.of("build", 1), Map.of("build", 99))) {
                Map<String, Object> secret = new TreeMap<>(build);
                secret.put("job", "secret");
                Map<String, Object> none = new TreeMap<>(build);
                none.put("job", "nothing");
                assertThat(
                        problem("reader", tool, secret).replace("secret", "?"),
                        is(problem("reader", tool, none).replace("nothing", "?")));
            }
        }
        assertThat(
                answer("approver", "ecsDeployment", Map.of("job", "secret", "build", 1, "deployment", "hidden"))
                        .path("deployments")
                        .get(0)
                        .path("summary")
                        .asText(),
                containsString("out of memory"));
        assertThat(
                problem("reader", "ecsPlan", Map.of("job", "shop", "build", 1)),
                containsString("Build 1 of the job shop has no plan of a dry run"));
        assertThat(
                problem("reader", "ecsDeployment", Map.of("job", "shop", "build", 2)),
                containsString("has no build 2"));
    }

    @Test
    public void whyAReleaseIsNotPromotedIsSaidAsOnThePage() throws Exception {
        EcsTarget here = new EcsTarget("here");
        here.setCluster("prod");
        EcsTarget there = new EcsTarget("there");
        there.setCluster("other");
        EcsPathEnvironment production = new EcsPathEnvironment("production", "there");
        production.setFrom("staging");
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "here"), production));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(here, there));
            global.setPaths(List.of(path));
            all.commit();
        }
        record(PathEvent.Kind.PROVEN, 0);
        record(PathEvent.Kind.REVOKED, 1);

        JsonNode promotion = answer("reader", "ecsWhyNotPromoted", Map.of("service", "api"))
                .path("promotions")
                .get(0);

        assertThat(promotion.path("to").asText(), is("production"));
        assertThat(promotion.path("possible").asBoolean(), is(false));
        assertThat(promotion.path("offered").asBoolean(), is(false));
        List<String> sentences = new ArrayList<>();
        promotion.path("conditions").forEach(each -> sentences.add(each.asText()));
        assertThat(sentences, hasItem(containsString("no longer proven in staging")));
        String page = r.createWebClient()
                .login("reader")
                .goTo("ecs-dashboard/service/eu-central-1/prod/api/")
                .asNormalizedText();
        sentences.forEach(each -> assertThat(page, containsString(each)));
        assertThat(problem("nobody", "ecsWhyNotPromoted", Map.of("service", "api")), containsString("No service api"));
        assertThat(
                "a service without a path",
                answer("approver", "ecsWhyNotPromoted", Map.of("service", "hidden"))
                        .path("explanation")
                        .asText(),
                containsString("can be promoted"));
    }

    private static void record(PathEvent.Kind kind, long later) throws Exception {
        DeploymentRecord deployed = DeploymentIndex.get()
                .history()
                .of(new ServiceKey("eu-central-1", "prod", "api"))
                .get(0);
        ReleaseIndex.get()
                .record(new PathEvent(
                        kind,
                        new ServicePlace(deployed.account(), "eu-central-1", "prod", "api"),
                        "web of the global settings",
                        "staging",
                        deployed.taskDefinition(),
                        new TreeMap<>(Map.of("", DIGEST)),
                        System.currentTimeMillis() + later,
                        "shop #1",
                        ""));
    }

    @Test
    public void whatWaitsIsSaidWithWhoMayAnswerToAllWhoMayReadTheBuild() throws Exception {
        WorkflowJob job = job("ask", "ecsApprove message: 'Deploy?', users: 'approver, boss'");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        r.waitForMessage("waiting for approval: Deploy?", build);

        JsonNode waiting = answer("approver", "ecsWaiting", Map.of()).path("waiting");
        assertThat(waiting.findValuesAsText("what"), contains("Deploy?"));
        assertThat(waiting.get(0).path("build").asText(), is("ask #1"));
        assertThat(waiting.get(0).path("forWhom").asText(), containsString("boss"));
        assertThat(answer("reader", "ecsWaiting", Map.of()).path("waiting").size(), is(0));
        ((MockAuthorizationStrategy) r.jenkins.getAuthorizationStrategy())
                .grant(Item.READ)
                .onItems(job)
                .to("reader");
        JsonNode seen = answer("reader", "ecsWaiting", Map.of()).path("waiting").get(0);
        assertThat(seen.path("whyNot").asText(), containsString("do not have the permission ECS deployments/Approve"));
        assertThat(
                "the page offers nothing to answer",
                r.createWebClient().login("reader").goTo("ecs-dashboard/").asNormalizedText(),
                not(containsString("Waiting for you")));
        build.doStop();
        r.waitForCompletion(build);
    }

    @Test
    public void theExtensionItselfChecksThePermissions() throws Exception {
        EcsMcpTools tools = ExtensionList.lookupSingleton(EcsMcpTools.class);
        try (ACLContext reader = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertThat(tools.ecsServices("", null, null).get("all"), is(1));
            assertThat(tools.ecsDeployment("shop", 1, "api").get("job"), is("shop"));
        }
        try (ACLContext nobody = ACL.as2(User.getById("nobody", true).impersonate2())) {
            assertThat(tools.ecsServices("", null, null).get("all"), is(0));
            assertThrows(IllegalArgumentException.class, () -> tools.ecsDeployment("shop", 1, "api"));
            assertThrows(IllegalArgumentException.class, () -> tools.ecsService("api", "", "", ""));
        }
        try (ACLContext anonymous = ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThrows(AccessDeniedException3.class, () -> tools.ecsServices("", null, null));
            assertThrows(AccessDeniedException3.class, () -> tools.ecsWhyNotPromoted("api", "", "", ""));
            assertThrows(IllegalArgumentException.class, () -> tools.ecsPlan("shop", null));
            assertThat(((List<?>) tools.ecsWaiting().get("waiting")).size(), is(0));
        }
    }
}
