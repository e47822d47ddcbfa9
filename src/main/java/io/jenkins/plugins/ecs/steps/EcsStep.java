package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step of this plugin is told: which service, where, and as whom. */
public abstract class EcsStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String service;
    private String cluster;
    private String region;
    private String credentialsId;
    private String roleArn;

    /** @param service name or ARN */
    protected EcsStep(@CheckForNull String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** Name or ARN. */
    @CheckForNull
    public String getService() {
        return service;
    }

    /** Name or ARN. */
    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** A role to assume with the credentials. */
    @CheckForNull
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Util.fixEmptyAndTrim(roleArn);
    }
}
