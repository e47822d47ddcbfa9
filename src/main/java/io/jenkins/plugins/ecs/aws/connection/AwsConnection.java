package io.jenkins.plugins.ecs.aws.connection;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.CallerIdentity;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.aws.OptionalApi;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployApi;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeploySdkApi;
import io.jenkins.plugins.ecs.aws.ecr.EcrApi;
import io.jenkins.plugins.ecs.aws.ecr.EcrSdkApi;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi;
import io.jenkins.plugins.ecs.aws.elb.ElbApi;
import io.jenkins.plugins.ecs.aws.elb.ElbSdkApi;
import io.jenkins.plugins.ecs.aws.services.AlarmsApi;
import io.jenkins.plugins.ecs.aws.services.AlarmsJsonApi;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.aws.services.CloudMapApi;
import io.jenkins.plugins.ecs.aws.services.EventBridgeApi;
import io.jenkins.plugins.ecs.aws.services.IamApi;
import io.jenkins.plugins.ecs.aws.services.IamSdkApi;
import io.jenkins.plugins.ecs.aws.services.LogsApi;
import io.jenkins.plugins.ecs.aws.services.LogsSdkApi;
import io.jenkins.plugins.ecs.aws.services.MetricsApi;
import io.jenkins.plugins.ecs.aws.services.MetricsSdkApi;
import io.jenkins.plugins.ecs.aws.services.ObjectsApi;
import io.jenkins.plugins.ecs.aws.services.ParametersApi;
import io.jenkins.plugins.ecs.aws.services.ParametersSdkApi;
import io.jenkins.plugins.ecs.aws.services.QueueApi;
import io.jenkins.plugins.ecs.aws.services.QuotasApi;
import io.jenkins.plugins.ecs.aws.services.QuotasJsonApi;
import io.jenkins.plugins.ecs.aws.services.SchedulerApi;
import io.jenkins.plugins.ecs.aws.services.SecretsApi;
import io.jenkins.plugins.ecs.aws.services.SecretsSdkApi;
import io.jenkins.plugins.ecs.aws.services.SignedObjects;
import io.jenkins.plugins.ecs.aws.services.SignedSchedulerCall;
import io.jenkins.plugins.ecs.aws.services.StacksApi;
import io.jenkins.plugins.ecs.aws.services.StacksSdkApi;
import io.jenkins.plugins.ecs.aws.transport.CredentialFailures;
import io.jenkins.plugins.ecs.aws.transport.Download;
import io.jenkins.plugins.ecs.aws.transport.HttpConnections;
import io.jenkins.plugins.ecs.aws.transport.HttpProxy;
import io.jenkins.plugins.ecs.aws.transport.RenewableCredentials;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import io.jenkins.plugins.ecs.aws.transport.SignedJsonCall;
import io.jenkins.plugins.ecs.aws.transport.SignedPost;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** A client for one Region and one identity. It holds sockets and must be closed. */
public final class AwsConnection implements AwsClients, AutoCloseable {

    /**
     * The parameters of a connection.
     *
     * @param endpoints replace the endpoints of AWS (VPC endpoint, emulator); only an administrator may set them
     * @param roles the roles to assume one after the other, starting with the given identity; empty for none
     * @param externalId for the last role, or null
     * @param sessionName session name in CloudTrail; 2-64 characters of {@code [\w+=,.@-]}
     * @param proxy null for a direct connection
     */
    public record Settings(
            @NonNull String region,
            @NonNull Endpoints endpoints,
            @NonNull List<String> roles,
            @CheckForNull String externalId,
            @NonNull String sessionName,
            @CheckForNull HttpProxy proxy) {

        /** @param endpoint for all services, or null for AWS's own */
        public Settings(
                @NonNull String region,
                @CheckForNull URI endpoint,
                @NonNull List<String> roles,
                @CheckForNull String externalId,
                @NonNull String sessionName,
                @CheckForNull HttpProxy proxy) {
            this(region, Endpoints.all(endpoint), roles, externalId, sessionName, proxy);
        }

        /** With one role, or null for none, and no external id. */
        public Settings(
                @NonNull String region,
                @CheckForNull URI endpoint,
                @CheckForNull String roleArn,
                @NonNull String sessionName,
                @CheckForNull HttpProxy proxy) {
            this(region, endpoint, roleArn == null ? List.of() : List.of(roleArn), null, sessionName, proxy);
        }

        @NonNull
        public Settings withSessionName(@NonNull String name) {
            return new Settings(region, endpoints, roles, externalId, name, proxy);
        }
    }

