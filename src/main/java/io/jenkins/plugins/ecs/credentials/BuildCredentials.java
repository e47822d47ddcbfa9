package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The credentials of one build. Looked up in the build's own context (folders, its authentication, credentials
 * parameters) each time they are asked for, tracked, and never kept beyond the connection that uses them.
 */
final class BuildCredentials implements Supplier<AwsCredentialsProvider> {

    private final Run<?, ?> run;
    private final String credentialsId;
    private final boolean controllerAllowed;

    /** @param credentialsId null for the controller's own credentials, which the admin must have allowed */
    BuildCredentials(@NonNull Run<?, ?> run, @CheckForNull String credentialsId, boolean controllerAllowed) {
        this.run = run;
        this.credentialsId = credentialsId;
        this.controllerAllowed = controllerAllowed;
    }

    @Override
    public AwsCredentialsProvider get() {
        if (credentialsId != null) {
            return ofId();
        }
        if (controllerAllowed) {
            return DefaultCredentialsProvider.builder().build();
        }
        throw refused("missing. Give the id of AWS credentials in the step, or let an admin set a default or allow the"
                + " controller's own credentials");
    }

    private AwsCredentialsProvider ofId() {
        AmazonWebServicesCredentials found =
                CredentialsProvider.findCredentialById(credentialsId, AmazonWebServicesCredentials.class, run);
        if (found == null) {
            throw refused(
                    "'" + credentialsId + "' is not the id of AWS credentials that this job can see. Check the id,"
                            + " its kind (AWS credentials) and the folder that they are in");
        }
        if (!controllerAllowed
                && found instanceof AWSCredentialsImpl own
                && own.getAccessKey().isBlank()) {
            throw refused(
                    "'" + credentialsId + "' has no access key, so it would use the controller's own credentials, which"
                            + " the admin does not allow. Fill in a key, or let an admin allow it");
        }
        CredentialsProvider.track(run, found);
        AwsCredentials keys = found.resolveCredentials();
        if (keys == null) {
            throw refused("'" + credentialsId + "' has neither an access key nor a role. Fill in the credentials");
        }
        return StaticCredentialsProvider.create(keys);
    }

    private static AwsFailure refused(String why) {
        return new AwsFailure(AwsFailure.Kind.INVALID, "credentialsId", null, why, null);
    }
}
