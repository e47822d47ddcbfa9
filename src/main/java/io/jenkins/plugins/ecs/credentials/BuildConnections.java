package io.jenkins.plugins.ecs.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.JobSettings;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Opens connections to AWS for builds, through the controller's proxy and to the endpoint that the admin chose. */
public final class BuildConnections {

    private static final int LONGEST_SESSION_NAME = 64;

    private BuildConnections() {}

    /** Opens no socket yet. The caller closes it. */
    @NonNull
    public static AwsConnection open(@NonNull Run<?, ?> run, @NonNull EcsSettings settings) {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        BuildCredentials credentials =
                new BuildCredentials(run, settings.credentialsId(), global.isAllowControllerCredentials());
        String endpoint = JobSettings.of(run.getParent()).endpoint(settings.target());
        return AwsConnection.open(
                new AwsConnection.Settings(
                        settings.region(),
                        endpoint == null ? null : URI.create(endpoint),
                        EcsSettings.roles(settings.roleArn()),
                        settings.externalId(),
                        sessionName(run.getExternalizableId()),
                        proxy(Jenkins.get().proxy)),
                credentials);
    }

    /** Names the build in CloudTrail: {@code jenkins-<job>-<number>}; its end is what tells builds apart. */
    static String sessionName(String build) {
        String name = "jenkins-" + build.replaceAll("[^\\w+=,.@-]+", "-");
        return name.length() <= LONGEST_SESSION_NAME
                ? name
                : "jenkins-" + name.substring(name.length() - LONGEST_SESSION_NAME + "jenkins-".length());
    }

    @CheckForNull
    private static AwsConnection.Proxy proxy(@CheckForNull ProxyConfiguration proxy) {
        if (proxy == null || Util.fixEmptyAndTrim(proxy.name) == null) {
            return null;
        }
        Set<String> direct =
                proxy.getNoProxyHostPatterns().stream().map(Pattern::pattern).collect(Collectors.toSet());
        Secret password = proxy.getSecretPassword();
        return new AwsConnection.Proxy(
                proxy.name,
                proxy.port,
                proxy.getUserName(),
                password == null ? null : Secret.toString(password),
                direct);
    }
}
