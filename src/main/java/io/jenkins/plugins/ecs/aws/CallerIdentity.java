package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The identity behind credentials, as returned by GetCallerIdentity. */
public record CallerIdentity(
        @NonNull String account, @NonNull String arn) {

    private static final Pattern ASSUMED_ROLE = Pattern.compile("arn:([\\w-]+):sts::(\\d{12}):assumed-role/([^/]+)/.*");

    /** The assumed role, without its path, which AWS does not return; empty if none was assumed. */
    @NonNull
    public Optional<String> role() {
        Matcher assumed = ASSUMED_ROLE.matcher(arn);
        return assumed.matches()
                ? Optional.of("arn:" + assumed.group(1) + ":iam::" + assumed.group(2) + ":role/" + assumed.group(3))
                : Optional.empty();
    }
}
