package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The credentials of one build. Looked up in the build's own context (folders, its authentication, credentials
 * parameters) each time they are asked for, tracked, and never kept beyond the connection that uses them.
 */
final class BuildCredentials implements Supplier<AwsCredentialsProvider> {

    private static final String MISSING = "missing. Give the id of AWS credentials in the step, or let an admin set a"
            + " default or allow the controller's own credentials";

    private final Function<String, AmazonWebServicesCredentials> lookup;
    private final Consumer<AmazonWebServicesCredentials> tracking;
    private final String credentialsId;
    private final boolean controllerAllowed;

    private BuildCredentials(
            Function<String, AmazonWebServicesCredentials> lookup,
            Consumer<AmazonWebServicesCredentials> tracking,
            String credentialsId,
            boolean controllerAllowed) {
        this.lookup = lookup;
        this.tracking = tracking;
        this.credentialsId = credentialsId;
        this.controllerAllowed = controllerAllowed;
    }

    /** @param credentialsId null for the controller's own credentials, which the admin must have allowed */
    @NonNull
    static BuildCredentials ofRun(
            @NonNull Run<?, ?> run, @CheckForNull String credentialsId, boolean controllerAllowed) {
        return new BuildCredentials(
                id -> CredentialsProvider.findCredentialById(id, AmazonWebServicesCredentials.class, run),
                found -> CredentialsProvider.track(run, found),
                credentialsId,
                controllerAllowed);
    }

    /**
     * What a build of that item would get, as far as it can be told without one.
     *
     * @param item a folder or a job; null for Jenkins itself
     * @param authentication that builds there have
     */
    @NonNull
    static BuildCredentials ofItem(
            @CheckForNull Item item,
            @NonNull Authentication authentication,
            @CheckForNull String credentialsId,
            boolean controllerAllowed) {
        return new BuildCredentials(
                id -> CredentialsProvider.findCredentialByIdInItem(
                        id, AmazonWebServicesCredentials.class, item, authentication, List.of()),
                found -> {
                    if (found.getScope() == CredentialsScope.SYSTEM) {
                        throw refused("'" + credentialsId
                                + "' has the scope System, so no build can see it. Give it the" + " scope Global");
                    }
                },
                credentialsId,
                controllerAllowed);
    }

    @Override
    public AwsCredentialsProvider get() {
        if (credentialsId != null) {
            return ofId();
        }
        if (controllerAllowed) {
            return DefaultCredentialsProvider.builder().build();
        }
        throw refused(MISSING);
    }

    /**
     * Who the build is to AWS: equal for builds that have the very same keys, whatever they call them. A digest, from
     * which no key can be learned, and which nobody can make who has not got the keys.
     *
     * @throws AwsFailure when there are no credentials to be had
     */
    String identity() {
        if (credentialsId == null) {
            if (controllerAllowed) {
                return "controller";
            }
            throw refused(MISSING);
        }
        AmazonWebServicesCredentials found = find();
        if (found instanceof AWSCredentialsImpl own) {
            // Its keys without the role that it assumes: that gives others each time.
            return KeyedDigest.of(
                    own.getAccessKey(),
                    Secret.toString(own.getSecretKey()),
                    own.getIamRoleArn(),
                    own.getIamExternalId(),
                    own.getIamMfaSerialNumber(),
                    String.valueOf(own.getStsTokenDuration()));
        }
        AwsCredentials keys = resolve(found);
        return KeyedDigest.of(
                keys.accessKeyId(),
                keys.secretAccessKey(),
                keys instanceof AwsSessionCredentials session ? session.sessionToken() : "");
    }

    private AwsCredentialsProvider ofId() {
        return StaticCredentialsProvider.create(resolve(find()));
    }

    private AmazonWebServicesCredentials find() {
        AmazonWebServicesCredentials found = lookup.apply(credentialsId);
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
        tracking.accept(found);
        return found;
    }

    private AwsCredentials resolve(AmazonWebServicesCredentials found) {
        AwsCredentials keys = found.resolveCredentials();
        if (keys == null) {
            throw refused("'" + credentialsId + "' has neither an access key nor a role. Fill in the credentials");
        }
        return keys;
    }

    private static AwsFailure refused(String why) {
        return new AwsFailure(AwsFailure.Kind.NO_CREDENTIALS, "credentialsId", null, why, null);
    }
}
