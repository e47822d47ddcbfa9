package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** An open way to one Region with one identity. Close it when done: it holds sockets. */
public final class AwsConnection implements AwsClients, AutoCloseable {

    /**
     * Where to connect, and how.
     *
     * @param endpoints replace AWS's own (VPC endpoint, emulator); only an admin may set them
     * @param roles to assume one after the other, beginning with the given identity; empty for none
     * @param externalId for the last role, or null
     * @param sessionName shows up in CloudTrail; 2-64 characters of {@code [\w+=,.@-]}
     * @param proxy null for a direct connection
     */
    public record Settings(
            @NonNull String region,
            @NonNull Endpoints endpoints,
            @NonNull List<String> roles,
            @CheckForNull String externalId,
            @NonNull String sessionName,
            @CheckForNull Proxy proxy) {

        /** @param endpoint for all services, or null for AWS's own */
        public Settings(
                @NonNull String region,
                @CheckForNull URI endpoint,
                @NonNull List<String> roles,
                @CheckForNull String externalId,
                @NonNull String sessionName,
                @CheckForNull Proxy proxy) {
            this(region, Endpoints.all(endpoint), roles, externalId, sessionName, proxy);
        }

        /** With one role, or null for none, and no external id. */
        public Settings(
                @NonNull String region,
                @CheckForNull URI endpoint,
                @CheckForNull String roleArn,
                @NonNull String sessionName,
                @CheckForNull Proxy proxy) {
            this(region, endpoint, roleArn == null ? List.of() : List.of(roleArn), null, sessionName, proxy);
        }

        @NonNull
        public Settings withSessionName(@NonNull String name) {
            return new Settings(region, endpoints, roles, externalId, name, proxy);
        }
    }

    /** An HTTP proxy; {@code noProxyHosts} are regular expressions. */
    public record Proxy(
            @NonNull String host,
            int port,
            @CheckForNull String user,
            @CheckForNull String password,
            @NonNull Set<String> noProxyHosts) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private final HttpConnections http;
    private final SdkClients clients;
    private final RenewableCredentials credentials;
    private final Settings settings;
    /** By service, of those without a client of the SDK. */
    private final Map<AwsService, AwsCall> calls;
    /** What calls to ECS go through instead; then all the rest belongs to another connection. */
    private final AwsCall ecsInstead;

    private AwsConnection(Settings settings, Supplier<AwsCredentialsProvider> identity, HttpConnections http) {
        this.settings = settings;
        ecsInstead = null;
        calls = new ConcurrentHashMap<>();
        this.http = http;
        credentials = chain(settings, new RenewableCredentials(identity));
        clients = clients(credentials);
    }

    /** Each role is assumed with the credentials of the one before. */
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
     * Opens no socket and calls nobody: the first call does.
     *
     * @param identity asked anew whenever AWS says that a token has run out
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
     * Short-lived credentials of this identity, for somebody else to use.
     *
     * @throws AwsFailure when there are none to be had
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
     * @throws AwsFailure with AWS's own words when there is no answer
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

    /** The wire form of {@link #ecs()}, with nothing in between. */
    @NonNull
    public AwsCall ecsCall() {
        return json(AwsService.ECS);
    }

    /** This connection with another way to ECS, which mostly ends here again. Closing it closes nothing. */
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

    /** In the connection's own Region. */
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

    /** @param region where the secret is; null for the connection's own */
    @NonNull
    public SecretsApi secrets(@CheckForNull String region) {
        return OptionalApi.of(
                SecretsApi.class, AwsService.SECRETS_MANAGER, () -> new SecretsSdkApi(clients, orOwn(region)));
    }

    /** @param region where the parameter is; null for the connection's own */
    @NonNull
    public ParametersApi parameters(@CheckForNull String region) {
        return OptionalApi.of(
                ParametersApi.class, AwsService.SYSTEMS_MANAGER, () -> new ParametersSdkApi(clients, orOwn(region)));
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
    @Override
    public SchedulerApi scheduler() {
        return new SchedulerApi(json(AwsService.SCHEDULER));
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

    /** Of a service without a client of the SDK: over the same HTTP client, with the same credentials. */
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
