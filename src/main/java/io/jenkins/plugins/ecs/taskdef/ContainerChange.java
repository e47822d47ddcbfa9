package io.jenkins.plugins.ecs.taskdef;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What to change in one container of a task definition. A field that is null, or an empty map, changes nothing.
 *
 * <p>Stored with a build, hence plain collections in fields and read-only views outside; no record, which Jenkins'
 * XStream cannot read back.
 */
public final class ContainerChange implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String image;
    private final LinkedHashMap<String, String> environment;
    private final LinkedHashMap<String, String> secrets;
    private final boolean exclusiveEnvironment;
    private final boolean exclusiveSecrets;
    private final Integer cpu;
    private final Integer memory;
    private final Integer memoryReservation;
    private final ArrayList<String> command;

    private ContainerChange(Builder builder) {
        name = builder.name;
        image = builder.image;
        environment = new LinkedHashMap<>(builder.environment);
        secrets = new LinkedHashMap<>(builder.secrets);
        exclusiveEnvironment = builder.exclusiveEnvironment;
        exclusiveSecrets = builder.exclusiveSecrets;
        cpu = builder.cpu;
        memory = builder.memory;
        memoryReservation = builder.memoryReservation;
        command = builder.command == null ? null : new ArrayList<>(builder.command);
    }

    /** A change of the container with this name; null means the only container there is. */
    public static Builder of(String name) {
        return new Builder(name);
    }

    /** What is wrong with this change by itself, one message each naming field and value; empty when it is fine. */
    public List<String> problems() {
        return ContainerChangeCheck.problems(this);
    }

    /** What is probably not meant, such as a password in a plain environment variable; never shows the value. */
    public List<String> warnings() {
        return ContainerChangeCheck.warnings(this);
    }

    /** The name of the container, or null for the only one. */
    public String name() {
        return name;
    }

    public String image() {
        return image;
    }

    /** Variables to add or to overwrite, by name. */
    public Map<String, String> environment() {
        return Collections.unmodifiableMap(environment);
    }

    /** Variable names with the ARN or the parameter name of their secret; never a secret itself. */
    public Map<String, String> secrets() {
        return Collections.unmodifiableMap(secrets);
    }

    /** True when variables that are not in {@link #environment} are removed. */
    public boolean exclusiveEnvironment() {
        return exclusiveEnvironment;
    }

    /** True when secrets that are not in {@link #secrets} are removed. */
    public boolean exclusiveSecrets() {
        return exclusiveSecrets;
    }

    /** CPU units, 1024 being one vCPU. */
    public Integer cpu() {
        return cpu;
    }

    /** Hard limit in MiB. */
    public Integer memory() {
        return memory;
    }

    /** Soft limit in MiB. */
    public Integer memoryReservation() {
        return memoryReservation;
    }

    /** The words of the command; null leaves it alone, an empty list removes it so that the image's own one runs. */
    public List<String> command() {
        return command == null ? null : Collections.unmodifiableList(command);
    }

    private List<Object> values() {
        return Arrays.asList(
                name,
                image,
                environment,
                secrets,
                exclusiveEnvironment,
                exclusiveSecrets,
                cpu,
                memory,
                memoryReservation,
                command);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContainerChange change && values().equals(change.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(values());
    }

    /** Without the values of the environment and without the command, which may hold secrets. */
    @Override
    public String toString() {
        return "container " + (name == null ? "(the only one)" : name) + ": image=" + image + ", environment="
                + environment.keySet() + ", secrets=" + secrets.keySet() + ", cpu=" + cpu + ", memory=" + memory
                + ", memoryReservation=" + memoryReservation + ", command="
                + (command == null ? null : command.size() + " words");
    }

    /** Collects a change. Nothing is checked here; see {@link ContainerChange#problems}. */
    public static final class Builder {
        private final String name;
        private String image;
        private Map<String, String> environment = Map.of();
        private Map<String, String> secrets = Map.of();
        private boolean exclusiveEnvironment;
        private boolean exclusiveSecrets;
        private Integer cpu;
        private Integer memory;
        private Integer memoryReservation;
        private List<String> command;

        private Builder(String name) {
            this.name = name;
        }

        public Builder image(String value) {
            image = value;
            return this;
        }

        public Builder environment(Map<String, String> value) {
            environment = value == null ? Map.of() : value;
            return this;
        }

        public Builder secrets(Map<String, String> value) {
            secrets = value == null ? Map.of() : value;
            return this;
        }

        public Builder exclusiveEnvironment(boolean value) {
            exclusiveEnvironment = value;
            return this;
        }

        public Builder exclusiveSecrets(boolean value) {
            exclusiveSecrets = value;
            return this;
        }

        public Builder cpu(Integer value) {
            cpu = value;
            return this;
        }

        public Builder memory(Integer value) {
            memory = value;
            return this;
        }

        public Builder memoryReservation(Integer value) {
            memoryReservation = value;
            return this;
        }

        public Builder command(List<String> value) {
            command = value;
            return this;
        }

        public ContainerChange build() {
            return new ContainerChange(this);
        }
    }
}
