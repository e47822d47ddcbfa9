package io.jenkins.plugins.ecs.steps;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Descriptor;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.SandboxClock;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
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
