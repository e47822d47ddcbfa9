package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Endpoints;
import java.util.List;

/**
 * How pages read the services of a target. Equal for targets that may share what was read.
 *
 * @param target its name
 * @param folder full name of the folder that has the target; null for a target of all of Jenkins
 * @param credentialsId id of AWS credentials of that folder, or of Jenkins
 * @param roles to assume one after the other; empty for none
 * @param controllerAllowed whether the controller's own credentials may be used
 */
public record ReadSettings(
        @NonNull String target,
        @CheckForNull String folder,
        @NonNull String region,
        @NonNull Endpoints endpoints,
        @NonNull String credentialsId,
        @NonNull List<String> roles,
        boolean controllerAllowed) {}
