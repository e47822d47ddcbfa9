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
 * The button that tries the settings of a form before they are saved. What the form leaves out comes from where a build
 * would take it from. It asks for the permission to change those settings, and sends nothing to an address that no admin
 * has named: an admin's own form names it, a folder's form does not.
 */
final class ConnectionTest {

    private ConnectionTest() {}

    /** For a form of Jenkins itself: what stands in it is an admin's word. */
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

    /** @param item the folder whose settings are edited, or null for those of Jenkins */
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
            return FormValidation.error("Nothing was sent: no admin of this Jenkins has allowed " + PlainText.line(own)
                    + ". Let an admin add it to the allowed endpoints");
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
        return PlainText.line("Account " + identity.account() + ", as " + identity.arn() + ", in " + settings.region()
                + (endpoint.isEmpty() ? "" : ", through " + endpoint));
    }

    /** What it means and what to do, then AWS's own words. */
    @NonNull
    static String failure(@NonNull AwsFailure failure, @NonNull String endpoint) {
        return PlainText.line(meaning(failure, endpoint) + " (" + failure.getMessage() + ")");
    }

    private static String meaning(AwsFailure failure, String endpoint) {
        String code = Objects.toString(failure.code(), "");
        switch (code) {
            case "InvalidClientTokenId", "UnrecognizedClientException":
                return "AWS does not know the access key: check the credentials, and whether they belong to this part of"
                        + " AWS";
            case "SignatureDoesNotMatch", "InvalidSignatureException":
                return "The secret key does not belong to the access key, or this controller's clock is wrong";
            case "RegionDisabledException":
                return "The account has not switched this Region on";
            default:
                break;
        }
        switch (failure.kind()) {
            case DENIED:
                return failure.operation().equals("AssumeRole")
                        ? "The role can't be assumed: check its ARN, whether its trust policy lets these credentials in"
                                + " (or the role before it), and the external id"
                        : "AWS knows these credentials, but they may not do this: "
                                + failure.denial().advice(failure.iamAction(), "these credentials");
            case UNAUTHENTICATED:
                return failure.isExpired()
                        ? "The credentials have run out, or this controller's clock is wrong: renew them, or give some"
                                + " that last"
                        : "AWS does not accept these credentials: check both keys, and this controller's clock";
            case NO_CREDENTIALS:
                return "There are no credentials to use";
            case NOT_AWS:
                return "Not AWS answered: check Jenkins' proxy settings, the firewall and the endpoint";
            case THROTTLED:
                return "AWS gets too many calls: try again in a minute";
            case UNREACHABLE, LOST:
                return "No answer from " + (endpoint.isEmpty() ? "AWS" : endpoint)
                        + ": check Region, endpoint, and Jenkins' proxy settings";
            case SERVER:
                return (endpoint.isEmpty() ? "AWS" : endpoint) + " has an error of its own: try again in a minute";
            case UNSUPPORTED:
                return (endpoint.isEmpty() ? "AWS" : endpoint)
                        + " does not speak STS: an endpoint override gets the calls" + " of all services, STS included";
            default:
                return "It does not work";
        }
    }
}
