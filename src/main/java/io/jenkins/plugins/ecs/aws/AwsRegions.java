package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;

/** The Regions that the installed AWS SDK knows, with their endpoints and consoles. */
public final class AwsRegions {

    private AwsRegions() {}

    public static boolean isKnown(@NonNull String region) {
        return Region.regions().stream().anyMatch(known -> known.id().equals(region) && !known.isGlobalRegion());
    }

    /** Their ids, in alphabetical order. */
    @NonNull
    public static List<String> known() {
        return Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .sorted()
                .toList();
    }

    /** {@code https://ecs.<region>.<the partition's domain>}, or that for FIPS or for IPv6 as well. */
    public static URI endpoint(String service, String region) {
        List<EndpointTag> tags = new ArrayList<>();
        if (isFips()) {
            tags.add(EndpointTag.FIPS);
        }
        if (isDualStack()) {
            tags.add(EndpointTag.DUALSTACK);
        }
        ServiceEndpointKey key = ServiceEndpointKey.builder()
                .region(Region.of(region))
                .tags(tags)
                .build();
        URI host = ServiceMetadata.of(service).endpointFor(key);
        return host.getScheme() == null ? URI.create("https://" + host) : host;
    }

    /**
     * The address of a bucket of S3. Its name is a part of the host, unless the certificate of the host would not fit then.
     *
     * @param override of the service; null for AWS's own address
     */
    @NonNull
    public static URI bucket(@CheckForNull URI override, @NonNull String name, @NonNull String region) {
        URI service = override == null ? endpoint("s3", region) : override;
        boolean isPath = override != null || name.indexOf('.') >= 0;
        String base = service.toString().replaceFirst("/$", "");
        return URI.create(isPath ? base + "/" + name : base.replaceFirst("://", "://" + name + "."));
    }

    /** {@code AWS_USE_FIPS_ENDPOINT} in the environment of the controller. */
    public static boolean isFips() {
        return SdkSystemSetting.AWS_USE_FIPS_ENDPOINT.getBooleanValue().orElse(false);
    }

    /** {@code AWS_USE_DUALSTACK_ENDPOINT} in the environment of the controller. */
    public static boolean isDualStack() {
        return SdkSystemSetting.AWS_USE_DUALSTACK_ENDPOINT.getBooleanValue().orElse(false);
    }

    /** The Region that requests to IAM are signed for: it is one for a whole partition. */
    @NonNull
    public static String ofIam(@NonNull String region) {
        return ServiceMetadata.of("iam").signingRegion(Region.of(region)).id();
    }

    /** {@code aws}, {@code aws-cn} or another; of a Region that the SDK does not know, by its name. */
    @NonNull
    public static String partition(@NonNull String region) {
        return PartitionMetadata.of(Region.of(region)).id();
    }

    /** The console's host in a Region; the partitions have hosts of their own. */
    @NonNull
    static String consoleHost(@NonNull String region) {
        switch (partition(region)) {
            case "aws-cn":
                return "console.amazonaws.cn";
            case "aws-us-gov":
                return "console.amazonaws-us-gov.com";
            case "aws-eusc":
                return region + ".console.amazonaws-eusc.eu";
            default:
                return region + ".console.aws.amazon.com";
        }
    }
}
