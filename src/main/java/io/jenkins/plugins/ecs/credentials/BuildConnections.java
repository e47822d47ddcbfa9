package io.jenkins.plugins.ecs.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnections;
import io.jenkins.plugins.ecs.aws.transport.HttpProxy;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.ReadSettings;
import io.jenkins.plugins.ecs.polling.PollSubscription;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Opens connections to AWS for builds, through the controller's proxy and to the configured endpoint. */
public final class BuildConnections {

    private static final int LONGEST_SESSION_NAME = 64;
    /** Session name in CloudTrail for reads that are shared by several builds. */
    private static final String SHARED_SESSION = "jenkins-ecs-deployment";

    private static final SharedConnections SHARED = new SharedConnections();

    private BuildConnections() {}

    /** Opens no socket yet. The caller must close the connection. */
    @NonNull
    public static AwsConnection open(@NonNull Run<?, ?> run, @NonNull EcsSettings settings) {
        return AwsConnection.open(connectionSettings(run, settings), credentials(run, settings));
    }

    /**
     * Subscribes to the poller. The caller must close the subscription. The credentials are looked up, which may take a
     * while.
     *
     * @param watch the poller
     */
    @NonNull
    public static PolledConnection watched(
            @NonNull Run<?, ?> run, @NonNull EcsSettings settings, @NonNull SharedPoller watch) {
        BuildCredentials credentials = credentials(run, settings);
        AwsConnection.Settings own = connectionSettings(run, settings);
        SharedConnection shared = shared(own, credentials);
        AwsConnection aws = shared.connection();
        PollSubscription seat = JobSettings.of(run.getParent())
                .eventQueue(settings)
                .map(queue ->
                        watch.join(shared.key(), shared.place(), aws.ecsCall(), shared.acts(own), aws.queues(), queue))
                .orElseGet(() -> watch.join(shared.key(), shared.place(), aws.ecsCall(), shared.acts(own)));
        return new PolledConnection(shared, seat);
    }

    /**
     * A connection that pages read through, shared with builds of the same identity. The caller must close it. The
     * credentials are looked up, which may take a while.
     *
     * @throws AwsFailure if there are no credentials
     */
    @NonNull
    public static SharedConnection reading(@NonNull ReadSettings reads) {
        Item folder = folder(reads);
        BuildCredentials credentials =
                BuildCredentials.ofReads(folder, reads.credentialsId(), reads.controllerAllowed());
        // Unlike a build, a page has nobody to report a missing credential later.
        credentials.identity();
        return shared(
                new AwsConnection.Settings(
                        reads.region(),
                        reads.endpoints(),
                        reads.roles(),
                        null,
                        SHARED_SESSION,
                        proxy(Jenkins.get().proxy)),
                credentials);
    }

    private static Item folder(ReadSettings reads) {
        if (reads.folder() == null) {
            return null;
        }
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Item folder = Jenkins.get().getItemByFullName(reads.folder());
            if (folder == null) {
                throw BuildCredentials.refused(CredentialsMessages.noFolder(reads.folder()));
            }
            return folder;
        }
    }

    /** Jenkins goes down. */
    public static void closeShared() {
        SHARED.closeAll();
    }

    private static SharedConnection shared(AwsConnection.Settings own, BuildCredentials credentials) {
        return SHARED.join(own.withSessionName(SHARED_SESSION), identity(credentials), credentials);
    }

    /**
     * Subscribes to the poller without a build: for what the plugin does by itself where a job is, or was.
     *
     * @param place a job or folder, in whose context credentials and settings are looked up; null for Jenkins itself
     * @param sessionName shown in CloudTrail
     */
    @NonNull
    public static PolledConnection watched(
            @CheckForNull Item place,
            @NonNull EcsSettings settings,
            @NonNull SharedPoller watch,
            @NonNull String sessionName) {
        BuildCredentials credentials = credentials(place, settings);
        AwsConnection.Settings own =
                connectionSettings(settings, JobSettings.of(place).endpoints(settings), sessionName);
        SharedConnection shared = shared(own, credentials);
        AwsConnection aws = shared.connection();
        return new PolledConnection(shared, watch.join(shared.key(), shared.place(), aws.ecsCall(), shared.acts(own)));
    }

    /** The same without a build. */
    @NonNull
    public static List<String> roles(@CheckForNull Item place, @NonNull EcsSettings settings) {
        return roles(credentials(place, settings), settings);
    }

    private static BuildCredentials credentials(@CheckForNull Item place, EcsSettings settings) {
        return BuildCredentials.ofItem(
                place, settings.credentialsId(), EcsGlobalConfiguration.get().isAllowControllerCredentials());
    }

    /** A build without usable credentials shares no connection. Its first call reports the error. */
    private static String identity(BuildCredentials credentials) {
        try {
            return credentials.identity();
        } catch (RuntimeException none) {
            return "none " + UUID.randomUUID();
        }
    }

    /** All roles that a build assumes to deploy, in this order: the one of its credentials, then those of its settings. */
    @NonNull
    public static List<String> roles(@NonNull Run<?, ?> run, @NonNull EcsSettings settings) {
        return roles(credentials(run, settings), settings);
    }

    private static List<String> roles(BuildCredentials credentials, EcsSettings settings) {
        List<String> roles = new ArrayList<>();
        credentials.role().ifPresent(roles::add);
        roles.addAll(EcsSettings.roles(settings.roleArn()));
        return roles;
    }

    private static BuildCredentials credentials(Run<?, ?> run, EcsSettings settings) {
        return BuildCredentials.ofRun(
                run, settings.credentialsId(), EcsGlobalConfiguration.get().isAllowControllerCredentials());
    }

    private static AwsConnection.Settings connectionSettings(Run<?, ?> run, EcsSettings settings) {
        Endpoints endpoints = JobSettings.of(run.getParent()).endpoints(settings);
        return connectionSettings(settings, endpoints, sessionName(run.getExternalizableId()));
    }

    @NonNull
    static AwsConnection.Settings connectionSettings(
            @NonNull EcsSettings settings, @NonNull Endpoints endpoints, @NonNull String sessionName) {
        return new AwsConnection.Settings(
                settings.region(),
                endpoints,
                EcsSettings.roles(settings.roleArn()),
                settings.externalId(),
                sessionName,
                proxy(Jenkins.get().proxy));
    }

    /**
     * Session name of the build in CloudTrail: {@code jenkins-<job>-<number>}. If it is too long, its beginning is cut.
     */
    static String sessionName(String build) {
        String name = "jenkins-" + build.replaceAll("[^\\w+=,.@-]+", "-");
        return name.length() <= LONGEST_SESSION_NAME
                ? name
                : "jenkins-" + name.substring(name.length() - LONGEST_SESSION_NAME + "jenkins-".length());
    }

    @CheckForNull
    private static HttpProxy proxy(@CheckForNull ProxyConfiguration proxy) {
        if (proxy == null || Util.fixEmptyAndTrim(proxy.name) == null) {
            return null;
        }
        Set<String> direct =
                proxy.getNoProxyHostPatterns().stream().map(Pattern::pattern).collect(Collectors.toSet());
        Secret password = proxy.getSecretPassword();
        return new HttpProxy(
                proxy.name,
                proxy.port,
                proxy.getUserName(),
                password == null ? null : Secret.toString(password),
                direct);
    }
}
