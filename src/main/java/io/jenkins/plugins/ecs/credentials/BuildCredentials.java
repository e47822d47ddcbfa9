package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.config.settings.CredentialLists;
import java.util.List;
import java.util.Optional;
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
 * The AWS credentials of one build. They are looked up in the build's context (folders, authentication, credentials
 * parameters) each time they are needed, their use is tracked, and they are kept no longer than the connection.
 */
final class BuildCredentials implements Supplier<AwsCredentialsProvider> {

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

    /** @param credentialsId null for the controller's own credentials, which the administrator must have allowed */
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
     * The credentials that a build of an item would get, as far as they can be determined without a build.
     *
     * @param item a folder or a job; null for Jenkins itself
     */
    @NonNull
    static BuildCredentials ofItem(
            @CheckForNull Item item, @CheckForNull String credentialsId, boolean controllerAllowed) {
        Authentication authentication = CredentialLists.authenticationOf(item);
        return new BuildCredentials(
                id -> CredentialsProvider.findCredentialByIdInItem(
                        id, AmazonWebServicesCredentials.class, item, authentication, List.of()),
                found -> {
                    if (found.getScope() == CredentialsScope.SYSTEM) {
                        throw refused(CredentialsMessages.systemScope(credentialsId));
                    }
                },
                credentialsId,
                controllerAllowed);
    }

    /**
     * The credentials that pages read with: for a target of all of Jenkins those of Jenkins with any scope, for a target of
     * a folder only those of that folder and of the folders around it. Whoever configures a folder thereby reads with
     * nothing that was not put into a folder.
     *
     * @param folder the folder that has the target; null for Jenkins itself
     */
    @NonNull
    static BuildCredentials ofReads(
            @CheckForNull Item folder, @NonNull String credentialsId, boolean controllerAllowed) {
        return new BuildCredentials(
                id -> toRead(id, folder),
                found -> {
                    // Jenkins tracks the use of credentials by builds and items, not by pages.
                },
                credentialsId,
                controllerAllowed);
    }

    private static AmazonWebServicesCredentials toRead(String id, Item folder) {
        AmazonWebServicesCredentials found = inContext(id, folder);
        String where = folder == null ? "Jenkins" : "the folder " + folder.getFullName();
        if (found == null) {
            throw refused(CredentialsMessages.notFoundToRead(id, where));
        }
        if (folder != null && inContext(id, null) != null) {
            throw refused(CredentialsMessages.notOfFolder(id, folder.getFullName()));
        }
        return found;
    }

    private static AmazonWebServicesCredentials inContext(String id, Item folder) {
        return CredentialsProvider.findCredentialByIdInItem(
                id, AmazonWebServicesCredentials.class, folder, ACL.SYSTEM2, List.of());
    }

    @Override
    public AwsCredentialsProvider get() {
        if (credentialsId != null) {
            return ofId();
        }
        if (controllerAllowed) {
            return DefaultCredentialsProvider.builder().build();
        }
        throw refused(CredentialsMessages.MISSING);
    }

    /**
     * The identity of the build towards AWS: equal for builds with identical keys, whatever the id of their
     * credentials. It is a keyed digest, so it reveals no key and cannot be computed without the keys.
     *
     * @throws AwsFailure if there are no credentials
     */
    String identity() {
        if (credentialsId == null) {
            if (controllerAllowed) {
                return "controller";
            }
            throw refused(CredentialsMessages.MISSING);
        }
        AmazonWebServicesCredentials found = find();
        if (found instanceof AWSCredentialsImpl own) {
            // The configured keys, because assuming the role returns different ones each time.
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

    /** The role that the credentials assume by themselves; empty if they have none, or are not AWS credentials. */
    @NonNull
    Optional<String> role() {
        AmazonWebServicesCredentials found = credentialsId == null ? null : lookup.apply(credentialsId);
        return found instanceof AWSCredentialsImpl own
                ? Optional.ofNullable(Util.fixEmptyAndTrim(own.getIamRoleArn()))
                : Optional.empty();
    }

    private AwsCredentialsProvider ofId() {
        return StaticCredentialsProvider.create(resolve(find()));
    }

    private AmazonWebServicesCredentials find() {
        AmazonWebServicesCredentials found = lookup.apply(credentialsId);
        if (found == null) {
            throw refused(CredentialsMessages.notFound(credentialsId));
        }
        if (!controllerAllowed
                && found instanceof AWSCredentialsImpl own
                && own.getAccessKey().isBlank()) {
            throw refused(CredentialsMessages.noAccessKey(credentialsId));
        }
        tracking.accept(found);
        return found;
    }

    private AwsCredentials resolve(AmazonWebServicesCredentials found) {
        AwsCredentials keys = found.resolveCredentials();
        if (keys == null) {
            throw refused(CredentialsMessages.empty(credentialsId));
        }
        return keys;
    }

    static AwsFailure refused(String why) {
        return new AwsFailure(AwsFailure.Kind.NO_CREDENTIALS, "credentialsId", null, why, null);
    }
}
