package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARN of a service deployment. It also contains the Region, cluster and service. */
public record DeploymentArn(String arn, String region, String cluster, String service) {

    private static final Pattern ARN =
            Pattern.compile("arn:[\\w-]+:ecs:([\\w-]+):\\d{12}:service-deployment/([\\w-]+)/([\\w-]+)/[\\w-]+");

    /** Empty if the text is not such an ARN. */
    @NonNull
    public static Optional<DeploymentArn> parse(@CheckForNull String text) {
        Matcher arn = ARN.matcher(text == null ? "" : text);
        return arn.matches()
                ? Optional.of(new DeploymentArn(text, arn.group(1), arn.group(2), arn.group(3)))
                : Optional.empty();
    }
}
