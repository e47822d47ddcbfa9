package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * The AWS SDK's own clients of one identity. Each is made when it is first used, and all send over the HTTP client of the
 * connection. One attempt per call; a failure is an {@link AwsFailure}.
 */
final class SdkClients implements AutoCloseable {

    /** Settings come from the configuration of Jenkins and from the environment, not from a file of some user. */
    private static final ProfileFile NO_PROFILES =
            ProfileFile.aggregator().build();

    private final HttpConnections http;
    private final Endpoints endpoints;
    private final RenewableCredentials credentials;
    private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();

    SdkClients(
            @NonNull HttpConnections http, @NonNull Endpoints endpoints, @NonNull RenewableCredentials credentials) {
        this.http = http;
        this.endpoints = endpoints;
        this.credentials = credentials;
    }

    /** A client for reads. */
    @NonNull
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C reads(
            @NonNull AwsService service, @NonNull String region, @NonNull Supplier<B> builder) {
        return client(service, region, builder, false);
    }

    /** A client for calls that must not be repeated blindly. */
    @NonNull
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C changes(
            @NonNull AwsService service, @NonNull String region, @NonNull Supplier<B> builder) {
        return client(service, region, builder, true);
    }

    @SuppressWarnings("unchecked")
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            AwsService service, String region, Supplier<B> builder, boolean changes) {
        return (C) clients.computeIfAbsent(
                service + " " + region + (changes ? " changes" : ""),
                key -> make(service, region, builder.get(), http.forSdk(changes)));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C make(
            AwsService service, String region, B builder, SdkHttpClient client) {
        URI override = endpoints.of(service);
        ClientOverrideConfiguration configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .defaultProfileFile(NO_PROFILES)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "jenkins-ecs-deployment")
                .addExecutionInterceptor(
                        new SdkAnswers(service, new AnswerCheck(service, credentials, override != null)))
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

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        clients.clear();
    }
}