    private final HttpConnections http;
    private final SdkClients clients;
    private final RenewableCredentials credentials;
    private final Settings settings;
    /** Calls of services without an SDK client, by service. */
    private final Map<AwsService, AwsCall> calls;
    /** Replaces the ECS client; everything else then belongs to another connection. */
    private final AwsCall ecsInstead;

    private AwsConnection(Settings settings, Supplier<AwsCredentialsProvider> identity, HttpConnections http) {
        this.settings = settings;
        ecsInstead = null;
        calls = new ConcurrentHashMap<>();
        this.http = http;
        credentials = chain(settings, new RenewableCredentials(identity));
        clients = clients(credentials);
    }

    /** Each role is assumed with the credentials of the previous one. */
    private RenewableCredentials chain(Settings settings, RenewableCredentials identity) {
        RenewableCredentials last = identity;
        for (int i = 0; i < settings.roles().size(); i++) {
            String role = settings.roles().get(i);
            String externalId = i == settings.roles().size() - 1 ? settings.externalId() : null;
            RenewableCredentials before = last;
            SdkClients beforeIt = clients(before);
            last = new RenewableCredentials(() -> {
                before.renew();
                return new AssumedRole(
                        new StsCalls(beforeIt, settings.region()), role, externalId, settings.sessionName());
            });
        }
        return last;
    }

    private SdkClients clients(RenewableCredentials identity) {
        return new SdkClients(http, settings.endpoints(), identity);
    }

    private AwsConnection(AwsConnection other, AwsCall ecs) {
        settings = other.settings;
        http = other.http;
        clients = other.clients;
        credentials = other.credentials;
        calls = other.calls;
        ecsInstead = ecs;
    }

    /**
     * Opens no socket and makes no call until the first call.
     *
     * @param identity asked for new credentials whenever AWS reports an expired token
     */
    @NonNull
    public static AwsConnection open(@NonNull Settings settings, @NonNull Supplier<AwsCredentialsProvider> identity) {
        return new AwsConnection(settings, identity, HttpConnections.open(settings.proxy()));
    }

    /** A connection over this HTTP client only, for tests without a network. The connection closes it. */
    @NonNull
    public static AwsConnection over(
            @NonNull SdkHttpClient http,
            @NonNull Settings settings,
            @NonNull Supplier<AwsCredentialsProvider> identity) {
        return new AwsConnection(settings, identity, new HttpConnections(keptFor -> http));
    }

    /**
     * Short-lived credentials of this identity, for use outside of this plugin.
     *
     * @throws AwsFailure if there are none
     */
    @NonNull
    public SessionKeys session() {
        AwsCredentials current;
        try {
            current = credentials.resolveCredentials();
        } catch (RuntimeException none) {
            throw CredentialFailures.of("credentials", none, false);
        }
        return sts().keys(current);
    }

    /**
     * {@code GetCallerIdentity}, which needs no permission.
     *
     * @throws AwsFailure if the call fails, with the message of AWS
     */
    @NonNull
    public CallerIdentity identity() {
        return sts().identity();
    }

    private StsCalls sts() {
        return new StsCalls(clients, settings.region());
    }

    @NonNull
    public EcsApi ecs() {
        return new EcsJsonApi(ecsInstead == null ? ecsCall() : ecsInstead);
    }

    /** The JSON calls behind {@link #ecs()}. */
    @NonNull
    public AwsCall ecsCall() {
        return json(AwsService.ECS);
    }

    /** This connection with another ECS client, which usually delegates to this one. Closing it closes nothing. */
    @NonNull
    public AwsConnection through(@NonNull AwsCall ecs) {
        return new AwsConnection(this, ecs);
    }

    @NonNull
    @Override
    public ElbApi elb() {
        return OptionalApi.of(ElbApi.class, AwsService.LOAD_BALANCING, () -> new ElbSdkApi(clients, settings.region()));
    }

    @NonNull
    @Override
    public AlarmsApi alarms() {
        return new AlarmsJsonApi(json(AwsService.ALARMS));
    }

