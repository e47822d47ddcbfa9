package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.config.settings.ControllerEndpoint;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.EndpointRefused;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where AWS is asked for a form, and as whom. What the form does not set is determined as for a build. The endpoints are
 * those that an administrator has allowed. Whoever makes one has checked that the user may configure the item.
 *
 * @param item the folder or job in whose context credentials are looked up; null for Jenkins itself
 * @param controllerAllowed whether the controller's own credentials may be used
 */
public record FormPlace(
        @CheckForNull Item item,
        @NonNull EcsSettings settings,
        @NonNull Endpoints endpoints,
        boolean controllerAllowed) {

    /**
     * Of the form of a step.
     *
     * @throws IllegalArgumentException if a value is missing or wrong, or an endpoint is not allowed; the message says
     *     which
     */
    @NonNull
    public static FormPlace ofStep(@CheckForNull Item item, @NonNull SettingsLayer form) {
        JobSettings job = JobSettings.of(item);
        EcsSettings settings = job.merge(List.of(form));
        return new FormPlace(
                item,
                settings,
                job.endpoints(settings),
                EcsGlobalConfiguration.get().isAllowControllerCredentials());
    }

    /**
     * Of a form of an administrator or of a folder: an endpoint in the form of an administrator is allowed, one in the
     * form of a folder must be.
     *
     * @param endpoint the endpoint in the form; blank or null for none
     * @throws IllegalArgumentException if a value is missing or wrong, or the endpoint is not allowed; the message says
     *     which
     */
    @NonNull
    static FormPlace ofSettings(@CheckForNull Item item, @NonNull SettingsLayer form, @CheckForNull String endpoint) {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        String own = Util.fixEmptyAndTrim(endpoint);
        refuse(SettingChecks.endpoint(own));
        if (item != null && own != null && !EcsGlobalConfiguration.allowsEndpoint(global.snapshot(), own)) {
            throw new EndpointRefused(ConnectionMessages.notSent(own));
        }
        Endpoints endpoints = own == null ? global.effectiveEndpoints() : Endpoints.all(URI.create(own));
        return of(item, form, endpoints, global.isAllowControllerCredentials());
    }

    /**
     * Of the form of the global configuration, whose endpoints an administrator enters.
     *
     * @throws IllegalArgumentException if a value is missing or wrong; the message says which
     */
    @NonNull
    static FormPlace ofJenkins(
            @NonNull SettingsLayer form,
            @CheckForNull String endpoint,
            @CheckForNull String serviceEndpoints,
            boolean controllerAllowed) {
        String all = Util.fixEmptyAndTrim(endpoint);
        String services = Util.fixEmptyAndTrim(serviceEndpoints);
        refuse(SettingChecks.endpoint(all).or(() -> SettingChecks.serviceEndpoints(services)));
        return of(null, form, SettingChecks.endpoints(all, services, ControllerEndpoint.find()), controllerAllowed);
    }

    private static FormPlace of(Item item, SettingsLayer form, Endpoints endpoints, boolean controllerAllowed) {
        EcsSettings settings = JobSettings.of(item).mergeOfForm(form, endpoints.ecs() != null);
        return new FormPlace(item, settings, endpoints, controllerAllowed);
    }

    private static void refuse(Optional<String> problem) {
        problem.ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }
}
