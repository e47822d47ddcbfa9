package io.jenkins.plugins.ecs.verify.check;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two revisions of a service that take production traffic at the same time, each in a target group of its own. Names are
 * those of CloudWatch's dimensions.
 *
 * @param balancer {@code app/shop/50dc6c495c0c9188}
 * @param canary target group of the new revision, {@code targetgroup/green/fedcba9876543210}
 * @param primary target group of the previous revision
 * @param percent of the traffic for the new revision, above 0 and below 100
 */
public record TrafficSplit(String balancer, String canary, String primary, double percent) {

    /** Two revisions take traffic, and it is not known through which target groups. */
    public static final TrafficSplit UNKNOWN = new TrafficSplit("", "", "", 0);

    /** A listener of a Network Load Balancer or a rule of a listener of an Application Load Balancer. */
    private static final Pattern BALANCER = Pattern.compile(".*:listener(?:-rule)?/((?:app|net)/[^/]+/[^/]+)/.*");

    /**
     * @param read the revisions of these ARNs, by ARN; not called while not two revisions take traffic
     * @return empty if not two revisions take traffic
     */
    @NonNull
    public static Optional<TrafficSplit> of(
            @NonNull ServiceDeployment deployment, @NonNull Function<List<String>, Map<String, ServiceRevision>> read) {
        return primary(deployment).map(source -> {
            Map<String, ServiceRevision> revisions =
                    read.apply(List.of(deployment.target().arn(), source.arn()));
            return between(
                    targets(revisions, deployment.target()), targets(revisions, source), weight(deployment.target()));
        });
    }

    private static TrafficSplit between(
            List<ServiceRevision.Target> after, List<ServiceRevision.Target> before, double percent) {
        for (int i = 0; i < Math.min(after.size(), before.size()); i++) {
            String canary = dimension(after.get(i).group());
            String primary = dimension(before.get(i).group());
            String rule = after.get(i).productionRule();
            Matcher balancer = BALANCER.matcher(rule == null ? "" : rule);
            if (!canary.isEmpty() && !primary.isEmpty() && !canary.equals(primary) && balancer.matches()) {
                return new TrafficSplit(balancer.group(1), canary, primary, percent);
            }
        }
        return UNKNOWN;
    }

    private static Optional<RevisionCounts> primary(ServiceDeployment deployment) {
        RevisionCounts target = deployment.target();
        return target == null || weight(target) <= 0 || weight(target) >= 100
                ? Optional.empty()
                : deployment.sources().stream()
                        .filter(source -> weight(source) > 0)
                        .max(Comparator.comparingDouble(TrafficSplit::weight));
    }

    private static double weight(RevisionCounts counts) {
        return counts.productionWeight() == null ? 0 : counts.productionWeight();
    }

    private static List<ServiceRevision.Target> targets(Map<String, ServiceRevision> revisions, RevisionCounts of) {
        ServiceRevision revision = revisions.get(of.arn());
        return revision == null ? List.of() : revision.targets();
    }

    /** {@code targetgroup/green/fedcba9876543210} of its ARN; empty if it is none. */
    private static String dimension(String group) {
        int at = group.indexOf(":targetgroup/");
        return at < 0 ? "" : group.substring(at + 1);
    }

    /** Whether CloudWatch has requests by target group: of Application Load Balancers only. */
    boolean hasRequests() {
        return balancer.startsWith("app/");
    }
}
