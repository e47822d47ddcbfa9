package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The pairs of CPU units and MiB that Fargate offers. */
final class FargateSizes {

    /** From, to and step of the memory. */
    private record Range(int from, int to, int step) {}

    private static final Map<Integer, Range> MEMORY = Map.of(
            256, new Range(512, 2048, 512),
            512, new Range(1024, 4096, 1024),
            1024, new Range(2048, 8192, 1024),
            2048, new Range(4096, 16384, 1024),
            4096, new Range(8192, 30720, 1024),
            8192, new Range(16384, 61440, 4096),
            16384, new Range(32768, 122880, 8192));

    private FargateSizes() {}

    /** Refuses a definition for Fargate, with its defaults applied, whose size is not on offer. */
    static void check(ObjectNode definition) {
        if (!Json.texts(definition.get("requiresCompatibilities")).contains("FARGATE")) {
            return;
        }
        int cpu = definition.path("cpu").asInt();
        int memory = definition.path("memory").asInt();
        Range range = MEMORY.get(cpu);
        // 256 CPU units go with 512, 1024 and 2048 MiB, not with 1536.
        boolean offered = range != null
                && memory >= range.from
                && memory <= range.to
                && (memory - range.from) % range.step == 0
                && memory != 1536;
        if (!offered) {
            throw AwsError.client("No Fargate configuration exists for given values: " + cpu + " CPU, " + memory
                    + " memory. See the Amazon ECS documentation for the valid values.");
        }
    }
}
