package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials for a whole deployment: asks its source again when AWS reports that a token has expired, instead of
 * holding on to keys.
 */
public final class RenewableCredentials implements AwsCredentialsProvider, AutoCloseable {

    private final Supplier<AwsCredentialsProvider> source;
    private AwsCredentialsProvider current;
    private boolean obtained;

    public RenewableCredentials(@NonNull Supplier<AwsCredentialsProvider> source) {
        this.source = source;
    }

    /** @throws AwsFailure if there are none */
    @Override
    public synchronized AwsCredentials resolveCredentials() {
        try {
            if (current == null) {
                current = source.get();
            }
            AwsCredentials identity = current.resolveCredentials();
            obtained = true;
            return identity;
        } catch (RuntimeException e) {
            AwsFailure failure = CredentialFailures.of("credentials", e, obtained);
            if (failure.kind() == AwsFailure.Kind.UNAUTHENTICATED) {
                renew();
            }
            throw failure;
        }
    }

    /** The next call gets fresh ones. */
    public synchronized void renew() {
        close();
    }

    @Override
    public synchronized void close() {
        if (current instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
        current = null;
    }
}
