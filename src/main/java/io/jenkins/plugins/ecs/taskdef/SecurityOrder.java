package io.jenkins.plugins.ecs.taskdef;

import java.util.List;
import java.util.Map;

/**
 * Which differences come first: those that decide what a task may do, as whom, with which program and which secrets, and
 * whom it can reach. People approve a deployment by the first lines that they see.
 */
final class SecurityOrder {
    private static final int OTHER = 5;

    /** Fields by rank; a field stands for all that is in it. */
    private static final Map<Integer, List<String>> RANKS = Map.of(
            0,
            List.of("taskRoleArn", "executionRoleArn"),
            1,
            List.of(
                    "pidMode",
                    "ipcMode",
                    "containerDefinitions.user",
                    "containerDefinitions.privileged",
                    "containerDefinitions.linuxParameters",
                    "containerDefinitions.dockerSecurityOptions",
                    "containerDefinitions.readonlyRootFilesystem",
                    "containerDefinitions.systemControls",
                    "containerDefinitions.credentialSpecs",
                    "volumes.host",
                    "volumes.efsVolumeConfiguration.authorizationConfig"),
            2,
            List.of(
                    "containerDefinitions.image",
                    "containerDefinitions.versionConsistency",
                    "containerDefinitions.repositoryCredentials"),
            3,
            List.of(
                    "containerDefinitions.secrets",
                    "containerDefinitions.environmentFiles",
                    "containerDefinitions.logConfiguration.secretOptions"),
            4,
            List.of(
                    "networkMode",
                    "proxyConfiguration",
                    "containerDefinitions.portMappings",
                    "containerDefinitions.disableNetworking",
                    "containerDefinitions.links",
                    "containerDefinitions.hostname",
                    "containerDefinitions.extraHosts",
                    "containerDefinitions.dnsServers",
                    "containerDefinitions.dnsSearchDomains",
                    "containerDefinitions.mountPoints",
                    "volumes"));

    private SecurityOrder() {}

    /** @param pattern the path without indexes and keys, as in {@code containerDefinitions.linuxParameters.maxSwap} */
    static int rank(String pattern) {
        for (int rank = 0; rank < OTHER; rank++) {
            for (String field : RANKS.get(rank)) {
                if (pattern.equals(field) || pattern.startsWith(field + ".")) {
                    return rank;
                }
            }
        }
        return OTHER;
    }
}
