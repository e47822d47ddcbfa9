package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.CallerIdentity;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Objects;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/**
 * The button that tests the settings of a form before they are saved. What the form does not set is determined as for a
 * build. It requires the permission to change the settings, and sends nothing to an address that no administrator has
 * allowed: an address in an administrator's form is allowed, one in a folder's form is not.
 */
final class ConnectionTest {

    /** Session name in CloudTrail. */
    private static final String SESSION = "jenkins-ecs-connection-test";

    private ConnectionTest() {}

    /** For a form of the global configuration, whose endpoint an administrator enters. */
    @NonNull
    static FormValidation ofJenkins(
            @NonNull SettingsLayer form,
            @CheckForNull String endpoint,
            @CheckForNull String serviceEndpoints,
            boolean controllerAllowed) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return ask(() -> FormPlace.ofJenkins(form, endpoint, serviceEndpoints, controllerAllowed));
    }

    /** @param item the folder whose settings are edited; null for the global settings */
    @NonNull
    static FormValidation of(@CheckForNull Item item, @NonNull SettingsLayer form, @CheckForNull String endpoint) {
        FormChecks.requireConfigure(item);
        return ask(() -> FormPlace.ofSettings(item, form, endpoint));
    }

    private static FormValidation ask(Supplier<FormPlace> form) {
        String where = "";
        try {
            FormPlace place = form.get();
            where = place.endpoints().text();
            CallerIdentity identity =
                    ExtensionList.lookupFirst(FormConnections.class).ask(place, SESSION, AwsConnection::identity);
            return FormValidation.ok(success(identity, place.settings(), where));
        } catch (AwsFailure failure) {
            return FormValidation.error(failure(failure, where));
        } catch (IllegalArgumentException wrongSetting) {
            return FormValidation.error(PlainText.line(wrongSetting.getMessage()));
        }
    }

    private static String success(CallerIdentity identity, EcsSettings settings, String endpoint) {
        return PlainText.line(
                ConnectionMessages.success(identity.account(), identity.arn(), settings.region(), endpoint));
    }

    /** The meaning and the remedy, then the message of AWS. */
    @NonNull
    static String failure(@NonNull AwsFailure failure, @NonNull String endpoint) {
        return PlainText.line(meaning(failure, endpoint) + " (" + failure.getMessage() + ")");
    }

    private static String meaning(AwsFailure failure, String endpoint) {
        String code = Objects.toString(failure.code(), "");
        switch (code) {
            case "InvalidClientTokenId", "UnrecognizedClientException":
                return ConnectionMessages.UNKNOWN_KEY;
            case "SignatureDoesNotMatch", "InvalidSignatureException":
                return ConnectionMessages.WRONG_SECRET;
            case "RegionDisabledException":
                return ConnectionMessages.REGION_DISABLED;
            default:
                break;
        }
        switch (failure.kind()) {
            case DENIED:
                return failure.operation().equals("AssumeRole")
                        ? ConnectionMessages.ROLE_DENIED
                        : ConnectionMessages.denied(failure.denial().advice(failure.iamAction(), "these credentials"));
            case UNAUTHENTICATED:
                return failure.isExpired() ? ConnectionMessages.EXPIRED : ConnectionMessages.NOT_ACCEPTED;
            case NO_CREDENTIALS:
                return ConnectionMessages.NO_CREDENTIALS;
            case NOT_AWS:
                return ConnectionMessages.NOT_AWS;
            case THROTTLED:
                return ConnectionMessages.THROTTLED;
            case UNREACHABLE, LOST:
                return ConnectionMessages.noResponse(endpoint);
            case SERVER:
                return ConnectionMessages.serverError(endpoint);
            case UNSUPPORTED:
                return ConnectionMessages.noSts(endpoint);
            default:
                return ConnectionMessages.OTHER;
        }
    }
}
