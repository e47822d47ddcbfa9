package io.jenkins.plugins.ecs.steps;

import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/** Errors in the parameters of the steps: field, value, remedy. */
final class StepMessages {

    static final String NULL = "is given, but null. Check that the variable is set, or remove the parameter";
    static final String EMPTY = "is given, but empty. Set a value, or remove the parameter";
    static final String TASKS_BEFORE_REQUIRED =
            "before: the path requires a task before the deployment. Set 'before' of the step";
    static final String IRREVERSIBLE_BEFORE =
            "before: a task with irreversible: true turns off the rollback of the path. Remove irreversible, or ask the"
                    + " owner of the path for before: 'irreversible'";
    static final String EMPTY_LIST = "is given, but an empty list. Add an entry, or remove the parameter";
    static final String CONTAINER_WITHOUT_CHANGE = "changes nothing. Set at least one of 'image', 'environment',"
            + " 'secrets', 'cpu', 'memory' and 'command'";

    static final String SERVICE_AND_SERVICES =
            "service and services: both are given. Use 'service' for one service, or list all in 'services'";
    static final String NO_WAIT =
            "wait: false cannot be combined with waves or onWaveFailure, which need the end of each"
                    + " deployment. Remove 'wait'";
    static final String ONLY_PREFLIGHT =
            "image and taskDefinition: only for mode: 'preflight'. Use the checks digest and"
                    + " drift for a running service";
    static final String CHECKS_AND_PREFLIGHT =
            "checks: cannot be combined with mode: 'preflight'. Remove one of the two";
    static final String CHECKS_AND_DEPLOYMENT =
            "deployment and checks: both are given. Follow the deployment first, then check the service";

    static final String CONTAINERS_OF_SPEC =
            "containers: the template of the file has the containers. Give 'image', the image of the team's container";
    static final String BEFORE_OF_SPEC = "before: the file has the tasks. Set 'before' there";
    static final String NO_IMAGE =
            "image: missing. Set 'image', or an image in 'containers', each with its digest (…@sha256:…)";

    static final String NO_HOTFIX =
            "hotfix: each user who started the build, or a build that led to it, needs the permission"
                    + " ECS deployments/Hotfix";
    static final String NO_MESSAGE = "message: not set. Ask what is approved, such as 'Deploy 1.4.2 to production?'";
    static final String NOT_APPROVABLE = "an approval cannot be given while the security of Jenkins is off";
    static final String DRIFT_AFTER_DEPLOYMENT =
            "verify: drift() would compare the deployment with itself. Give it a taskDefinition or serviceDefinition, or"
                    + " remove it";
    static final String NOTHING_TO_VERIFY = "onVerificationFailure: nothing is verified. Add verify or watch";

    private StepMessages() {}

    static String noDigest(String image) {
        return "image: '" + PlainText.line(image)
                + "' has no digest. A release is what its digests say; use …@sha256:…, which the build that pushed the"
                + " image knows";
    }

    static String serviceArnInPath(String service) {
        return "service: '" + PlainText.line(service)
                + "' is an ARN. Use the name; account, Region and cluster come from the targets of the path";
    }

    static String serviceArnApproved(String service) {
        return "service: '" + PlainText.line(service)
                + "' is an ARN. Use the name, and target for the place where it may be deployed";
    }

    static String unknownEnvironment(String to, String path, List<String> environments) {
        return "to: path " + path + " has no environment '" + PlainText.line(to) + "'. Use one of: "
                + String.join(", ", environments);
    }

    static String ignoredPath(String path, String where) {
        return "Path " + PlainText.line(path) + " of " + where
                + " is ignored: an outer level defines a path of that name";
    }

    static String notApprovable(String environment) {
        return "environment " + environment + ": its approval cannot be given while the security of Jenkins is off";
    }

    static String inEnvironment(String environment, String problem) {
        return "environment " + environment + ": " + problem;
    }

