package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pull request that a job builds.
 *
 * @param id as the provider of the repository has it, usually a number
 * @param fork whether its changes are those of another repository
 */
public record PullRequest(@NonNull String id, boolean fork) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final int LONGEST_NAME = 255;

    /** The name of its own service. */
    @NonNull
    public String serviceOf(@NonNull String service) {
        return service + "-pr-" + id;
    }

    /**
     * Why it can't have a service of its own.
     *
     * @param service of which it would have one
     */
    @NonNull
    public Optional<String> refusal(@NonNull String service) {
        if (fork) {
            return Optional.of(TeamFileMessages.fork(id));
        }
        if (!ID.matcher(id).matches()) {
            return Optional.of(TeamFileMessages.notAnId(id));
        }
        String name = serviceOf(service);
        return name.length() > LONGEST_NAME
                ? Optional.of(TeamFileMessages.nameTooLong(name, LONGEST_NAME))
                : Optional.empty();
    }
}
