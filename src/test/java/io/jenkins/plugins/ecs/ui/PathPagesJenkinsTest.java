package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.BulkChange;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.EcsFolderProperty;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathApproval;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who may see and check which paths. */
public class PathPagesJenkinsTest {

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    @Before
    public void configure() throws Exception {
        Folder shop = r.createProject(Folder.class, "shop");
        r.createProject(Folder.class, "other");
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("dev", "lead")
                .grant(Item.CONFIGURE)
                .onFolders(shop)
                .to("lead")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        EcsTarget staging = target("staging-eu", "staging");
        EcsTarget prod = target("prod-eu", "prod");
        prod.setProduction(true);
        EcsPolicy policy = new EcsPolicy();
        policy.setRegions("us-*");
        prod.setPolicy(policy);
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setRegion("eu-central-1");
            global.setTargets(List.of(staging, prod));
            EcsPathEnvironment production = new EcsPathEnvironment("production", "prod-eu");
            production.setFrom("staging");
            production.setSoak("4h");
            EcsPathApproval approval = new EcsPathApproval();
            approval.setUsers("lead, admin");
            approval.setCount(2);
            production.setApproval(approval);
            global.setPaths(List.of(path("web", new EcsPathEnvironment("staging", "staging-eu"), production)));
            all.commit();
        }
        EcsFolderProperty property = new EcsFolderProperty();
        property.setPaths(List.of(path("own", new EcsPathEnvironment("staging", "staging-eu"))));
        shop.addProperty(property);
    }

    private static EcsTarget target(String name, String cluster) {
        EcsTarget target = new EcsTarget(name);
        target.setCluster(cluster);
        return target;
    }

    private static EcsPath path(String name, EcsPathEnvironment... environments) {
        EcsPath path = new EcsPath(name);
        path.setOwner("the platform team");
        path.setEnvironments(List.of(environments));
        return path;
    }

    private JenkinsRule.WebClient as(String user) throws Exception {
        return r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
    }

    private static int status(JenkinsRule.WebClient client, String path) throws Exception {
        return client.goTo(path).getWebResponse().getStatusCode();
    }

    private static String text(JenkinsRule.WebClient client, String path) throws Exception {
        return client.goTo(path).getBody().asNormalizedText();
    }

    @Test
    public void anAdministratorSeesAllPathsAndWhatARuleRefuses() throws Exception {
        JenkinsRule.WebClient admin = as("admin");

        String list = text(admin, "ecs-dashboard/paths/");
        assertThat(list, containsString("staging → production"));
        assertThat(list, containsString("the platform team"));
        assertThat(list, containsString("folder shop"));
        String check = text(admin, "ecs-dashboard/paths/web/?answersAfter=1h");
        assertThat(check, containsString("in use in staging for 4 h"));
        assertThat(check, containsString("environment production: every release is refused: Region eu-central-1"));
        assertThat(check, containsString("all of lead, admin must approve, so none of them may start the build"));
        assertThat(status(admin, "ecs-dashboard/paths/nowhere/"), is(404));
    }

    @Test
    public void whoConfiguresAFolderSeesItsPathsAlone() throws Exception {
        JenkinsRule.WebClient lead = as("lead");

        String list = text(lead, "ecs-dashboard/paths/");
        assertThat(list, containsString("folder shop"));
        assertThat(list, not(containsString("production")));
        assertThat(text(lead, "ecs-dashboard/paths/own/?folder=shop"), containsString("gets through in 6 min"));
        assertThat(status(lead, "ecs-dashboard/paths/web/"), is(404));
        assertThat(status(as("dev"), "ecs-dashboard/paths/"), is(403));
        assertThat(status(as("dev"), "ecs-dashboard/paths/own/?folder=shop"), is(403));
    }

    @Test
    public void theButtonOfTheFormChecksWhatIsSavedByPostAndForThoseWhoConfigureIt() throws Exception {
        String ofFolder = "job/shop/descriptorByName/" + EcsPath.class.getName() + "/checkPath?name=own";
        String global = "descriptorByName/" + EcsPath.class.getName() + "/checkPath?name=";

        assertThat(post("lead", ofFolder), containsString("gets through in 6 min"));
        assertThat(post("dev", ofFolder), is("403"));
        assertThat(post("lead", global + "web"), is("403"));
        assertThat(post("admin", global + "web"), containsString("is stopped after"));
        assertThat(post("admin", global + "new"), containsString("Save the form first"));
        assertThat("no GET", status(as("admin"), global + "web"), is(404));
    }

    private String post(String user, String path) throws Exception {
        JenkinsRule.WebClient client = as(user);
        WebRequest request = client.addCrumb(new WebRequest(new URL(r.getURL() + path), HttpMethod.POST));
        var answer = client.getPage(request).getWebResponse();
        return answer.getStatusCode() == 200 ? answer.getContentAsString() : String.valueOf(answer.getStatusCode());
    }
}