    static String twice(String name) {
        return "sets '" + PlainText.line(name) + "' twice. Remove one of the two";
    }

    /** @param kind for example {@code a map} */
    static String notServices(String field, Object value) {
        return field + ": use the form ['api', 'worker'] or [[service: 'api', ...], ...], not '" + value + "'";
    }

    static String repeatedService(String service) {
        return "services: '" + service + "' is given twice. Remove one of the two";
    }

    static String unknownMode(String mode) {
        return "mode: '" + PlainText.line(mode) + "' is unknown. Use 'preflight', or remove it";
    }

    static String otherRegion(String region, String stepRegion) {
        return "deployment: it is in " + region + ", but the step is in " + stepRegion + ". Correct 'region'";
    }

    static String notADeployment(String arn) {
        return "deployment: '" + PlainText.line(arn) + "' is not the ARN of a service deployment. Use the form"
                + " arn:aws:ecs:<region>:<account>:service-deployment/<cluster>/<service>/<id>";
    }

    /** @param ofStep whether the step or its file has tasks; otherwise the settings of the target or of a folder have */
    static String noTasksBefore(boolean ofStep) {
        return "before: the path allows no task before the deployment. Remove 'before' "
                + (ofStep ? "of the step or its file" : "from the settings of the target or folder");
    }

    static String otherService(String given, String ofFile) {
        return "service: '" + given + "' is not the service of the file, '" + ofFile + "'. Remove 'service'";
    }

    static String otherPath(String given, String ofFile) {
        return "path: '" + given + "' is not the path of the file, '" + ofFile + "'. Remove 'path'";
    }

    static String checkOfPath(String environment, String problem) {
        return "with the checks that the path has in " + environment + ": " + problem
                + ". The file only adds checks; remove it here";
    }

    static String sameTarget(String first, String second) {
        return "targets " + first + " and " + second + " lead to the same cluster. Remove one of them from the path";
    }

    static String dryRunOfHotfix(String reason) {
        return "hotfix: '" + PlainText.line(reason) + "' cannot be combined with dryRun: a dry run waits for no"
                + " condition that a hotfix could skip. Remove hotfix or dryRun";
    }

    static String dryRunOfFork(String id) {
        return "dryRun: pull request " + PlainText.line(id) + " comes from a fork, and what runs in AWS is not shown to"
                + " forks. Plan the release in a build of a branch of this repository";
    }

    static String noReleaseOfPullRequest(String id) {
        return "this build belongs to pull request " + PlainText.line(id) + ", and releases come from branches. Add"
                + " 'perPullRequest' to ecs.yaml, and read it with 'spec', for a service of its own; or release only if"
                + " the build is of a branch";
    }

    /** @param why what the environment is */
    static String notForPullRequests(String environment, String why) {
        return "perPullRequest: services of pull requests cannot be in " + PlainText.line(environment) + ", because "
                + PlainText.line(why) + ". Use an environment with one target that is not for production, and without"
                + " 'from'";
    }

    static String otherEnvironmentOfPullRequest(String to, String environment) {
        return "to: '" + PlainText.line(to) + "' is not the environment of pull requests, '"
                + PlainText.line(environment) + "'. Remove 'to'";
    }

    static String hotfixOfPullRequest(String id) {
        return "hotfix: this build belongs to pull request " + PlainText.line(id) + ". Release hotfixes from a branch";
    }

    static String shortLived(ShortLivedService service) {
        return service.service() + " will be deleted with the job of its branch, or at " + service.untilWords()
                + " unless it is released again";
    }

    static String sharedWithEnvironment(List<String> members, String environment) {
        return "perPullRequest: the service of a pull request would have the same " + String.join(" and ", members)
                + " as the service in " + PlainText.line(environment)
                + ", and get a part of its requests. Give it others"
                + " by 'parameters' of perPullRequest, or ask the owner of the template to use {{ service }} there";
    }
}
