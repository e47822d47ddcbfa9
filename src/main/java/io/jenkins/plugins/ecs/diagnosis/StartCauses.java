package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.BUDGETED;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.TRANSIENT;

import java.util.List;

/** Start and run of a container: command, memory, ports, health. */
final class StartCauses {

    static final List<CauseRule> RULES = List.of(
            cause("out-of-memory", BUDGETED, "out of memory")
                    .advice("raise 'memory' of the container or the task, or reduce the memory use of the application")
                    .doc(Docs.OUT_OF_MEMORY)
                    .when("OutOfMemoryError", "Container killed due to memory usage", "OOMKilled"),
            cause("bad-working-directory", PERMANENT, "the working directory cannot be used")
                    .advice("correct 'workingDirectory' of the container, or WORKDIR in the image")
                    .doc(Docs.START)
                    .when("chdir to cwd", "working directory * is invalid"),
            cause("bad-user", PERMANENT, "the user does not exist in the image")
                    .advice("correct 'user' of the container, or add the user to the image")
                    .doc(Docs.START)
                    .when("unable to find user", "unable to find group", "no matching entries in passwd file"),
            cause("bad-command", PERMANENT, "the command cannot be run")
                    .advice(
                            "correct 'command' and 'entryPoint' of the container (one argument per element), or make the"
                                    + " file executable in the image")
                    .doc(Docs.START)
                    .when(
                            "executable file not found",
                            "exec: \"*no such file or directory",
                            "exec: \"*permission denied",
                            "exec: \"*is a directory",
                            "exec: \\\"*no such file or directory",
                            "exec: \\\"*permission denied",
                            "exec /*: no such file or directory",
                            "exec /*: permission denied",
                            "no command specified",
                            "CreateProcess*cannot find the file specified"),
            cause("bad-memory-setting", PERMANENT, "the memory settings are not valid")
                    .advice("raise 'memory' of the container, and keep 'memoryReservation' below it")
                    .doc(Docs.PARAMETERS_OF_TASKS)
                    .when("Minimum memory limit allowed is", "Minimum memory limit can not be less than"),
            cause("host-port-in-use", BUDGETED, "the host port is in use")
                    .advice("set 'hostPort: 0' for a dynamic port, or run one task per instance")
                    .doc(Docs.START)
                    .when("port is already allocated", "address already in use"),
            cause("dependency", BUDGETED, "a container that another one depends on did not become ready")
                    .advice("see why the container in 'dependsOn' fails; raise its 'startTimeout' or"
                            + " 'healthCheck.startPeriod'")
                    .doc(Docs.PARAMETERS_OF_TASKS)
                    .when("container ordering dependency"),
            cause("timeout-runtime", BUDGETED, "the container runtime did not respond in time")
                    .advice("on EC2 check the instance's disk and CPU load; on Fargate raise 'cpu'")
                    .doc(Docs.RUNTIME_TIMEOUT)
                    .when("ContainerRuntimeTimeoutError", "DockerTimeoutError"),
            cause("runtime-error", TRANSIENT, "the container runtime failed")
                    .doc(Docs.RUNTIME)
                    .when("ContainerRuntimeError", "DockerStateError"),
            cause("runtime-error", TRANSIENT, "the agent could not stop the container")
                    .doc(Docs.STOP)
                    .when("CannotStopContainerError"),
            cause("runtime-error", TRANSIENT, "the agent could not inspect the container")
                    .doc(Docs.INSPECT)
                    .when("CannotInspectContainerError", "CannotDescribeContainerError"),
            cause("container-start", BUDGETED, "the container cannot be started")
                    .advice("see the reason, which comes from the container runtime")
                    .doc(Docs.START)
                    .when("CannotStartContainerError", "CannotCreateContainerError", "OCI runtime create failed"),
            cause("container-health", BUDGETED, "the container's own health check fails")
                    .advice("run 'healthCheck.command' in the image (check that its program is installed), and raise"
                            + " 'startPeriod' if the container starts slowly")
                    .doc(Docs.HEALTH_CHECK)
                    .when("failed container health checks"),
            cause("target-group-missing", PERMANENT, "the target group no longer exists")
                    .advice("set an existing target group in the service's 'loadBalancers'")
                    .doc(Docs.EVENTS)
                    .when("TARGET GROUP IS NOT FOUND", "The target group * does not have an associated load balancer"),
            cause("elb-health", BUDGETED, "the load balancer gets no response from the container")
                    .advice(
                            "allow traffic from the load balancer to the container port in the task's security group, listen"
                                    + " on 0.0.0.0, and raise 'healthCheckGracePeriodSeconds' if the container starts slowly")
                    .doc(Docs.LOAD_BALANCER)
                    .when("is unhealthy in*Request timed out", "is unhealthy in*Connection"),
            cause("elb-health", BUDGETED, "the load balancer's health checks fail")
                    .advice(
                            "the application must respond to the target group's health check path with a success code on the"
                                    + " container port; raise 'healthCheckGracePeriodSeconds' if it starts slowly")
                    .doc(Docs.LOAD_BALANCER)
                    .when(
                            "Task failed ELB health checks",
                            "failed ELB health checks",
                            "is unhealthy in (",
                            "is unhealthy in target-group",
                            "is not healthy in target-group",
                            "Health checks failed"));

    private StartCauses() {}
}