    @NonNull
    public MetricsApi metrics() {
        return OptionalApi.of(
                MetricsApi.class, AwsService.CLOUD_WATCH, () -> new MetricsSdkApi(clients, settings.region()));
    }

    /** In the Region of the connection. */
    @NonNull
    public LogsApi logs() {
        return logs(settings.region());
    }

    @NonNull
    @Override
    public LogsApi logs(@NonNull String region) {
        return OptionalApi.of(LogsApi.class, AwsService.LOGS, () -> new LogsSdkApi(clients, region));
    }

    @NonNull
    @Override
    public EcrApi ecr(@NonNull String region) {
        Download download = new Download(http.kept(), settings.endpoints());
        return OptionalApi.of(EcrApi.class, AwsService.ECR, () -> new EcrSdkApi(clients, region, download::get));
    }

    @NonNull
    public IamApi iam() {
        return OptionalApi.of(
                IamApi.class, AwsService.IAM, () -> new IamSdkApi(clients, AwsRegions.ofIam(settings.region())));
    }

    /** @param region Region of the secret; null for the Region of the connection */
    @NonNull
    @Override
    public SecretsApi secrets(@CheckForNull String region) {
        return OptionalApi.of(
                SecretsApi.class, AwsService.SECRETS_MANAGER, () -> new SecretsSdkApi(clients, orOwn(region)));
    }

    /** @param region Region of the parameter; null for the Region of the connection */
    @NonNull
    @Override
    public ParametersApi parameters(@CheckForNull String region) {
        return OptionalApi.of(
                ParametersApi.class, AwsService.SYSTEMS_MANAGER, () -> new ParametersSdkApi(clients, orOwn(region)));
    }

    @NonNull
    @Override
    public StacksApi stacks() {
        return OptionalApi.of(
                StacksApi.class, AwsService.CLOUD_FORMATION, () -> new StacksSdkApi(clients, settings.region()));
    }

    @NonNull
    @Override
    public ObjectsApi objects() {
        return new SignedObjects(this::bucket, settings.region());
    }

    private SignedPost bucket(String name, String region) {
        URI override = settings.endpoints().of(AwsService.S3);
        URI address = AwsRegions.bucket(override, name, region);
        return new SignedPost(http, credentials, address, override != null, region, AwsService.S3);
    }

    private String orOwn(String region) {
        return region == null ? settings.region() : region;
    }

    @NonNull
    public QuotasApi quotas() {
        return new QuotasJsonApi(json(AwsService.SERVICE_QUOTAS));
    }

    @NonNull
    @Override
    public EventBridgeApi eventBridge() {
        return new EventBridgeApi(json(AwsService.EVENT_BRIDGE));
    }

    @NonNull
    public QueueApi queues() {
        return new QueueApi(json(AwsService.SQS));
    }

    @NonNull
    @Override
    public SchedulerApi scheduler() {
        return new SchedulerApi(json(AwsService.SCHEDULER));
    }

    @NonNull
    @Override
    public CloudMapApi cloudMap() {
        return new CloudMapApi(json(AwsService.CLOUD_MAP));
    }

    @NonNull
    @Override
    public ApplicationAutoScalingApi autoScaling() {
        return new ApplicationAutoScalingApi(json(AwsService.AUTO_SCALING));
    }

    @NonNull
    @Override
    public CodeDeployApi codeDeploy() {
        String place = settings.endpoints().of(AwsService.CODE_DEPLOY) + " " + settings.region();
        return OptionalApi.of(
                CodeDeployApi.class,
                AwsService.CODE_DEPLOY,
                () -> new CodeDeploySdkApi(clients, settings.region(), place));
    }

    /** For a service without an SDK client: over the same HTTP client, with the same credentials. */
    private AwsCall json(AwsService service) {
        return calls.computeIfAbsent(service, key -> {
            URI override = settings.endpoints().of(service);
            URI endpoint = override == null ? AwsRegions.endpoint(service.endpointPrefix, settings.region()) : override;
            SignedPost post = new SignedPost(http, credentials, endpoint, override != null, settings.region(), service);
            return service == AwsService.SCHEDULER ? new SignedSchedulerCall(post) : new SignedJsonCall(post, service);
        });
    }

    @Override
    public void close() {
        if (ecsInstead != null) {
            return;
        }
        credentials.close();
        http.close();
    }
}
