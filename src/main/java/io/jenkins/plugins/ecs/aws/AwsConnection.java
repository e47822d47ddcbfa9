package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** An open way to one Region with one identity. Close it when done: it holds sockets and, with roles, STS clients. */
public final class AwsConnection implements OtherServices, AutoCloseable {

    /** ECS answers within a second or two; what takes longer than this is taken for lost. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** Connections that are in use; idle ones are closed sooner. */
    private static final Duration KEPT_FOR = Duration.ofHours(1);

    /**
     * Where to connect, and how.
     *
     * @param endpointOverride replaces every AWS endpoint (VPC endpoint, emulator); only an admin may set it
     * @param roles to assume one after the other, beginning with the given identity; empty for none
     * @param externalId for the last role, or null
     * @param sessionName shows up in CloudTrail; 2-64 characters of {@code [\w+=,.@-]}
     * @param proxy null for a direct connection
     */
    public record Settings(
            @NonNull String region,
            @CheckForNull URI endpointOverride,
            @NonNull List<String> roles,
            @CheckForNull String externalId,
            @NonNull String sessionName,
            @CheckForNull Proxy proxy) {

        /** With one role, or null for none, and no external id. */
        public Settings(
                @NonNull String region,
                @CheckForNull URI endpointOverride,
                @CheckForNull String roleArn,
                @NonNull String sessionName,
                @CheckForNull Proxy proxy) {
            this(region, endpointOverride, roleArn == null ? List.of() : List.of(roleArn), null, sessionName, proxy);
        }

        @NonNull
        public Settings withSessionName(@NonNull String name) {
            return new Settings(region, endpointOverride, roles, externalId, name, proxy);
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

    private final List<StsClient> sts;
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
        sts = new ArrayList<>();
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
            StsClient client = stsClient(settings, before);
            sts.add(client);
            last = new RenewableCredentials(() -> {
                before.renew();
                return StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(client)
                        .refreshRequest(
                                r -> r.roleArn(role).externalId(externalId).roleSessionName(settings.sessionName()))
                        .build();
            });
        }
        return last;
    }

    private AwsConnection(AwsConnection other, AwsCall ecs) {
        settings = other.settings;
        http = other.http;
        sts = other.sts;
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
        AwsCredentials current = Sessions.resolved(credentials);
        try (StsClient client = stsClient(settings, StaticCredentialsProvider.create(current))) {
            return Sessions.keys(current, client);
        }
    }

    /**
     * {@code GetCallerIdentity}, which needs no permission.
     *
     * @throws AwsFailure with AWS's own words when there is no answer
     */
    @NonNull
    public CallerIdentity identity() {
        AwsCredentials current = Sessions.resolved(credentials);
        try (StsClient client = stsClient(settings, StaticCredentialsProvider.create(current))) {
            return Sessions.identity(client);
        }
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
        return new EcrJsonApi(to(AwsService.ECR, region), new Download(http, settings.endpointOverride())::get);
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
    public CodeDeployApi codeDeploy() {
        return new CodeDeployJsonApi(to(AwsService.CODE_DEPLOY, settings.region()));
    }

    /** All services share the HTTP client and the credentials of this connection; one is opened when it is asked for. */
    private AwsCall to(AwsService service, String region) {
        return calls.computeIfAbsent(service + " " + region, key -> {
            URI endpoint = settings.endpointOverride() == null
                    ? AwsRegions.endpoint(service.endpointPrefix, region)
                    : settings.endpointOverride();
            SignedPost post = new SignedPost(http, this::unused, credentials, endpoint, region, service);
            return service.protocol == AwsService.Protocol.JSON
                    ? new SignedJsonCall(post, service.dialect)
                    : new SignedQueryCall(post, service.dialect);
        });
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

    private StsClient stsClient(Settings settings, AwsCredentialsProvider identity) {
        StsClientBuilder builder = StsClient.builder()
                .httpClient(http)
                .region(Region.of(settings.region()))
                .credentialsProvider(identity)
                .overrideConfiguration(o -> o.apiCallTimeout(ANSWER_WITHIN.plusSeconds(10)));
        if (settings.endpointOverride() != null) {
            builder.endpointOverride(settings.endpointOverride());
        }
        return builder.build();
    }

    @Override
    public void close() {
        if (ecsInstead != null) {
            return;
        }
        credentials.close();
        sts.forEach(StsClient::close);
        http.close();
        synchronized (this) {
            if (unused != null) {
                unused.close();
            }
        }
    }
}
