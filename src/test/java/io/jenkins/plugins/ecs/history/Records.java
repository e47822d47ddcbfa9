package io.jenkins.plugins.ecs.history;

import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.Map;

/** Records made by hand. Times in minutes since a fixed one. */
public final class Records {

    public static final long T0 = 1_700_000_000_000L;
    public static final ServiceKey API = new ServiceKey("eu-central-1", "prod", "api");

    private Records() {}

    public static long at(long minute) {
        return T0 + minute * 60_000;
    }

    /** Took two minutes; build n of the job deploys api:n, version 1.n. */
    public static DeploymentRecord of(ServiceKey service, String job, int build, long minute, Verdict verdict) {
        return record(service, job, build, minute, verdict, true, "api:" + build, "api:" + (build - 1), "");
    }

    public static DeploymentRecord of(int build, long minute, Verdict verdict) {
        return of(API, "shop/api", build, minute, verdict);
    }

    public static DeploymentRecord rolledBack(int build, long minute, String to) {
        return record(API, "shop/api", build, minute, Verdict.ROLLED_BACK, true, "api:" + build, to, to);
    }

    public static DeploymentRecord refused(int build, long minute, String saw) {
        return record(API, "shop/api", build, minute, Verdict.REFUSED, false, "", saw, "");
    }

    /** The same, to a named target. */
    public static DeploymentRecord to(String target, String label, DeploymentRecord r) {
        return new DeploymentRecord(
                r.id(),
                r.service(),
                r.build(),
                r.state(),
                r.percent(),
                r.verdict(),
                r.touched(),
                r.version(),
                r.taskDefinition(),
                r.before(),
                r.rolledBackTo(),
                r.images(),
                r.digests(),
                r.cause(),
                r.startedAt(),
                r.finishedAt(),
                target,
                label,
                r.look(),
                r.rollback());
    }

    /** The same with other images. */
    public static DeploymentRecord images(
            DeploymentRecord r, String version, Map<String, String> images, Map<String, String> digests) {
        return new DeploymentRecord(
                r.id(),
                r.service(),
                r.build(),
                r.state(),
                r.percent(),
                r.verdict(),
                r.touched(),
                version,
                r.taskDefinition(),
                r.before(),
                r.rolledBackTo(),
                images,
                digests,
                r.cause(),
                r.startedAt(),
                r.finishedAt(),
                r.target(),
                r.targetLabel(),
                r.look(),
                r.rollback());
    }

    public static DeploymentRecord record(
            ServiceKey service,
            String job,
            int build,
            long minute,
            Verdict verdict,
            boolean touched,
            String revision,
            String before,
            String rolledBackTo) {
        return new DeploymentRecord(
                "id" + build,
                service,
                new BuildFacts(job, build, "jane", "c0ffee", at(minute - 30)),
                verdict == null ? DeployState.DEPLOYING : DeployState.of(verdict),
                verdict == null ? 40 : 0,
                verdict,
                touched,
                "1." + build,
                revision,
                before,
                rolledBackTo,
                Map.of("app", "repo/api:1." + build),
                Map.of(),
                "",
                at(minute),
                verdict == null ? 0 : at(minute + 2),
                "",
                "",
                DeploymentRecord.Look.NONE,
                false);
    }
}
