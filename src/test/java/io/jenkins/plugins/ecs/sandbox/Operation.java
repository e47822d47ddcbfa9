package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One operation of the ECS API. */
@FunctionalInterface
interface Operation {

    /** What an operation works with; reads answer the state {@code asOf}, which is now unless reads are stale. */
    record Context(RegionState region, Caller caller, Instant asOf) {}

    ObjectNode call(Input input, Context context);
}
