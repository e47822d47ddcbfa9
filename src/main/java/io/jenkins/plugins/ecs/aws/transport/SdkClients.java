package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.Endpoints;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * The AWS SDK's own clients of one identity. Each is made when it is used, and all send over the HTTP client of the
 * connection. One attempt per call; a failure is an {@link AwsFailure}.
 *
 * <p>A client takes 25 KB, and many deployments wait with identities of their own and need none meanwhile: a client lives
 * as long as it is in use. It has no sockets or threads of its own that would have to be closed.
 */
public final class SdkClients {

    /** Settings come from the configuration of Jenkins and from the environment, not from a file of some user. */
    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    private final HttpConnections http;
    private final Endpoints endpoints;
    private final RenewableCredentials credentials;
    /** By service, Region, and whether it sends changes. */
    private final Map<String, WeakReference<SdkClient>> clients = new HashMap<>();
    /** By service and Region. */
    private final Map<String, AnswerCheck> checks = new HashMap<>();

    public SdkClients(
            @NonNull HttpConnections http, @NonNull Endpoints endpoints, @NonNull RenewableCredentials credentials) {
        this.http = http;
        this.endpoints = endpoints;
        this.credentials = credentials;
    }

    /** A client for reads. */
    @NonNull
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C reads(
            @NonNull AwsService service, @NonNull String region, @NonNull Supplier<B> builder) {
        return client(service, region, builder, false);
    }

    /** A client for calls that must not be repeated blindly. */
    @NonNull
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C changes(
            @NonNull AwsService service, @NonNull String region, @NonNull Supplier<B> builder) {
        return client(service, region, builder, true);
    }

    @SuppressWarnings("unchecked")
    private synchronized <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            AwsService service, String region, Supplier<B> builder, boolean changes) {
        String key = service + " " + region;
        String name = key + (changes ? " changes" : "");
        WeakReference<SdkClient> made = clients.get(name);
        C known = made == null ? null : (C) made.get();
        if (known == null) {
            boolean overridden = endpoints.of(service) != null;
            AnswerCheck check = checks.computeIfAbsent(key, each -> new AnswerCheck(service, credentials, overridden));
            known = make(service, region, builder.get(), http.forSdk(changes), check);
            clients.put(name, new WeakReference<>(known));
        }
        return known;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C make(
            AwsService service, String region, B builder, SdkHttpClient client, AnswerCheck check) {
        URI override = endpoints.of(service);
        ClientOverrideConfiguration configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .defaultProfileFile(NO_PROFILES)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "jenkins-ecs-deployment")
                .addExecutionInterceptor(new SdkAnswers(service, check))
                .build();
        builder.httpClient(client)
                // Not the object itself: a client closes a provider that can be closed.
                .credentialsProvider(credentials::resolveCredentials)
                .region(Region.of(region))
                // An address that an administrator gives is used as it is.
                .fipsEnabled(override == null && AwsRegions.isFips())
                .dualstackEnabled(override == null && AwsRegions.isDualStack())
                .overrideConfiguration(configuration);
        if (override != null) {
            builder.endpointOverride(override);
        }
        return builder.build();
    }
}
