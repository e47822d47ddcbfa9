package io.jenkins.plugins.ecs.taskdef;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of {@code RegisterTaskDefinition} and their kinds, as of mid-2026 (service model {@code ecs-2014-11-13}).
 * A field that is not here is passed through as it is: ECS gets new ones several times a year.
 */
final class TaskDefinitionSchema {
    /** [path of the parent without list indexes], then one line per kind. */
    private static final String FIELDS = """
            []
            STRING family taskRoleArn executionRoleArn networkMode cpu memory pidMode ipcMode
            BOOLEAN enableFaultInjection
            STRINGS requiresCompatibilities
            OBJECT proxyConfiguration ephemeralStorage runtimePlatform
            OBJECTS containerDefinitions volumes placementConstraints tags inferenceAccelerators
            [containerDefinitions]
            STRING name image versionConsistency hostname user workingDirectory
            INTEGER cpu memory memoryReservation startTimeout stopTimeout
            BOOLEAN essential disableNetworking privileged readonlyRootFilesystem interactive pseudoTerminal
            STRINGS links entryPoint command dnsServers dnsSearchDomains dockerSecurityOptions credentialSpecs
            STRING_MAP dockerLabels
            OBJECT repositoryCredentials restartPolicy linuxParameters logConfiguration healthCheck
            OBJECT firelensConfiguration
            OBJECTS portMappings environment environmentFiles mountPoints volumesFrom secrets dependsOn
            OBJECTS extraHosts ulimits systemControls resourceRequirements
            [containerDefinitions.repositoryCredentials]
            STRING credentialsParameter
            [containerDefinitions.portMappings]
            STRING protocol name appProtocol containerPortRange
            INTEGER containerPort hostPort
            [containerDefinitions.restartPolicy]
            INTEGER restartAttemptPeriod
            BOOLEAN enabled
            INTEGERS ignoredExitCodes
            [containerDefinitions.environment]
            STRING name value
            [containerDefinitions.environmentFiles]
            STRING value type
            [containerDefinitions.mountPoints]
            STRING sourceVolume containerPath
            BOOLEAN readOnly
            [containerDefinitions.volumesFrom]
            STRING sourceContainer
            BOOLEAN readOnly
            [containerDefinitions.linuxParameters]
            INTEGER sharedMemorySize maxSwap swappiness
            BOOLEAN initProcessEnabled
            OBJECT capabilities
            OBJECTS devices tmpfs
            [containerDefinitions.linuxParameters.capabilities]
            STRINGS add drop
            [containerDefinitions.linuxParameters.devices]
            STRING hostPath containerPath
            STRINGS permissions
            [containerDefinitions.linuxParameters.tmpfs]
            STRING containerPath
            INTEGER size
            STRINGS mountOptions
            [containerDefinitions.secrets]
            STRING name valueFrom
            [containerDefinitions.dependsOn]
            STRING containerName condition
            [containerDefinitions.extraHosts]
            STRING hostname ipAddress
            [containerDefinitions.ulimits]
            STRING name
            INTEGER softLimit hardLimit
            [containerDefinitions.logConfiguration]
            STRING logDriver
            STRING_MAP options
            OBJECTS secretOptions
            [containerDefinitions.logConfiguration.secretOptions]
            STRING name valueFrom
            [containerDefinitions.healthCheck]
            INTEGER interval timeout retries startPeriod
            STRINGS command
            [containerDefinitions.systemControls]
            STRING namespace value
            [containerDefinitions.resourceRequirements]
            STRING value type
            [containerDefinitions.firelensConfiguration]
            STRING type
            STRING_MAP options
            [volumes]
            STRING name
            BOOLEAN configuredAtLaunch
            OBJECT host dockerVolumeConfiguration efsVolumeConfiguration s3filesVolumeConfiguration
            OBJECT fsxWindowsFileServerVolumeConfiguration
            [volumes.host]
            STRING sourcePath
            [volumes.dockerVolumeConfiguration]
            STRING scope driver
            BOOLEAN autoprovision
            STRING_MAP driverOpts labels
            [volumes.efsVolumeConfiguration]
            STRING fileSystemId rootDirectory transitEncryption
            INTEGER transitEncryptionPort
            OBJECT authorizationConfig
            [volumes.efsVolumeConfiguration.authorizationConfig]
            STRING accessPointId iam
            [volumes.s3filesVolumeConfiguration]
            STRING fileSystemArn rootDirectory accessPointArn
            INTEGER transitEncryptionPort
            [volumes.fsxWindowsFileServerVolumeConfiguration]
            STRING fileSystemId rootDirectory
            OBJECT authorizationConfig
            [volumes.fsxWindowsFileServerVolumeConfiguration.authorizationConfig]
            STRING credentialsParameter domain
            [placementConstraints]
            STRING type expression
            [tags]
            STRING key value
            [proxyConfiguration]
            STRING type containerName
            OBJECTS properties
            [proxyConfiguration.properties]
            STRING name value
            [inferenceAccelerators]
            STRING deviceName deviceType
            [ephemeralStorage]
            INTEGER sizeInGiB
            [runtimePlatform]
            STRING cpuArchitecture operatingSystemFamily
            """;

    private static final Map<String, Map<String, FieldKind>> BY_PARENT = read();

    private TaskDefinitionSchema() {}

    /** The kind of a field, or null when the field is unknown. Parent is a path without indexes, "" for the top. */
    static FieldKind kind(String parent, String field) {
        return BY_PARENT.getOrDefault(parent, Map.of()).get(field);
    }

    /** The known fields of a parent, empty when the parent is unknown. */
    static Set<String> fields(String parent) {
        return BY_PARENT.getOrDefault(parent, Map.of()).keySet();
    }

    static String child(String parent, String field) {
        return parent.isEmpty() ? field : parent + "." + field;
    }

    private static Map<String, Map<String, FieldKind>> read() {
        Map<String, Map<String, FieldKind>> all = new LinkedHashMap<>();
        Map<String, FieldKind> current = null;
        for (String line : FIELDS.split("\n")) {
            if (line.startsWith("[")) {
                current = new LinkedHashMap<>();
                all.put(line.substring(1, line.length() - 1), current);
                continue;
            }
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                current.put(words[i], FieldKind.valueOf(words[0]));
            }
        }
        return all;
    }
}
