package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/** An open way to one Region with one identity. Close it when done: it holds sockets. */
public final class AwsConnection implements AwsClients, AutoCloseable {

    /** ECS answers within a second or two; what takes longer than this is taken for lost. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** Connections that are in use; idle ones are closed sooner. */
    private static final Duration KEPT_FOR = Duration.ofHours(1);

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

    private final SdkHttpClient http;
    /** Null until it is needed. */
    private SdkHttpClient unused;

    private final RenewableCredentials credentials;
    private final Settings settings;
    /** By service and Region. */
    private final Map<String, AwsCall> calls;
    /** What calls to ECS go through instead; then all the rest is somebody else's. */
    private final AwsCall ecsInstead;

    private AwsConnection(Settings settings, Supplier<AwsCredentialsProvider> identity) {
        this.settings = settings;
        ecsInstead = null;
        calls = new ConcurrentHashMap<>();
        http = httpClient(settings.proxy(), KEPT_FOR);
        credentials = chain(settings, new RenewableCredentials(identity));
    }

    /** Each role is assumed with the credentials of the one before. */
    private RenewableCredentials chain(Settings settings, RenewableCredentials identity) {
        RenewableCredentials last = identity;
        for (int i = 0; i < settings.roles().size(); i++) {
            String role = settings.roles().get(i);
            String externalId = i == settings.roles().size() - 1 ? settings.externalId() : null;
            RenewableCredentials before = last;
            StsCalls sts = new StsCalls(call(AwsService.STS, settings.region(), before));
            last = new RenewableCredentials(() -> {
                before.renew();
                return new AssumedRole(sts, role, externalId, settings.sessionName());
            });
        }
        return last;
    }

    private AwsConnection(AwsConnection other, AwsCall ecs) {
        settings = other.settings;
        http = other.http;
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
        return new AwsConnection(settings, identity);
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
        return new StsCalls(to(AwsService.STS, settings.region()));
    }

    @NonNull
    public EcsApi ecs() {
        return new EcsJsonApi(ecsInstead == null ? ecsCall() : ecsInstead);
    }

    /** The wire form of {@link #ecs()}, with nothing in between. */
    @NonNull
    public AwsCall ecsCall() {
        return to(AwsService.ECS, settings.region());
    }

    /** This connection with another way to ECS, which mostly ends here again. Closing it closes nothing. */
    @NonNull
    public AwsConnection through(@NonNull AwsCall ecs) {
        return new AwsConnection(this, ecs);
    }

    @NonNull
    @Override
    public ElbApi elb() {
        return new ElbQueryApi(to(AwsService.LOAD_BALANCING, settings.region()));
    }

    @NonNull
    @Override
    public CloudWatchApi cloudWatch() {
        return new CloudWatchQueryApi(to(AwsService.CLOUD_WATCH, settings.region()));
    }

    /** In the connection's own Region. */
    @NonNull
    public LogsApi logs() {
        return logs(settings.region());
    }

    @NonNull
    @Override
    public LogsApi logs(@NonNull String region) {
        return new LogsJsonApi(to(AwsService.LOGS, region));
    }

    /** In the connection's own Region. */
    @NonNull
    public EcrApi ecr() {
        return ecr(settings.region());
    }

    @NonNull
    @Override
    public EcrApi ecr(@NonNull String region) {
        return new EcrJsonApi(to(AwsService.ECR, region), new Download(http, settings.endpoints())::get);
    }

    @NonNull
    public IamApi iam() {
        return new IamQueryApi(to(AwsService.IAM, AwsRegions.ofIam(settings.region())));
    }

    /** @param region where the secrets are; null for the connection's own */
    @NonNull
    public SecretsApi secrets(@CheckForNull String region) {
        String where = region == null ? settings.region() : region;
        return new SecretsJsonApi(to(AwsService.SECRETS_MANAGER, where), to(AwsService.SYSTEMS_MANAGER, where));
    }

    @NonNull
    public QuotasApi quotas() {
        return new QuotasJsonApi(to(AwsService.SERVICE_QUOTAS, settings.region()));
    }

    @NonNull
    @Override
    public EventBridgeApi eventBridge() {
        return new EventBridgeApi(to(AwsService.EVENT_BRIDGE, settings.region()));
    }

    @NonNull
    @Override
    public SchedulerApi scheduler() {
        return new SchedulerApi(to(AwsService.SCHEDULER, settings.region()));
    }

    @NonNull
    @Override
    public CodeDeployApi codeDeploy() {
        return new CodeDeployJsonApi(
                to(AwsService.CODE_DEPLOY, settings.region()),
                settings.endpoints().of(AwsService.CODE_DEPLOY) + " " + settings.region());
    }

    /** All services share the HTTP client and the credentials of this connection; one is opened when it is asked for. */
    private AwsCall to(AwsService service, String region) {
        return calls.computeIfAbsent(service + " " + region, key -> call(service, region, credentials));
    }

    private AwsCall call(AwsService service, String region, RenewableCredentials identity) {
        URI override = settings.endpoints().of(service);
        URI endpoint = override == null ? AwsRegions.endpoint(service.endpointPrefix, region) : override;
        SignedPost post = new SignedPost(http, this::unused, identity, endpoint, override != null, region, service);
        return switch (service.protocol) {
            case JSON -> new SignedJsonCall(post, service.dialect);
            case QUERY -> new SignedQueryCall(post, service.dialect);
            case REST -> new SignedSchedulerCall(post);
        };
    }

    /** One that takes a new connection for each call. */
    private synchronized SdkHttpClient unused() {
        if (unused == null) {
            unused = httpClient(settings.proxy(), Duration.ofMillis(1));
        }
        return unused;
    }

    private static SdkHttpClient httpClient(Proxy proxy, Duration keptFor) {
        ApacheHttpClient.Builder builder = ApacheHttpClient.builder()
                .connectionTimeToLive(keptFor)
                .connectionTimeout(CONNECT_WITHIN)
                .socketTimeout(ANSWER_WITHIN)
                .maxConnections(8);
        if (proxy != null) {
            builder.proxyConfiguration(ProxyConfiguration.builder()
                    .endpoint(URI.create("http://" + proxy.host() + ":" + proxy.port()))
                    .username(proxy.user())
                    .password(proxy.password())
                    .nonProxyHosts(proxy.noProxyHosts())
                    .build());
        }
        return builder.build();
    }

    @Override
    public void close() {
        if (ecsInstead != null) {
            return;
        }
        credentials.close();
        http.close();
        synchronized (this) {
            if (unused != null) {
                unused.close();
            }
        }
    }
}
