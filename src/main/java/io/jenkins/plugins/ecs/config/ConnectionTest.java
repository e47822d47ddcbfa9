package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.CallerIdentity;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.text.PlainText;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The button that tests the settings of a form before they are saved. What the form does not set is determined as for a
 * build. It requires the permission to change the settings, and sends nothing to an address that no administrator has
 * allowed: an address in an administrator's form is allowed, one in a folder's form is not.
 */
final class ConnectionTest {

    private ConnectionTest() {}

    /** For a form of the global configuration, whose endpoint an administrator enters. */
    @NonNull
    static FormValidation ofJenkins(
            @NonNull SettingsLayer form,
            @CheckForNull String endpoint,
            @CheckForNull String serviceEndpoints,
            boolean controllerAllowed) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String all = Util.fixEmptyAndTrim(endpoint);
        String services = Util.fixEmptyAndTrim(serviceEndpoints);
        Optional<String> wrong = SettingChecks.endpoint(all).or(() -> SettingChecks.serviceEndpoints(services));
        return wrong.isPresent()
                ? FormValidation.error(wrong.get())
                : ask(null, form, SettingChecks.endpoints(all, services, ControllerEndpoint.find()), controllerAllowed);
    }

    /** @param item the folder whose settings are edited; null for the global settings */
    @NonNull
    static FormValidation of(@CheckForNull Item item, @NonNull SettingsLayer form, @CheckForNull String endpoint) {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        String own = Util.fixEmptyAndTrim(endpoint);
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
        Optional<String> wrong = SettingChecks.endpoint(own);
        if (wrong.isPresent()) {
            return FormValidation.error(wrong.get());
        }
        if (item != null && own != null && !EcsGlobalConfiguration.allowsEndpoint(global.snapshot(), own)) {
            return FormValidation.error(ConnectionMessages.notSent(own));
        }
        Endpoints endpoints = own == null ? global.effectiveEndpoints() : Endpoints.all(URI.create(own));
        return ask(item, form, endpoints, global.isAllowControllerCredentials());
    }

    private static FormValidation ask(Item item, SettingsLayer form, Endpoints endpoints, boolean controllerAllowed) {
        String where = endpoints.text();
        try {
            EcsSettings settings = JobSettings.of(item).mergeOfForm(form, endpoints.ecs() != null);
            CallerIdentity identity =
                    ExtensionList.lookupFirst(WhoAmI.class).ask(item, settings, endpoints, controllerAllowed);
            return FormValidation.ok(success(identity, settings, where));
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
