package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The pairs of CPU units and MiB that Fargate offers.
 *
 * <p>Source: <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">Task CPU
 * and memory</a> in the developer guide of Amazon ECS.
 */
final class FargateSize {

    private static final Map<Integer, List<Integer>> MEMORY = new LinkedHashMap<>();

    static {
        MEMORY.put(256, List.of(512, 1024, 2048));
        MEMORY.put(512, range(1024, 4096, 1024));
        MEMORY.put(1024, range(2048, 8192, 1024));
        MEMORY.put(2048, range(4096, 16_384, 1024));
        MEMORY.put(4096, range(8192, 30_720, 1024));
        MEMORY.put(8192, range(16_384, 61_440, 4096));
        MEMORY.put(16_384, range(32_768, 122_880, 8192));
    }

    private FargateSize() {}

    private static List<Integer> range(int from, int to, int step) {
        return IntStream.iterate(from, each -> each <= to, each -> each + step)
                .boxed()
                .toList();
    }

    static boolean isOffered(int cpu, int memory) {
        return MEMORY.getOrDefault(cpu, List.of()).contains(memory);
    }

    /** The CPU units that there are. */
    @NonNull
    static List<Integer> cpus() {
        return new ArrayList<>(MEMORY.keySet());
    }

    /** The MiB that there are for these CPU units; empty for units that Fargate does not offer. */
    @NonNull
    static List<Integer> memoryOf(int cpu) {
        return MEMORY.getOrDefault(cpu, List.of());
    }
}
