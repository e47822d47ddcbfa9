package io.jenkins.plugins.ecs.steps;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.XmlFile;
import hudson.model.Descriptor;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.model.User;
import hudson.security.csrf.CrumbIssuer;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPagesConfiguration;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.SandboxClock;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.htmlunit.WebClientUtil;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.rules.ExternalResource;
import org.jvnet.hudson.test.JenkinsRule;

/** A sandbox with the service {@code prod/api}, whose clock runs faster than ours, and a Jenkins that deploys to it. */
public abstract class EcsJenkinsTest {

    protected static final String CREDENTIALS = "sandbox";
    protected static final String DEPLOY = "ecsDeploy cluster: 'prod', service: 'api', image: 'repo/app:2.0.0'";

    protected EcsSandbox sandbox;

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.builder().clock(SandboxClock.accelerated(60)).start();
        sandbox.cluster("prod");
        sandbox.service(
                "prod", "api", s -> s.image("repo/app:1.0.0").desiredCount(2).circuitBreaker(true, true));
    }

    @After
    public void stopSandbox() {
        sandbox.close();
    }

    protected void configure(JenkinsRule r) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(credentials(CREDENTIALS, EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY));
        SystemCredentialsProvider.getInstance().save();
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        global.setEndpointOverride(sandbox.endpoint().toString());
        global.setRegion("eu-central-1");
        global.setCredentialsId(CREDENTIALS);
    }

    protected static AWSCredentialsImpl credentials(String id, String key, String secret)
            throws Descriptor.FormException {
        return new AWSCredentialsImpl(CredentialsScope.GLOBAL, id, key, secret, id);
    }

    /** One Jenkins for all tests of a class: its start takes longer than most of them. It needs {@link Cleaning}. */
    public static JenkinsRule jenkinsOfTheClass() {
        JenkinsRule r = new JenkinsRule() {
            /** The rule is a constant of its class, which must not keep Jenkins for as long as the JVM lives. */
            @Override
            public void after() throws Exception {
                super.after();
                jenkins = null;
                server = null;
            }
        };
        r.timeout = 1200;
        return r;
    }

    /**
     * After each test it takes away what the test left in the Jenkins of the class: builds, jobs, users, credentials,
     * security, the plugin's own settings and its index. A test that changes anything else has a Jenkins of its own.
     */
    public static final class Cleaning extends ExternalResource {

        private final JenkinsRule r;
        private CrumbIssuer crumbs;
        private int executors;
        private int historyDays;
        private XmlFile file;
        private String settings;

        public Cleaning(JenkinsRule r) {
            this.r = r;
        }

        @Override
        protected void before() throws IOException {
            crumbs = r.jenkins.getCrumbIssuer();
            executors = r.jenkins.getNumExecutors();
            historyDays = EcsPagesConfiguration.get().getHistoryDays();
            EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
            global.save();
            file = new XmlFile(new File(r.jenkins.getRootDir(), global.getId() + ".xml"));
            settings = file.asString();
        }

        @Override
        protected void after() {
            try {
                clean();
            } catch (Exception e) {
                throw new AssertionError("the next test finds something of this one", e);
            }
        }

        private void clean() throws Exception {
            for (WorkflowJob job : r.jenkins.getAllItems(WorkflowJob.class)) {
                for (WorkflowRun build : job.getBuilds()) {
                    if (build.isLogUpdated()) {
                        build.doKill();
                    }
                }
            }
            r.waitUntilNoActivity();
            for (TopLevelItem item : r.jenkins.getItems()) {
                item.delete();
            }
            History history = DeploymentIndex.get().history();
            for (DeploymentRecord record : history.all()) {
                history.forget(record.build().job(), 0);
            }
            for (Node node : r.jenkins.getNodes()) {
                r.jenkins.removeNode(node);
            }
            r.jenkins.disableSecurity();
            r.jenkins.setCrumbIssuer(crumbs);
            r.jenkins.setNumExecutors(executors);
            for (User user : List.copyOf(User.getAll())) {
                user.delete();
            }
            SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
            credentials.getCredentials().clear();
            credentials.save();
            EcsPagesConfiguration.get().setRollbackJob(null);
            EcsPagesConfiguration.get().setHistoryDays(historyDays);
            Files.writeString(file.getFile().toPath(), settings);
            EcsGlobalConfiguration.get().load();
        }
    }

    /**
     * The form of a page once its drop-downs are filled and its fields are checked: what is submitted before may have lost
     * a selection. The test harness itself waits for ten seconds only.
     */
    public static HtmlForm formOf(HtmlPage page) {
        WebClientUtil.waitForJSExec(page.getWebClient(), 120_000);
        return page.getFormByName("config");
    }

    /** A pipeline without any node: the step holds no executor. */
    protected static WorkflowJob job(JenkinsRule r, String name, String script) throws Exception {
        WorkflowJob job = r.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    protected static WorkflowRun started(WorkflowJob job) throws Exception {
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Holds deployments where they need an operation: it is throttled, until {@code faults().clear()}. */
    protected void hold(String operation) {
        sandbox.faults().on(operation).throttle();
        if (operation.equals("ListServiceDeployments")) {
            // The other way to find our deployment.
            sandbox.faults().on("DescribeServiceDeployments").throttle();
        }
    }

    /** Calls of an operation that took effect. */
    protected long done(String operation) {
        return sandbox.calls(operation).stream()
                .filter(call -> call.status() == 200)
                .count();
    }
}
