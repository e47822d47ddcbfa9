package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Links into the AWS console. Built from names only: nothing is asked of AWS. */
public final class ConsoleLinks {

    private ConsoleLinks() {}

    /** The page of a service's deployments. */
    @NonNull
    public static String service(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        return "https://" + AwsRegions.consoleHost(region) + "/ecs/v2/clusters/" + segment(cluster) + "/services/"
                + segment(service) + "/deployments?region=" + segment(region);
    }

    /** The page of a deployment of CodeDeploy. */
    @NonNull
    public static String codeDeployment(@NonNull String region, @NonNull String id) {
        return "https://" + AwsRegions.consoleHost(region) + "/codesuite/codedeploy/deployments/" + segment(id)
                + "?region=" + segment(region);
    }

    /** The page of a cluster's tasks. */
    @NonNull
    public static String tasks(@NonNull String region, @NonNull String cluster) {
        return "https://" + AwsRegions.consoleHost(region) + "/ecs/v2/clusters/" + segment(cluster) + "/tasks?region="
                + segment(region);
    }

    /** The page of one task. */
    @NonNull
    public static String task(@NonNull String region, @NonNull String cluster, @NonNull String id) {
        return "https://" + AwsRegions.consoleHost(region) + "/ecs/v2/clusters/" + segment(cluster) + "/tasks/"
                + segment(id) + "/configuration?region=" + segment(region);
    }

    private static String segment(String nameOrArn) {
        String name = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
