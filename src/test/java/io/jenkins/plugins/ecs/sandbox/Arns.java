package io.jenkins.plugins.ecs.sandbox;

/** The ARNs of one account in one Region. */
record Arns(String account, String region) {

    static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private String ecs(String rest) {
        return "arn:" + partition(region) + ":ecs:" + region + ":" + account + ":" + rest;
    }

    String cluster(String name) {
        return ecs("cluster/" + name);
    }

    String service(String cluster, String name) {
        return ecs("service/" + cluster + "/" + name);
    }

    String serviceDeployment(String cluster, String service, String id) {
        return ecs("service-deployment/" + cluster + "/" + service + "/" + id);
    }

    String serviceRevision(String cluster, String service, String id) {
        return ecs("service-revision/" + cluster + "/" + service + "/" + id);
    }

    String taskSet(String cluster, String service, String id) {
        return ecs("task-set/" + cluster + "/" + service + "/" + id);
    }

    String taskDefinition(String family, int revision) {
        return ecs("task-definition/" + family + ":" + revision);
    }

    String task(String cluster, String id) {
        return ecs("task/" + cluster + "/" + id);
    }

    String container(String cluster, String task, String uuid) {
        return ecs("container/" + cluster + "/" + task + "/" + uuid);
    }

    String containerInstance(String cluster, String id) {
        return ecs("container-instance/" + cluster + "/" + id);
    }

    /** Of Elastic Load Balancing. */
    String balancing(String rest) {
        return "arn:" + partition(region) + ":elasticloadbalancing:" + region + ":" + account + ":" + rest;
    }

    /** Of CodeDeploy. */
    String codeDeploy(String rest) {
        return "arn:" + partition(region) + ":codedeploy:" + region + ":" + account + ":" + rest;
    }

    String rule(String bus, String name) {
        String path = bus.equals("default") ? name : bus + "/" + name;
        return "arn:" + partition(region) + ":events:" + region + ":" + account + ":rule/" + path;
    }

    String schedule(String group, String name) {
        return "arn:" + partition(region) + ":scheduler:" + region + ":" + account + ":schedule/" + group + "/" + name;
    }

    /** Of Application Auto Scaling. */
    String scalableTarget(String id) {
        return "arn:" + partition(region) + ":application-autoscaling:" + region + ":" + account + ":scalable-target/"
                + id;
    }

    /** @param name with or without a slash at its beginning */
    String parameter(String name) {
        return "arn:" + partition(region) + ":ssm:" + region + ":" + account + ":parameter/"
                + (name.startsWith("/") ? name.substring(1) : name);
    }

    String role(String name) {
        return "arn:" + partition(region) + ":iam::" + account + ":role/" + name;
    }

    String alarm(String name) {
        return "arn:" + partition(region) + ":cloudwatch:" + region + ":" + account + ":alarm:" + name;
    }

    String logGroup(String name) {
        return "arn:" + partition(region) + ":logs:" + region + ":" + account + ":log-group:" + name;
    }

    /** The host of an Amazon ECR registry. */
    String registry(String id) {
        return id + ".dkr.ecr." + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
    }

    /** Whether a reference is an ARN of another account or Region. */
    boolean isForeign(String nameOrArn) {
        return nameOrArn.startsWith("arn:") && !nameOrArn.startsWith(ecs(""));
    }

    /** The last part of an ARN, or the name itself. */
    static String name(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
